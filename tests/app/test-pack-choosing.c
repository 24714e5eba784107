/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-dialog.h"

#include <adwaita.h>

#include "../util/choosing.h"
#include "../util/pack-sample.h"
#include "../util/project-window.h"
#include "../util/shown.h"
#include "file-work.h"
#include "pack-choices.h"
#include "pack-formats.h"

/* What its user is asked for while an app is made, what they see of it in the end, and what is left of it where they
 * change their mind. */

#define LARGE (400 * 1024 * 1024)

static GtkWidget *
open_dialog (const char *path)
{
  g_autoptr (PyxisProject) project = pyxis_project_load (path, NULL);
  GtkWidget *dialog = pyxis_pack_dialog_new (NULL, project);

  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static void
wait_for_text (GtkWidget *widget, const char *text)
{
  g_test_message ("%s", text);
  while (!shown_has_text (widget, text))
    g_main_context_iteration (NULL, TRUE);
}

static void
activate (GtkWidget *dialog, GType type, const char *action)
{
  g_assert_true (gtk_widget_activate_action (project_window_find (dialog, type), action, NULL));
}

/* What one is told, and goes away. */
static void
take_note (const char *words)
{
  GtkWidget *note = asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);

  wait_for_text (note, words);
  gtk_window_destroy (GTK_WINDOW (note));
}

/* (transfer full): the key that signed what was packed. */
static char *
pack (GtkWidget *dialog, const char *output)
{
  g_autoptr (PyxisBundle) bundle = NULL;
  g_autoptr (GError) error = NULL;

  wait_for_text (dialog, "before they are packed");
  g_assert_true (gtk_widget_activate_action (dialog, "pack.pack", NULL));
  wait_for_text (dialog, "Is Packed");
  bundle = pyxis_bundle_open (output, &error);
  g_assert_no_error (error);
  return g_strdup (pyxis_bundle_get_key (bundle));
}

