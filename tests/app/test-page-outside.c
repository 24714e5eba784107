/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"

#include <glib/gstdio.h>

#include "project-page.h"
#include "temporary-folder.h"

/* The project in the user's browser, which here writes down where it is sent, and its folder in the file
 * manager, which does the same. */

static const char browser[] = "[Desktop Entry]\n"
                              "Type=Application\n"
                              "Name=Browser\n"
                              "Exec=sh -c 'echo \"$0\" > \"$PYXIS_TEST_VISITED\"' %u\n"
                              "MimeType=x-scheme-handler/http;inode/directory;\n";

static const char defaults[] = "[Default Applications]\nx-scheme-handler/http=browser.desktop\n"
                               "inode/directory=browser.desktop\n";

static char *visited; /* a file: the address that the browser was given */

/* (transfer full) */
static char *
wait_for_visit (void)
{
  char *address = NULL;

  while (!address || !g_str_has_suffix (address, "\n")) {
    g_clear_pointer (&address, g_free);
    g_main_context_iteration (NULL, FALSE);
    g_file_get_contents (visited, &address, NULL, NULL);
  }
  g_unlink (visited);
  return g_strchomp (address);
}

static GActionGroup *
get_actions (PyxisView *view)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (view), PYXIS_TYPE_PROJECT_PAGE);

  return pyxis_project_page_get_actions (PYXIS_PROJECT_PAGE (page));
}

/* (transfer none): the button of the toast. */
static GtkWidget *
wait_for_button (PyxisView *view, const char *label)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (view), GTK_TYPE_WINDOW);
  GtkWidget *button;

  while (!(button = asking_find (window, GTK_TYPE_BUTTON, label)))
    g_main_context_iteration (NULL, TRUE);
  return button;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  if (!*text)
    *text = g_strdup ("");
}

/* (transfer full) */
static char *
read_clipboard (PyxisView *view)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (view)), NULL, read_cb,
                                 &text);
  while (!text)
    g_main_context_iteration (NULL, TRUE);
  return text;
}

typedef struct {
  gboolean is_over;
  gboolean is_connected;
} Visit;

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_uri_finish (G_SOCKET_CLIENT (source), result, NULL);
  Visit *visit = user_data;

  visit->is_connected = connection != NULL;
  visit->is_over = TRUE;
}

static gboolean
can_connect (const char *address)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  Visit visit = { 0 };

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_to_uri_async (client, address, 80, NULL, connected_cb, &visit);
  while (!visit.is_over)
    g_main_context_iteration (NULL, TRUE);
  return visit.is_connected;
}

/* Until the user stops it, from the toast as from the menu. */
static void
test_browser (void)
{
  PyxisView *view = asking_open ();
  GActionGroup *actions = get_actions (view);
  g_autofree char *address = NULL;
  g_autofree char *copied = NULL;

  g_assert_false (g_action_group_get_action_enabled (actions, "stop-serving"));
  g_action_group_activate_action (actions, "open-in-browser", NULL);
  g_assert_true (g_action_group_get_action_enabled (actions, "stop-serving"));
  address = wait_for_visit ();
  g_assert_true (g_str_has_prefix (address, "http://127.0.0.1:"));
  g_assert_true (can_connect (address));
  g_action_group_activate_action (actions, "copy-served-address", NULL);
  copied = read_clipboard (view);
  g_assert_cmpstr (copied, ==, address);

  g_signal_emit_by_name (wait_for_button (view, "_Stop"), "clicked");
  g_assert_false (g_action_group_get_action_enabled (actions, "stop-serving"));
  g_assert_false (can_connect (address));
  asking_destroy (view);
}

/* The program for folders gets the project's. */
static void
test_folder (void)
{
  PyxisView *view = asking_open ();
  g_autofree char *path = g_build_filename (g_getenv ("PYXIS_FIXTURES"), "asking", NULL);
  g_autofree char *shown = NULL;
  g_autoptr (GFile) expected = g_file_new_for_path (path);
  g_autoptr (GFile) file = NULL;

  g_action_group_activate_action (get_actions (view), "open-folder", NULL);
  shown = wait_for_visit ();
  file = g_file_new_for_commandline_arg (shown);
  g_assert_true (g_file_equal (file, expected));
  asking_destroy (view);
}

/* What is served goes with the window. */
static void
test_close (void)
{
  PyxisView *view = asking_open ();
  g_autofree char *address = NULL;

  g_action_group_activate_action (get_actions (view), "open-in-browser", NULL);
  address = wait_for_visit ();
  g_assert_true (can_connect (address));
  asking_destroy (view);
  while (can_connect (address)) /* what is under way in the window may outlive it for a moment */
    ;
}

int
main (int argc, char **argv)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  g_autofree char *data = g_build_filename (home, "data", NULL);
  int status;

  visited = g_build_filename (home, "visited", NULL);
  g_free (temporary_folder_write (home, "data/applications/browser.desktop", browser, -1));
  g_free (temporary_folder_write (home, "data/applications/mimeapps.list", defaults, -1));
  g_setenv ("PYXIS_TEST_VISITED", visited, TRUE);
  asking_data = data;
  asking_init (&argc, &argv);
  g_test_add_func ("/page-outside/browser", test_browser);
  g_test_add_func ("/page-outside/close", test_close);
  g_test_add_func ("/page-outside/folder", test_folder);
  status = asking_run ();
  g_free (visited);
  return status;
}
