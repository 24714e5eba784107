/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* The examples below `folder`, each a folder with its own configuration. Returns at once with an
 * empty list, which then fills, the tour first and the others by name: files are read in a thread, and TOML, whose parser
 * belongs to the main thread, is parsed one file at a time when nothing else is to be done. A
 * folder that is missing has no examples. (transfer full) (element-type PyxisExample) */
GListModel *pyxis_examples_load (const char *folder);

/* Whether `path`, which is canonical, is one of those that Pyxis comes with. */
gboolean pyxis_examples_contain (const char *path);

/* (transfer full): the folder of the example that shows what Pyxis is. */
char *pyxis_examples_dup_tour (void);
