/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "pack-dialog.h"
#include "shown.h"

/* The Package dialog, and what its user sees and clicks there. */

static inline GtkWidget *
pack_window_find (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_mapped (window))
      return window;
  }
  return NULL;
}

static inline GtkWidget *
pack_window_wait (GType type)
{
  GtkWidget *window;

  while (!(window = pack_window_find (type)))
    g_main_context_iteration (NULL, TRUE);
  return window;
}

static inline void
pack_window_wait_for_text (GtkWidget *widget, const char *text, gboolean is_there)
{
  g_test_message ("%s: %s", text, is_there ? "comes" : "goes");
  while (shown_has_text (widget, text) != is_there)
    g_main_context_iteration (NULL, TRUE);
}

/* (nullable): the button with that tooltip. */
static inline GtkWidget *
pack_window_find_button (GtkWidget *widget, const char *tooltip)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = pack_window_find_button (child, tooltip);

    if (found)
      return found;
  }
  return NULL;
}

static inline void
pack_window_click (GtkWidget *window, const char *tooltip)
{
  GtkWidget *button = pack_window_find_button (window, tooltip);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* (transfer none): over a window of its own. */
static inline GtkWidget *
pack_window_open (const char *path)
{
  g_autoptr (PyxisProject) project = pyxis_project_load (path, NULL);
  GtkWidget *dialog = pyxis_pack_dialog_new (NULL, project);

  gtk_window_present (GTK_WINDOW (dialog));
  pack_window_wait_for_text (dialog, "before they are packed", TRUE);
  return dialog;
}

static inline void
pack_window_close (GtkWidget *dialog)
{
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  while (dialog)
    g_main_context_iteration (NULL, TRUE);
}
