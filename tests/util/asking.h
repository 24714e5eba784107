/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>
#include <string.h>

#include "jsc-options.h"
#include "temporary-folder.h"
#include "view.h"
#include "web-library.h"
#include "window.h"

/* A window with the page that asks (tests/fixtures/asking), and what a user does there. Scripts that a
 * test runs in the page count for WebKit as the user's gesture. */

static AdwApplication *asking_application;
static TemporaryFolder *asking_home;
static const char *asking_data; /* the user's data; NULL: none yet */

/* (nullable): the first shown widget of a type below `widget`, with a label where one is asked for. */
static inline GtkWidget *
asking_find (GtkWidget *widget, GType type, const char *label)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type)) {
    g_autofree char *text = NULL;

    if (label && GTK_IS_LABEL (widget))
      text = g_strdup (gtk_label_get_text (GTK_LABEL (widget)));
    else if (label)
      g_object_get (widget, "label", &text, NULL);
    if (!label || (text && strstr (text, label)))
      return widget;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = asking_find (child, type, label);
  return found;
}

static inline void
asking_click (GtkWidget *widget, const char *label)
{
  GtkWidget *button = asking_find (widget, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* (nullable): the window of a type that is shown. */
static inline GtkWidget *
asking_get_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_visible (window))
      return window;
  }
  return NULL;
}

static inline GtkWidget *
asking_wait_for_window (GType type)
{
  GtkWidget *window;

  while (!(window = asking_get_window (type)))
    g_main_context_iteration (NULL, TRUE);
  return window;
}

static inline void
asking_wait_for_none (GType type)
{
  while (asking_get_window (type))
    g_main_context_iteration (NULL, TRUE);
}

static inline void
asking_finished_cb (gboolean *is_finished)
{
  *is_finished = TRUE;
}

/* Until the page is loaded, again where `act` loads it again. */
static inline void
asking_wait_for_load (PyxisView *view)
{
  gboolean is_finished = FALSE;
  gulong id =
    g_signal_connect_swapped (view, "finished", G_CALLBACK (asking_finished_cb), &is_finished);

  while (!is_finished)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (view, id);
}

static inline void
asking_destroy (PyxisView *view)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (view), GTK_TYPE_WINDOW)));
}

static inline void
asking_called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  char *json = pyxis_view_call_finish (PYXIS_VIEW (source), result, &error);
  char **answer = user_data;

  if (!answer)
    g_free (json);
  else
    *answer = json ? json : g_strdup (error->message);
}

/* Runs `body` in the page; `answer` may be NULL and is set when it is over. */
static inline void
asking_start (PyxisView *view, const char *body, char **answer)
{
  pyxis_view_call_async (view, body, NULL, asking_called_cb, answer);
}

static inline void
asking_wait_for_answer (char **answer, const char *expected)
{
  while (!*answer)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (*answer, ==, expected);
  g_clear_pointer (answer, g_free);
}

/* (transfer none): opens the page that asks, in a window of its own. */
static inline PyxisView *
asking_open (void)
{
  GtkWidget *window = pyxis_window_new (asking_application);
  g_autofree char *path = g_build_filename (g_getenv ("PYXIS_FIXTURES"), "asking", NULL);
  g_autofree char *answer = NULL;
  GtkWidget *view;

  pyxis_window_open_path (PYXIS_WINDOW (window), path);
  gtk_window_present (GTK_WINDOW (window));
  while (!(view = asking_find (window, PYXIS_TYPE_VIEW, NULL)))
    g_main_context_iteration (NULL, TRUE);
  asking_wait_for_load (PYXIS_VIEW (view));
  /* Its scripts have run then, and nothing of this load comes after what a test does. */
  pyxis_view_call_loaded_async (PYXIS_VIEW (view), NULL, NULL, asking_called_cb, &answer);
  asking_wait_for_answer (&answer, "undefined");
  return PYXIS_VIEW (view);
}

static inline void
asking_call (PyxisView *view, const char *body, const char *expected)
{
  g_autofree char *answer = NULL;

  asking_start (view, body, &answer);
  asking_wait_for_answer (&answer, expected);
}

static inline guint
asking_count_rows (PyxisView *view, const char *kind, const char *glob)
{
  GListModel *log = G_LIST_MODEL (pyxis_engine_get_log (pyxis_view_get_engine (view)));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (log); i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (log, i);
    g_autofree char *json = pyxis_event_to_json (event);

    n += g_str_equal (pyxis_event_get_fields (event)->kind, kind) &&
         g_pattern_match_simple (glob, json);
  }
  return n;
}

static inline void
asking_wait_for_row (PyxisView *view, const char *kind, const char *glob)
{
  while (asking_count_rows (view, kind, glob) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static inline void
asking_activate_cb (GApplication *app, gpointer user_data)
{
  *(int *) user_data = g_test_run ();
}

/* Before any g_test_add (): WebKit and GTK. */
static inline void
asking_init (int *argc, char ***argv)
{
  asking_home = temporary_folder_new (); /* another test may have the same project open */
  g_setenv ("XDG_DATA_HOME", asking_data ? asking_data : asking_home, TRUE);
  g_setenv ("XDG_STATE_HOME", asking_home, TRUE);
  g_setenv ("XDG_CONFIG_HOME", asking_home, TRUE);
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  gtk_test_init (argc, argv, NULL);
}

static inline int
asking_run (void)
{
  int status = 1;

  asking_application = g_object_new (ADW_TYPE_APPLICATION, "flags", G_APPLICATION_NON_UNIQUE, NULL);
  g_signal_connect (asking_application, "activate", G_CALLBACK (asking_activate_cb), &status);
  g_application_run (G_APPLICATION (asking_application), 0, NULL);
  g_object_unref (asking_application);
  temporary_folder_free (asking_home);
  return status;
}
