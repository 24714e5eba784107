/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

/* PyxisSourceWindow: the source of a page, to be read and searched. What is no UTF-8 is shown as
 * the replacement character; of what is too much for a text view, only the start. */
#define PYXIS_TYPE_SOURCE_WINDOW (pyxis_source_window_get_type ())
G_DECLARE_FINAL_TYPE (PyxisSourceWindow, pyxis_source_window, PYXIS, SOURCE_WINDOW, AdwWindow)

/* `name` of the file, `subtitle` of what it belongs to, `path` (nullable) of the file itself, which
 * the user can then open in an editor. */
GtkWidget *
pyxis_source_window_new (const char *name, const char *subtitle, GBytes *bytes, const char *path);

/* Puts the cursor on a line, from 1, selects it and brings it into sight. */
void pyxis_source_window_show_line (PyxisSourceWindow *self, guint line);

/* (transfer full): the text that is shown. */
char *pyxis_source_window_dup_text (PyxisSourceWindow *self);
