/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* PyxisElementPicker: lies over the page, invisible, while the user is to click on a part of it, so that
 * the page does not hear the click. Escape and any other button end it.
 *
 * Signals: "picked" (double x, double y): in its pixels; "cancelled" (). It hides itself before either. */
#define PYXIS_TYPE_ELEMENT_PICKER (pyxis_element_picker_get_type ())
G_DECLARE_FINAL_TYPE (PyxisElementPicker, pyxis_element_picker, PYXIS, ELEMENT_PICKER, GtkWidget)

void pyxis_element_picker_begin (PyxisElementPicker *self);

/* Nothing where it has not begun. */
void pyxis_element_picker_cancel (PyxisElementPicker *self);
