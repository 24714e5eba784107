/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "source.h"

/* Texts of a project that can name addresses: pages, scripts, styles, configuration. */

gboolean pyxis_page_text_is_one (const char *path);

/* (transfer full) (nullable): as valid UTF-8, whatever it is; NULL where it cannot be read, and for
 * more than 8 MiB, which nobody wrote. */
char *pyxis_page_text_load (PyxisSource *source, const char *path);

/* `place` is where the address begins in the text. */
typedef void (*PyxisPageTextFunc) (const char *address, const char *place, gpointer user_data);

/* Calls `func` for each http and https address in `text`. */
void pyxis_page_text_find_addresses (const char *text, PyxisPageTextFunc func, gpointer user_data);
