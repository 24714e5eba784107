/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* Copies of a project's files that other programs show: each in a folder of its own that nobody else can
 * read, below one of the program's in the session's folder (XDG_RUNTIME_DIR), which is often memory. They
 * go with the program; of what a program that died left, the next one that starts is rid. */

/* At most so many; then the oldest goes. */
#define PYXIS_OPENED_COPIES_MAX 20

/* (transfer full) (nullable): a new folder for one copy. */
char *pyxis_opened_copies_make_folder (GApplication *application, GError **error);

/* What dead programs left. */
void pyxis_opened_copies_sweep (void);
