/* SPDX-License-Identifier: Apache-2.0 */
#include "program.h"
#include "temporary-folder.h"

/* A page that tries to bring others into its window, and to leave it. The network is allowed: what
 * keeps them out is that only the project's own pages are shown. */

/* Addresses that the page is refused to show, each with a notice. */
static const char *const refused[] = {
  "http://127.0.0.1:PORT/frame",        "http://127.0.0.1:PORT/location",
  "http://127.0.0.1:PORT/link",         "pyxis://p0123456789abcdef/frame",
  "pyxis://p0123456789abcdef/location",
};

/* Nobody ever answers on it; whether anybody asked is seen afterwards. */
static GSocket *
listen_on_loopback (guint16 *port)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) given = NULL;
  g_autoptr (GError) error = NULL;
  GSocket *socket =
    g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_assert_true (g_socket_bind (socket, wanted, FALSE, NULL));
  g_assert_true (g_socket_listen (socket, NULL));
  given = g_socket_get_local_address (socket, NULL);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (given));
  return socket;
}

/* Whether any request came, after the program has ended. WebKit may connect ahead of a navigation that
 * is then refused, and say nothing. */
static gboolean
was_asked (GSocket *socket)
{
  gboolean is_asked = FALSE;

  while (g_socket_condition_check (socket, G_IO_IN)) {
    g_autoptr (GSocket) client = g_socket_accept (socket, NULL, NULL);
    char first[1];

    is_asked |= g_socket_receive (client, first, 1, NULL, NULL) > 0;
  }
  return is_asked;
}

static void
copy_file (const char *home, const char *folder, const char *name)
{
  g_autofree char *source = g_build_filename (g_getenv ("PYXIS_FIXTURES"), folder, name, NULL);
  g_autofree char *target = g_build_filename ("project", name, NULL);
  g_autofree char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (source, &text, &length, NULL));
  g_free (temporary_folder_write (home, target, text, (gssize) length));
}

static void
make_project (const char *home, guint16 port)
{
  g_autofree char *script = g_strdup_printf ("const PORT = %u;\n", port);

  copy_file (home, "transport", "harness.js");
  copy_file (home, "foreign", "index.html");
  copy_file (home, "foreign", "foreign.js");
  copy_file (home, "foreign", "dir/index.html");
  g_free (temporary_folder_write (home, "project/port.js", script, -1));
  g_free (temporary_folder_write (home, "control/index.html",
                                  "<!doctype html><script src='port.js'></script><script>"
                                  "fetch (`http://127.0.0.1:${PORT}/`, { mode: 'no-cors' });"
                                  "setTimeout (() => { window.over = true; }, 500);</script>",
                                  -1));
  g_free (temporary_folder_write (home, "control/port.js", script, -1));
}

static void
assert_notices (const char *events, guint16 port)
{
  g_auto (GStrv) lines = g_strsplit (events, "\n", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (GString) glob = g_string_new (NULL);
    g_autofree char *number = g_strdup_printf ("%u", port);
    gboolean is_told = FALSE;

    g_string_printf (glob, "*\"kind\":\"notice\"*%s,*\"code\":\"blocked\"*", refused[i]);
    g_string_replace (glob, "PORT", number, 0);
    for (guint j = 0; lines[j]; j++)
      is_told |= g_pattern_match_simple (glob->str, lines[j]);
    g_test_message ("%s", glob->str);
    g_assert_true (is_told);
  }
}

static void
run (const char *home, const char *folder, const char *transport, ProgramResult *result)
{
  g_autofree char *command =
    g_strdup_printf ("check %s/%s --network allow --transport %s --until load --events - "
                     "--expect window.over",
                     home, folder, transport);

  *result = program_run (home, command);
  g_assert_cmpint (result->status, ==, 0);
}

static void
test_foreign (gconstpointer transport)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  guint16 port = 0;
  g_autoptr (GSocket) socket = listen_on_loopback (&port);
  g_auto (ProgramResult) result = { 0 };
  g_auto (ProgramResult) control = { 0 };

  make_project (home, port);
  run (home, "project", transport, &result);
  g_assert_null (strstr (result.out, "/failed/"));
  assert_notices (result.out, port);
  /* WebKit refuses files by itself: nobody is even asked. */
  g_assert_null (strstr (result.out, "\"url\":\"file:"));
  g_assert_false (was_asked (socket));

  run (home, "control", transport, &control);
  g_assert_true (was_asked (socket));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/foreign/scheme", "scheme", test_foreign);
  g_test_add_data_func ("/foreign/loopback", "loopback", test_foreign);
  return g_test_run ();
}
