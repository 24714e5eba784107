/* SPDX-License-Identifier: Apache-2.0 */
#include "browser-share.h"

#include "jsc-options.h"
#include "web-library.h"

static gboolean
can_connect (const char *base)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_uri (client, base, 80, NULL, NULL);

  return connection != NULL;
}

/* The port is open as long as the share lives; a second window takes another. */
static void
test_ports (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PYXIS_FIXTURES"), "plain", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisProject) project = pyxis_project_load (path, &error);
  PyxisBrowserShare *share;
  g_autoptr (PyxisBrowserShare) second = NULL;
  g_autofree char *base = NULL;
  g_autofree char *address = NULL;

  g_assert_no_error (error);
  share = pyxis_browser_share_new (project, &error);
  g_assert_no_error (error);
  second = pyxis_browser_share_new (project, &error);
  g_assert_no_error (error);
  base = g_strdup (pyxis_browser_share_get_base (share));
  address = pyxis_browser_share_dup_address (share);

  g_assert_true (g_str_has_prefix (base, "http://127.0.0.1:"));
  g_assert_true (g_str_has_prefix (address, base));
  g_assert_cmpstr (base, !=, pyxis_browser_share_get_base (second));
  g_assert_true (can_connect (base));
  pyxis_browser_share_free (share);
  g_assert_false (can_connect (base));
  g_assert_true (can_connect (pyxis_browser_share_get_base (second)));
}

int
main (int argc, char **argv)
{
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/browser-share/ports", test_ports);
  return g_test_run ();
}
