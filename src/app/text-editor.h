/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* Opens the file at `path` in what the desktop opens plain text with: for HTML, its own program
 * would be a browser. Says over `window` when there is none. */
void pyxis_text_editor_open (GtkWindow *window, const char *path);
