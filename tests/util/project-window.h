/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <string.h>

#include "jsc-options.h"
#include "project-page.h"
#include "temporary-folder.h"
#include "web-library.h"
#include "window.h"

/* The program's windows in a test: an application to own them, a project on the disk, a home for
 * what they keep. */

static AdwApplication *project_window_application;
static GCallback project_window_startup; /* of the application; NULL: nothing */

/* (nullable) (transfer none): the first widget of a kind. */
static inline gpointer
project_window_find (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    gpointer found = project_window_find (child, type);

    if (found)
      return found;
  }
  return NULL;
}

static inline void
project_window_wait_for_title (GtkWidget *window, const char *title)
{
  while (!g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (window)), title))
    g_main_context_iteration (NULL, TRUE);
}

static inline void
project_window_wait_for_load (PyxisView *view)
{
  while (pyxis_view_is_loading (view))
    g_main_context_iteration (NULL, TRUE);
}

/* (transfer none): of a window whose project is open. */
static inline PyxisView *
project_window_get_view (GtkWidget *window)
{
  return pyxis_project_page_get_view (project_window_find (window, PYXIS_TYPE_PROJECT_PAGE));
}

/* Shows the project, and waits until its page, whose title must be `title`, is loaded. */
static inline GtkWidget *
project_window_open (const char *path, const char *title)
{
  GtkWidget *window = pyxis_window_new (project_window_application);

  pyxis_window_open_path (PYXIS_WINDOW (window), path);
  gtk_window_present (GTK_WINDOW (window));
  project_window_wait_for_title (window, title);
  return window;
}

static inline void
project_window_activate_cb (GApplication *application, gpointer user_data)
{
  *(int *) user_data = g_test_run ();
}

/* Instead of g_test_run (); `add` adds the tests. */
static inline int
project_window_run (int argc, char **argv, void (*add) (void))
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  int status = 1;

  g_setenv ("XDG_STATE_HOME", home, TRUE);
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  gtk_test_init (&argc, &argv, NULL);
  add ();
  project_window_application =
    g_object_new (ADW_TYPE_APPLICATION, "flags", G_APPLICATION_NON_UNIQUE, NULL);
  g_signal_connect (project_window_application, "activate", G_CALLBACK (project_window_activate_cb),
                    &status);
  if (project_window_startup)
    g_signal_connect (project_window_application, "startup", project_window_startup, NULL);
  g_application_run (G_APPLICATION (project_window_application), 0, NULL);
  g_object_unref (project_window_application);
  return status;
}
