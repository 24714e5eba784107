/* SPDX-License-Identifier: Apache-2.0 */
#include <gtk/gtk.h>
#include <signal.h>
#include <webkit/webkit.h>

#include "../util/temporary-folder.h"

/* What `pyxis serve` prints, opened in an ordinary browser: WebKit without anything of ours, and with
 * no way to the network. The page names public addresses, runs Python on main and in a worker, and
 * puts into its title what came of it. */
#define DONE "true main worker function true"
#define TIME_LIMIT_S 60

typedef struct {
  TemporaryFolder *home;
  GSubprocess *program;
  GMainLoop *loop;
  WebKitWebView *view;
  guint deadline;
} Fixture;

/* Any free port, so that tests of several builds do not meet. */
static char *
dup_free_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_socket_listener_close (listener);
  return g_strdup_printf ("%u", port);
}

/* As of a program that a script starts in the background: Ctrl+C is not for it. */
static void
ignore_interrupt (gpointer user_data)
{
  signal (SIGINT, SIG_IGN);
}

/* (transfer full): the first address, which is the first line. */
static char *
start_program (Fixture *self)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *folder = g_build_filename (g_getenv ("PYXIS_FIXTURES"), "serve", NULL);
  g_autofree char *port = dup_free_port ();
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  char *address = NULL;

  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->home, TRUE);
  g_subprocess_launcher_set_child_setup (launcher, ignore_interrupt, NULL, NULL);
  self->program = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("PYXIS_PROGRAM"),
                                               "serve", folder, "--port", port, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->program));
  address = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (address);
  return address;
}

/* Every host but ours is asked for at a proxy that nobody runs. */
static void
cut_network (WebKitNetworkSession *session)
{
  static const char *const ours[] = { "127.0.0.1", NULL };
  g_autoptr (WebKitNetworkProxySettings) nowhere =
    webkit_network_proxy_settings_new ("http://127.0.0.1:1", ours);

  webkit_network_session_set_proxy_settings (session, WEBKIT_NETWORK_PROXY_MODE_CUSTOM, nowhere);
}

static void
title_cb (WebKitWebView *view, GParamSpec *pspec, Fixture *self)
{
  if (g_strcmp0 (webkit_web_view_get_title (view), DONE) == 0)
    g_main_loop_quit (self->loop);
}

static gboolean
deadline_cb (gpointer user_data)
{
  Fixture *self = user_data;

  g_subprocess_force_exit (self->program);
  g_error ("The title is “%s”, not “" DONE "”.", webkit_web_view_get_title (self->view));
  return G_SOURCE_REMOVE;
}

static void
stop_program (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (self->program, SIGTERM);
  g_subprocess_wait (self->program, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (self->program), ==, 0);
  g_object_unref (self->program);
}

static void
test_ordinary_browser (void)
{
  Fixture fixture = { .home = temporary_folder_new (), .loop = g_main_loop_new (NULL, FALSE) };
  g_autofree char *address = start_program (&fixture);
  g_autoptr (WebKitNetworkSession) session = webkit_network_session_new_ephemeral ();
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  g_subprocess_send_signal (fixture.program, SIGINT);
  cut_network (session);
  fixture.view = g_object_new (WEBKIT_TYPE_WEB_VIEW, "network-session", session, NULL);
  gtk_window_set_child (window, GTK_WIDGET (fixture.view));
  gtk_window_present (window);
  g_signal_connect (fixture.view, "notify::title", G_CALLBACK (title_cb), &fixture);
  fixture.deadline = g_timeout_add_seconds (TIME_LIMIT_S, deadline_cb, &fixture);
  webkit_web_view_load_uri (fixture.view, address);
  g_main_loop_run (fixture.loop);

  g_source_remove (fixture.deadline);
  gtk_window_destroy (window);
  stop_program (&fixture);
  temporary_folder_free (fixture.home);
  g_main_loop_unref (fixture.loop);
}

int
main (int argc, char **argv)
{
  /* As ordinary browsers have it; WebKit reads this once, when it starts. */
  g_setenv ("JSC_useSharedArrayBuffer", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/serve/ordinary-browser", test_ordinary_browser);
  return g_test_run ();
}
