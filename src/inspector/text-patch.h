/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* Makes the text of a view another one by what is different alone, so that the view stays where it is,
 * and at the end if it was there. It cannot be undone. */
void pyxis_text_patch (GtkTextView *view, const char *text);
