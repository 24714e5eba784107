/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gdk/x11/gdkx.h>
#include <gtk/gtk.h>

/* Real keys, sent by xdotool to a window with the focus. */

static inline void
keys_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* The window must go on meanwhile: it is looked for. */
static inline void
keys_run (const char *command)
{
  gboolean is_done = FALSE;
  g_auto (GStrv) argv = g_strsplit (command, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_newv ((const char *const *) argv, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, keys_done_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
}

static inline void
keys_press (const char *key)
{
  g_autofree char *command = g_strconcat ("xdotool key ", key, NULL);

  keys_run (command);
}

/* By its number: what titles have in common is many windows', and one with quotes is none to xdotool. */
static inline void
keys_focus (GtkWidget *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  g_autofree char *command =
    g_strdup_printf ("xdotool windowfocus --sync %lu", gdk_x11_surface_get_xid (surface));

  keys_run (command);
  while (!gtk_window_is_active (GTK_WINDOW (window)))
    g_main_context_iteration (NULL, TRUE);
}

/* A key before a widget's first frame goes nowhere. */
static inline void
keys_wait_for_frames (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gint64 last = gdk_frame_clock_get_frame_counter (clock) + 2;

  while (gdk_frame_clock_get_frame_counter (clock) < last) {
    gtk_widget_queue_draw (widget);
    g_main_context_iteration (NULL, TRUE);
  }
}
