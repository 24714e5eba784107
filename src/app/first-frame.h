/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* Writes "first frame" to the debug log when `widget`, which is not realized yet, was painted for
 * the first time: what data/dev bench waits for. */
void pyxis_first_frame_announce (GtkWidget *widget);
