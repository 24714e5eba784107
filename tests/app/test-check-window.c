/* SPDX-License-Identifier: Apache-2.0 */
#include <gtk/gtk.h>

#include "check.h"
#include "jsc-options.h"
#include "web-library.h"

/* The window of a check, which stands on the user's display. */

static gboolean
close_cb (gpointer window)
{
  gtk_window_close (window);
  return G_SOURCE_REMOVE;
}

/* As a user does: when it is there to be seen. */
static void
mapped_cb (GtkWidget *window, gpointer user_data)
{
  g_idle_add_full (G_PRIORITY_LOW, close_cb, g_object_ref (window), g_object_unref);
}

static void
windows_changed_cb (
  GListModel *windows, guint position, guint removed, guint added, gpointer user_data)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    g_signal_connect (window, "map", G_CALLBACK (mapped_cb), NULL);
  }
}

static void
test_closed (void)
{
  const PyxisCheckOptions options = { .until = "load", .expect = "false", .timeout = 60 };
  GListModel *windows = gtk_window_get_toplevels ();
  gulong id = g_signal_connect (windows, "items-changed", G_CALLBACK (windows_changed_cb), NULL);
  g_autofree char *path = g_build_filename (g_getenv ("PYXIS_FIXTURES"), "plain", NULL);
  g_autofree char *sentence = NULL;
  g_autofree char *advice = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisProject) project = pyxis_project_load (path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (pyxis_check_run (project, &options, &sentence, &advice), ==,
                   PYXIS_STATUS_APP_FAILED);
  g_assert_cmpstr (sentence, ==, "The window was closed before the check was over.");
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, 0);
  g_signal_handler_disconnect (windows, id);
}

int
main (int argc, char **argv)
{
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check-window/closed", test_closed);
  return g_test_run ();
}
