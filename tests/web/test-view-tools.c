/* SPDX-License-Identifier: Apache-2.0 */
#include "view-tools.h"

#include <math.h>

#include "served-view.h"
#include "view-picture.h"

#define PAGE "<!doctype html>\n<title>Tools</title>\n<body style='height:900px'>\xff\n"

static void
count_cb (PyxisView *view, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_zoom (void)
{
  static const struct {
    double set;
    double got;
  } cases[] = { { 1.5, 1.5 }, { 0, 0.3 }, { -1, 0.3 }, { 100, 3 }, { INFINITY, 3 }, { 1, 1 } };
  g_autoptr (ServedView) served = served_view_new (PAGE);
  guint n_changes = 0;

  g_signal_connect (served->view, "notify::zoom", G_CALLBACK (count_cb), &n_changes);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    pyxis_view_set_zoom (served->view, cases[i].set);
    g_assert_cmpfloat_with_epsilon (pyxis_view_get_zoom (served->view), cases[i].got, 1e-9);
  }
  pyxis_view_set_zoom (served->view, NAN);
  g_assert_cmpfloat_with_epsilon (pyxis_view_get_zoom (served->view), 1, 1e-9);
  g_assert_cmpuint (n_changes, >=, 4);

  pyxis_view_set_zoom (served->view, 2);
  served_view_assert_called (served, "return innerWidth", "200");
}

static void
source_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(GBytes **) user_data = pyxis_view_load_source_finish (PYXIS_VIEW (source), result, &error);
  g_assert_no_error (error);
}

/* Byte for byte, valid text or not, whatever the page has made of itself since. */
static void
test_source (void)
{
  g_autoptr (ServedView) served = served_view_new (PAGE);
  g_autoptr (GBytes) bytes = NULL;

  served_view_assert_called (served, "document.body.textContent = 'changed'; return 1", "1");
  pyxis_view_load_source_async (served->view, NULL, source_cb, &bytes);
  while (!bytes)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), PAGE, strlen (PAGE));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  pyxis_view_save_screenshot_finish (PYXIS_VIEW (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static GdkTexture *
take_screenshot (ServedView *served, gboolean is_whole)
{
  g_autofree char *path = g_build_filename (served->folder, "shot.png", NULL);
  g_autoptr (GError) error = NULL;
  GdkTexture *texture;
  gboolean is_saved = FALSE;

  pyxis_view_save_screenshot_async (served->view, path, is_whole, NULL, saved_cb, &is_saved);
  while (!is_saved)
    g_main_context_iteration (NULL, TRUE);
  texture = gdk_texture_new_from_filename (path, &error);
  g_assert_no_error (error);
  return texture;
}

static void
test_screenshot (void)
{
  g_autoptr (ServedView) served = served_view_new (PAGE);
  g_autoptr (GdkTexture) visible = take_screenshot (served, FALSE);
  g_autoptr (GdkTexture) whole = take_screenshot (served, TRUE);

  g_assert_cmpint (gdk_texture_get_width (visible), ==,
                   gtk_widget_get_width (GTK_WIDGET (served->view)));
  g_assert_cmpint (gdk_texture_get_height (visible), ==,
                   gtk_widget_get_height (GTK_WIDGET (served->view)));
  g_assert_cmpint (gdk_texture_get_height (whole), >=, 900);
}

/* Nobody is there: no dialog, and no end of the program. */
static void
test_print (void)
{
  g_autoptr (ServedView) served = served_view_new (PAGE);

  pyxis_view_print (served->view, GTK_WINDOW (served->window));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 1);
}

static void
test_full_screen (void)
{
  g_autoptr (ServedView) served = served_view_new (PAGE);

  g_assert_false (pyxis_view_is_full_screen (served->view));
  served_view_assert_called (served, "document.documentElement.requestFullscreen (); return 1",
                             "1");
  while (!pyxis_view_is_full_screen (served->view))
    g_main_context_iteration (NULL, TRUE);
  served_view_assert_called (served, "document.exitFullscreen (); return 1", "1");
  while (pyxis_view_is_full_screen (served->view))
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view-tools/zoom", test_zoom);
  g_test_add_func ("/view-tools/source", test_source);
  g_test_add_func ("/view-tools/screenshot", test_screenshot);
  g_test_add_func ("/view-tools/print", test_print);
  g_test_add_func ("/view-tools/full-screen", test_full_screen);
  return g_test_run ();
}
