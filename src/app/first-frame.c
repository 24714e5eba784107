/* SPDX-License-Identifier: Apache-2.0 */
#include "first-frame.h"

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, user_data);
  g_debug ("first frame");
}

static void
realize_cb (GtkWidget *widget, gpointer user_data)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                           G_CALLBACK (after_paint_cb), widget, 0);
}

void
pyxis_first_frame_announce (GtkWidget *widget)
{
  g_signal_connect (widget, "realize", G_CALLBACK (realize_cb), NULL);
}
