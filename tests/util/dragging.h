/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gdk/x11/gdkx.h>
#include <gtk/gtk.h>

#include "keys.h"

/* A user who drags files out of another program: a second process of the test program, whose window gives
 * files as a file manager's does, and the pointer of the display. */

#define DRAGGING_SIZE 100

typedef struct {
  GSubprocess *process;
  GDataInputStream *said;
  char *window; /* its number */
} Dragging;

/* --- In the other process --- */

static inline GdkContentProvider *
dragging_prepare_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  return gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, user_data);
}

static inline void
dragging_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, gpointer user_data)
{
  g_print ("%s\n", gdk_drag_get_selected_action (drag) ? "dropped" : "refused");
  *(gboolean *) user_data = TRUE;
}

/* Until one drag of `paths` is over: what main () does where it is called with "drag" and them. */
static inline int
dragging_be_source (char **paths)
{
  GtkWidget *window;
  GtkDragSource *source = gtk_drag_source_new ();
  GSList *files = NULL;
  GdkFileList *list;
  gboolean is_over = FALSE;

  gtk_init ();
  window = gtk_window_new ();
  for (guint i = 0; paths[i]; i++)
    files = g_slist_append (files, g_file_new_for_path (paths[i]));
  list = gdk_file_list_new_from_list (files);
  g_signal_connect (source, "prepare", G_CALLBACK (dragging_prepare_cb), list);
  g_signal_connect (source, "drag-end", G_CALLBACK (dragging_end_cb), &is_over);
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (source));
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), DRAGGING_SIZE, DRAGGING_SIZE);
  gtk_window_present (GTK_WINDOW (window));
  keys_wait_for_frames (window);
  g_print ("%lu\n", gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (window))));
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
  g_slist_free_full (files, g_object_unref);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  return 0;
}

/* --- In the test --- */

static inline void
dragging_line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(char **) user_data =
    g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);
  g_assert_no_error (error);
}

/* (transfer full): what the other process says next. */
static inline char *
dragging_read (Dragging *self)
{
  char *line = NULL;

  g_data_input_stream_read_line_async (self->said, 0, NULL, dragging_line_cb, &line);
  while (!line)
    g_main_context_iteration (NULL, TRUE);
  return line;
}

static inline void
dragging_move (const char *window, int x, int y)
{
  g_autofree char *command = g_strdup_printf ("xdotool mousemove --window %s %d %d", window, x, y);

  keys_run (command);
}

/* Begins to drag `paths`, NULL-terminated; the pointer holds them. */
static inline void
dragging_begin (Dragging *self, const char *const *paths)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *command = NULL;

  g_strv_builder_add (builder, "/proc/self/exe");
  g_strv_builder_add (builder, "drag");
  g_strv_builder_addv (builder, (const char **) paths);
  argv = g_strv_builder_end (builder);
  g_free (argv[0]);
  argv[0] = g_file_read_link ("/proc/self/exe", NULL);
  self->process =
    g_subprocess_newv ((const char *const *) argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  self->said = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  self->window = dragging_read (self);
  command = g_strdup_printf ("xdotool windowraise %s", self->window);
  keys_run (command);
  dragging_move (self->window, DRAGGING_SIZE / 2, DRAGGING_SIZE / 2);
  keys_run ("xdotool mousedown 1");
}

/* To the middle of a widget, and not quite to the same place for each step. */
static inline void
dragging_point (GtkWidget *widget, int step)
{
  GtkNative *native = gtk_widget_get_native (widget);
  g_autofree char *window =
    g_strdup_printf ("%lu", gdk_x11_surface_get_xid (gtk_native_get_surface (native)));
  double x, y, left, top;

  gtk_widget_translate_coordinates (widget, GTK_WIDGET (native), gtk_widget_get_width (widget) / 2,
                                    gtk_widget_get_height (widget) / 2, &x, &y);
  gtk_native_get_surface_transform (native, &left, &top);
  dragging_move (window, (int) (x + left) + step % 50, (int) (y + top) + step % 70);
}

/* A drag goes on only as long as the pointer moves. */
static inline void
dragging_hover (GtkWidget *widget, gboolean (*is_there) (gpointer data), gpointer data)
{
  for (int step = 0; !is_there (data); step += 3)
    dragging_point (widget, step);
}

/* Lets go; (transfer full): "dropped", or "refused" where nothing took the files. */
static inline char *
dragging_end (Dragging *self)
{
  g_autoptr (GError) error = NULL;
  char *said;

  keys_run ("xdotool mouseup 1");
  said = dragging_read (self);
  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&self->process);
  g_clear_object (&self->said);
  g_clear_pointer (&self->window, g_free);
  return said;
}