/* A key is made, signs, is chosen again, and another place too; what is no key stays out. */
static void
test_key (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *made = g_build_filename (folder, "own.key", NULL);
  g_autofree char *other = g_build_filename (folder, "other.key", NULL);
  g_autofree char *wrong = temporary_folder_write (folder, "wrong.key", "no key", -1);
  g_autofree char *output = g_build_filename (folder, "elsewhere.pyxis", NULL);
  g_autoptr (PyxisKey) key = NULL, second = NULL;
  g_autofree char *signer = NULL, *again = NULL, *nobody = NULL;
  GtkWidget *dialog = open_dialog (project);

  activate (dialog, PYXIS_TYPE_PACK_CHOICES, "pack.choose-output");
  choosing_save (output);
  wait_for_text (dialog, "elsewhere.pyxis");
  activate (dialog, PYXIS_TYPE_PACK_CHOICES, "pack.new-key");
  choosing_save (made);
  take_note ("whoever has it can replace your apps");
  wait_for_text (dialog, "own.key, public key ");
  signer = pack (dialog, output);
  key = pyxis_key_load (made, NULL);
  g_assert_cmpstr (signer, ==, pyxis_key_get_public (key));

  g_assert_true (pyxis_key_create (other, NULL));
  g_assert_cmpint (chmod (wrong, 0600), ==, 0);
  activate (dialog, PYXIS_TYPE_PACK_CHOICES, "pack.again");
  activate (dialog, PYXIS_TYPE_PACK_CHOICES, "pack.choose-key");
  choosing_choose (wrong);
  take_note ("is no key of Pyxis");
  wait_for_text (dialog, "own.key, public key ");
  activate (dialog, PYXIS_TYPE_PACK_CHOICES, "pack.choose-key");
  choosing_choose (other);
  wait_for_text (dialog, "other.key, public key ");
  again = pack (dialog, output);
  second = pyxis_key_load (other, NULL);
  g_assert_cmpstr (again, ==, pyxis_key_get_public (second));

  activate (dialog, PYXIS_TYPE_PACK_CHOICES, "pack.again");
  activate (dialog, PYXIS_TYPE_PACK_CHOICES, "pack.no-key");
  nobody = pack (dialog, output);
  g_assert_null (nobody);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gboolean
is_switch_on (GtkWidget *dialog)
{
  return gtk_switch_get_active (project_window_find (dialog, GTK_TYPE_SWITCH));
}

/* An app that leans on an installed Pyxis says so, whatever it becomes; a Flatpak cannot, and the dialog does not
 * offer it. */
static void
test_leaning (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  GtkWidget *dialog = open_dialog (project);
  PyxisPackFormats *formats = project_window_find (dialog, PYXIS_TYPE_PACK_FORMATS);
  GtkWidget *carry = project_window_find (dialog, GTK_TYPE_SWITCH);

  wait_for_text (dialog, "where WebKitGTK and GTK are installed");
  gtk_switch_set_active (GTK_SWITCH (carry), FALSE);
  wait_for_text (dialog, "One tiny file that runs where Pyxis is installed");
  g_assert_false (shown_has_text (dialog, "where WebKitGTK and GTK are installed"));
  pyxis_pack_formats_set (formats, "flatpak");
  g_assert_true (is_switch_on (dialog));
  g_assert_false (gtk_widget_is_sensitive (carry));
  wait_for_text (dialog, "where WebKitGTK and GTK are installed");
  pyxis_pack_formats_set (formats, "run");
  g_assert_true (gtk_widget_is_sensitive (carry));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* A file manager, which is asked for what it shows. */
typedef struct {
  GMutex lock;
  char *uri;
} FileManager;

static GDBusMessage *
filter_cb (GDBusConnection *bus, GDBusMessage *message, gboolean is_incoming, gpointer user_data)
{
  FileManager *self = user_data;
  GVariant *body = g_dbus_message_get_body (message);
  g_autoptr (GDBusMessage) reply = NULL;
  g_autofree const char **uris = NULL;

  if (!is_incoming || g_strcmp0 (g_dbus_message_get_member (message), "ShowItems") != 0)
    return message;
  g_variant_get (body, "(^a&ss)", &uris, NULL);
  g_mutex_lock (&self->lock);
  self->uri = g_strdup (uris[0]);
  g_mutex_unlock (&self->lock);
  reply = g_dbus_message_new_method_reply (message);
  g_dbus_connection_send_message (bus, reply, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL);
  g_object_unref (message);
  return NULL;
}

static void
acquired_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static char *
take_uri (FileManager *self)
{
  char *uri;

  g_mutex_lock (&self->lock);
  uri = g_steal_pointer (&self->uri);
  g_mutex_unlock (&self->lock);
  return uri;
}

static void
test_show (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *output = g_build_filename (folder, "clock.pyxis", NULL);
  g_autofree char *expected = g_filename_to_uri (output, NULL, NULL);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GDBusConnection) bus = g_dbus_connection_new_for_address_sync (
    address,
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, NULL);
  FileManager manager = { .uri = NULL };
  gboolean is_there = FALSE;
  guint filter = g_dbus_connection_add_filter (bus, filter_cb, &manager, NULL);
  guint name = g_bus_own_name_on_connection (bus, "org.freedesktop.FileManager1",
                                             G_BUS_NAME_OWNER_FLAGS_REPLACE, acquired_cb, NULL,
                                             &is_there, NULL);
  GtkWidget *dialog = open_dialog (project);
  g_autofree char *uri = NULL;

  while (!is_there)
    g_main_context_iteration (NULL, TRUE);
  g_free (pack (dialog, output));
  asking_click (dialog, "Show in Files");
  while (!(uri = take_uri (&manager)))
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (uri, ==, expected);

  gtk_window_destroy (GTK_WINDOW (dialog));
  g_bus_unown_name (name);
  g_dbus_connection_remove_filter (bus, filter);
}

/* In the middle of what is written: nothing is left, and the dialog goes on. */
static void
test_cancel (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *large = temporary_folder_write (folder, "clock/large", "x", -1);
  g_autofree char *output = g_build_filename (folder, "clock.pyxis", NULL);
  GtkWidget *dialog, *work, *bar;

  g_assert_cmpint (truncate (large, LARGE), ==, 0);
  dialog = open_dialog (project);
  g_assert_true (gtk_widget_activate_action (dialog, "pack.pack", NULL));
  work = asking_wait_for_window (PYXIS_TYPE_FILE_WORK);
  bar = project_window_find (work, GTK_TYPE_PROGRESS_BAR);
  while (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)) <= 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (temporary_folder_count (folder), ==, 2);
  gtk_window_close (GTK_WINDOW (work)); /* as Escape does */
  while (asking_get_window (PYXIS_TYPE_FILE_WORK) || temporary_folder_count (folder) != 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (shown_has_text (dialog, "Is Packed"));

  g_assert_cmpint (truncate (large, 1), ==, 0);
  g_free (pack (dialog, output));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
add_tests (void)
{
  g_test_add_func ("/pack-choosing/leaning", test_leaning);
  g_test_add_func ("/pack-choosing/key", test_key);
  g_test_add_func ("/pack-choosing/show", test_show);
  g_test_add_func ("/pack-choosing/cancel", test_cancel);
}

int
main (int argc, char **argv)
{
  return project_window_run (argc, argv, add_tests);
}
