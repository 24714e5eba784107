/* SPDX-License-Identifier: Apache-2.0 */
#include "page-picks.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "alert.h"
#include "chosen-paths.h"
#include "pick-request.h"

typedef struct {
  PyxisView *view; /* borrowed: no handler runs without it */
  char *name;
} Picks;

static void
picks_free (gpointer data, GClosure *closure)
{
  g_free (((Picks *) data)->name);
  g_free (data);
}

/* (nullable) */
static GtkWindow *
get_window (Picks *self)
{
  return GTK_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self->view), GTK_TYPE_WINDOW));
}

static const struct {
  PyxisPickKind kind;
  GtkFileChooserAction action;
  const char *title; /* %s is the project's name */
  const char *title_to_change;
  const char *label;
} choosers[] = {
  { PYXIS_PICK_FOLDER, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, N_ ("A Folder That “%s” May Read"),
    N_ ("A Folder That “%s” May Read and Change"), N_ ("_Allow") },
  { PYXIS_PICK_OPEN, GTK_FILE_CHOOSER_ACTION_OPEN, N_ ("Open in “%s”"), N_ ("Open in “%s”"),
    N_ ("_Open") },
  { PYXIS_PICK_SAVE, GTK_FILE_CHOOSER_ACTION_SAVE, N_ ("Save from “%s”"), N_ ("Save from “%s”"),
    N_ ("_Save") },
};

/* (transfer full) */
static char *
format (const char *translated, const char *name)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (translated, name);
#pragma GCC diagnostic pop
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  PyxisPickRequest *request = user_data;
  g_autoptr (GPtrArray) paths =
    response == GTK_RESPONSE_ACCEPT ? pyxis_chosen_paths_dup (GTK_FILE_CHOOSER (dialog)) : NULL;
  GtkWindow *window = gtk_native_dialog_get_transient_for (dialog);
  g_autoptr (GError) error = NULL;

  if (paths && paths->len > 1 &&
      pyxis_pick_request_select (request, (const char *const *) paths->pdata, &error))
    return;
  if (error)
    pyxis_alert_show (window, _ ("Not for an App"), error->message);
  pyxis_pick_request_cancel (request);
}

/* The one end of a dialog, whoever answers. */
static void
request_answered_cb (PyxisPickRequest *request, gpointer user_data)
{
  gtk_native_dialog_destroy (user_data);
  g_object_unref (user_data);
}

static void
set_filters (GtkFileChooser *chooser, PyxisPickRequest *request)
{
  GPtrArray *filters = pyxis_pick_request_get_filters (request);
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  for (guint i = 0; i < filters->len; i++)
    gtk_file_chooser_add_filter (chooser, filters->pdata[i]);
  if (filters->len == 0 || !pyxis_pick_request_accepts_all (request))
    return;
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

static void
set_start (GtkFileChooser *chooser, PyxisPickRequest *request)
{
  g_autofree char *start = pyxis_pick_request_dup_start_folder (request);
  g_autoptr (GFile) folder = g_file_new_for_path (start);
  const char *name = pyxis_pick_request_get_suggested_name (request);

  gtk_file_chooser_set_current_folder (chooser, folder, NULL);
  if (pyxis_pick_request_get_kind (request) == PYXIS_PICK_SAVE)
    gtk_file_chooser_set_current_name (chooser, name ? name : "");
}

static void
show_chooser (Picks *self, PyxisPickRequest *request, gsize n)
{
  gboolean changes = pyxis_pick_request_get_mode (request) == PYXIS_GRANT_READWRITE;
  g_autofree char *title =
    format (_ (changes ? choosers[n].title_to_change : choosers[n].title), self->name);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    title, get_window (self), choosers[n].action, _ (choosers[n].label), NULL);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);

  gtk_file_chooser_set_select_multiple (chooser, pyxis_pick_request_is_multiple (request));
  set_filters (chooser, request);
  set_start (chooser, request);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), request, 0);
  g_object_set_data_full (G_OBJECT (dialog), "request", g_object_ref (request), g_object_unref);
  g_signal_connect (request, "answered", G_CALLBACK (request_answered_cb), dialog);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
allowed_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  if (g_str_equal (response, "allow"))
    pyxis_pick_request_allow (user_data);
  else
    pyxis_pick_request_cancel (user_data);
}

static void
release_request (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

/* What it has, as the user knows it, and what it would have. */
static void
show_question (Picks *self, PyxisPickRequest *request)
{
  PyxisGrant *grant = pyxis_pick_request_get_grant (request);
  gboolean changes = pyxis_pick_request_get_mode (request) == PYXIS_GRANT_READWRITE;
  g_autofree char *heading =
    format (changes ? _ ("Let “%s” Make Changes?") : _ ("Let “%s” Read?"), self->name);
  g_autofree char *path = grant ? g_filename_display_name (grant->path) : g_strdup ("");
  g_autofree char *body = format (changes ? _ ("It wants to change what is in %s.")
                                          : _ ("It wants to read what is in %s."),
                                  path);
  GtkWidget *dialog = adw_message_dialog_new (get_window (self), heading, body);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_add_responses (message, "deny", _ ("_Deny"), "allow", _ ("_Allow"), NULL);
  adw_message_dialog_set_close_response (message, "deny");
  g_signal_connect_data (dialog, "response", G_CALLBACK (allowed_cb), g_object_ref (request),
                         release_request, 0);
  g_signal_connect_object (request, "answered", G_CALLBACK (gtk_window_destroy), dialog,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
pick_cb (PyxisView *view, PyxisPickRequest *request, gpointer user_data)
{
  PyxisPickKind kind = pyxis_pick_request_get_kind (request);

  if (kind == PYXIS_PICK_ALLOW)
    show_question (user_data, request);
  for (gsize i = 0; i < G_N_ELEMENTS (choosers); i++)
    if (choosers[i].kind == kind)
      show_chooser (user_data, request, i);
}

void
pyxis_page_picks_attach (PyxisView *view, const char *name)
{
  Picks *self = g_new0 (Picks, 1);

  self->view = view;
  self->name = g_strdup (name);
  g_signal_connect_data (view, "pick", G_CALLBACK (pick_cb), self, picks_free, 0);
}
