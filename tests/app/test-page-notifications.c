/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"

/* What a page tells the user outside its window, as the desktop hears of it: the test is the desktop,
 * on the session bus. */
#define NAME "org.gtk.Notifications"
#define PATH "/org/gtk/Notifications"
#define APPLICATION "io.github.pyxis_desktop.Test"

static const char introspection[] =
  "<node><interface name='org.gtk.Notifications'>"
  "<method name='AddNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='a{sv}' direction='in'/></method>"
  "<method name='RemoveNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "</method></interface></node>";

/* What was asked of the desktop, as "+title:body " and "-". */
static GString *heard;
static char *last_id;

static void
call_cb (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  const char *id;

  if (g_str_equal (method, "AddNotification")) {
    g_autoptr (GVariant) details = NULL;
    const char *title = "";
    const char *body = "";

    g_variant_get (parameters, "(&s&s@a{sv})", NULL, &id, &details);
    g_variant_lookup (details, "title", "&s", &title);
    g_variant_lookup (details, "body", "&s", &body);
    g_string_append_printf (heard, "+%s:%s ", title, body);
    g_free (last_id);
    last_id = g_strdup (id);
  } else {
    g_string_append (heard, "- ");
  }
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
wait_until_heard (const char *expected)
{
  while (strlen (heard->str) < strlen (expected))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (heard->str, ==, expected);
  g_string_truncate (heard, 0);
}

static PyxisView *
open_allowed (void)
{
  PyxisView *view = asking_open ();
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (view), GTK_TYPE_WINDOW);
  g_autofree char *permission = NULL;

  asking_start (view, "return Notification.requestPermission ()", &permission);
  while (!asking_find (window, GTK_TYPE_LABEL, "wants to send notifications"))
    g_main_context_iteration (NULL, TRUE);
  asking_click (window, "Allow");
  asking_wait_for_answer (&permission, "\"granted\"");
  return view;
}

/* Each that is shown has one. */
static guint
count_actions (void)
{
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (asking_application));

  return g_strv_length (names);
}

/* Shown, clicked, taken back. */
static void
test_life (void)
{
  PyxisView *view = open_allowed ();

  asking_call (view,
               "window.note = new Notification ('Done', { body: '3 files' });"
               "window.clicked = new Promise ((resolve) => note.onclick = () => resolve (1));"
               "return 1",
               "1");
  wait_until_heard ("+Done:3 files ");
  g_action_group_activate_action (G_ACTION_GROUP (asking_application), last_id, NULL);
  asking_call (view, "return await clicked", "1");
  asking_call (view, "note.close (); return 1", "1");
  wait_until_heard ("- ");
  g_assert_false (g_action_group_has_action (G_ACTION_GROUP (asking_application), last_id));
  asking_destroy (view);
}

/* A page that talks too much: what it shows is bounded, and goes with it. */
static void
test_flood (void)
{
  PyxisView *view = open_allowed ();

  /* Kept: WebKit takes back what is collected. */
  asking_call (
    view,
    "window.notes = Array.from ({ length: 500 }, (_, i) => new Notification (String (i)));"
    "return 1",
    "1");
  asking_wait_for_row (view, "notice", "*notification*");
  g_assert_cmpuint (count_actions (), >, 0);
  g_assert_cmpuint (count_actions (), <=, 20);
  asking_destroy (view);
  while (count_actions () > 0) /* a call into the page may still hold it */
    g_main_context_iteration (NULL, TRUE);
}

static void
activate_cb (GApplication *application, gpointer user_data)
{
  static const GDBusInterfaceVTable table = { .method_call = call_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);
  GDBusConnection *connection = g_application_get_dbus_connection (application);
  g_autoptr (GVariant) owned = NULL;

  g_dbus_connection_register_object (connection, PATH, node->interfaces[0], &table, NULL, NULL,
                                     NULL);
  owned = g_dbus_connection_call_sync (
    connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
    "RequestName", g_variant_new ("(su)", NAME, 4), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (owned);
  *(int *) user_data = g_test_run ();
}

int
main (int argc, char **argv)
{
  int status = 1;

  asking_init (&argc, &argv);
  heard = g_string_new (NULL);
  g_test_add_func ("/page-notifications/life", test_life);
  g_test_add_func ("/page-notifications/flood", test_flood);
  asking_application = g_object_new (ADW_TYPE_APPLICATION, "application-id", APPLICATION, NULL);
  g_signal_connect (asking_application, "activate", G_CALLBACK (activate_cb), &status);
  g_application_run (G_APPLICATION (asking_application), 0, NULL);
  g_object_unref (asking_application);
  g_string_free (heard, TRUE);
  g_free (last_id);
  return status;
}
