/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* Labels break a name or a path that is longer than a line anywhere, and Pango puts a hyphen there, which reads as a
 * part of it: from now on no label in `widget` gets one. */
void pyxis_plain_breaks_apply (GtkWidget *widget);
