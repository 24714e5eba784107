/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* PyxisElementMark: a frame over a part of the page, for a moment: drawn by the shell, so that the page
 * stays as it is. */
#define PYXIS_TYPE_ELEMENT_MARK (pyxis_element_mark_get_type ())
G_DECLARE_FINAL_TYPE (PyxisElementMark, pyxis_element_mark, PYXIS, ELEMENT_MARK, GtkWidget)

/* `box`: in pixels of the overlay that the mark is in. */
void pyxis_element_mark_show (PyxisElementMark *self, const GdkRectangle *box);
