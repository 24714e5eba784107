/* SPDX-License-Identifier: Apache-2.0 */
#include "view-opened.h"

#include "../util/served-view.h"

/* The page's side of files that the user opens with an app. */

static const char *const paths[] = { "/vfs/opened/a.csv", "/vfs/opened/ü'\".txt", NULL };

static void
wait_for_title (ServedView *served, const char *title)
{
  g_test_message ("%s", title);
  while (g_strcmp0 (pyxis_view_get_title (served->view), title) != 0)
    g_main_context_iteration (NULL, TRUE);
}

/* They wait for the page to listen, and for the next page. */
static void
test_told (void)
{
  static const char listen[] = "document.addEventListener ('pyxis:opened', (event) =>"
                               "  document.title = event.detail.paths.join ())";
  g_autoptr (ServedView) served = NULL;

  served_view_is_handed_files = TRUE;
  served = served_view_new ("<!doctype html><title>Opened</title>");
  pyxis_view_tell_opened (served->view, paths);
  served_view_assert_called (served, "return 1", "1");
  wait_for_title (served, "Opened");
  served_view_assert_called (served, listen, "undefined");
  wait_for_title (served, "/vfs/opened/a.csv,/vfs/opened/ü'\".txt");
  pyxis_view_reload (served->view, FALSE);
  served_view_wait (served, 2);
  pyxis_view_tell_opened (served->view, paths + 1);
  served_view_assert_called (served, listen, "undefined");
  wait_for_title (served, "/vfs/opened/ü'\".txt");
}

/* Nobody looks who listens in a page that no files come to. */
static void
test_watched (void)
{
  static const char *const expected[] = { "true", "false" };

  for (int is_handed_files = 0; is_handed_files < 2; is_handed_files++) {
    g_autoptr (ServedView) served = NULL;

    served_view_is_handed_files = is_handed_files;
    served = served_view_new ("<!doctype html><title>Watched</title>");
    served_view_assert_called (
      served, "return `${EventTarget.prototype.addEventListener}`.includes ('[native code]')",
      expected[is_handed_files]);
  }
}

int
main (int argc, char **argv)
{
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view-opened/told", test_told);
  g_test_add_func ("/view-opened/watched", test_watched);
  return g_test_run ();
}
