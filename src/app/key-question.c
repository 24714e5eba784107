/* SPDX-License-Identifier: Apache-2.0 */
#include "key-question.h"

#include <glib/gi18n.h>

#include "alert.h"
#include "key.h"
#include "packed-project.h"
#include "pins.h"

/* The bundle that the user is told of: what is trusted is its key, whatever is at the path then. */
typedef struct {
  PyxisWindow *window;
  PyxisBundle *bundle;
  char *path;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *self = data;

  g_object_unref (self->window);
  g_object_unref (self->bundle);
  g_free (self->path);
  g_free (self);
}

/* (transfer full) (nullable): the key that the user knows the app by. */
static char *
dup_known (PyxisBundle *bundle)
{
  return pyxis_pins_dup_key (pyxis_bundle_get_manifest (bundle)->id);
}

/* (transfer full) (nullable): what is signed with another key than the one that is known. */
static PyxisBundle *
open_other (const char *path)
{
  g_autoptr (PyxisBundle) bundle =
    pyxis_packed_project_is_one (path) ? pyxis_bundle_open (path, NULL) : NULL;
  const char *key = bundle ? pyxis_bundle_get_key (bundle) : NULL;
  g_autofree char *known = key ? dup_known (bundle) : NULL;

  return known && !g_str_equal (known, key) ? g_steal_pointer (&bundle) : NULL;
}

static void
show_key (GtkBuilder *builder, const char *label, const char *key)
{
  g_autofree char *text = pyxis_key_dup_short (key);

  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, label)), text);
}

/* (transfer none): its response "trust" is a yes. */
static AdwMessageDialog *
make_dialog (PyxisBundle *bundle)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/pyxis/app/ui/key-dialog.ui");
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (gtk_builder_get_object (builder, "dialog"));
  const PyxisManifest *manifest = pyxis_bundle_get_manifest (bundle);
  g_autofree char *known = dup_known (bundle);

  show_key (builder, "known_label", known ? known : "");
  show_key (builder, "new_label", pyxis_bundle_get_key (bundle));
  adw_message_dialog_format_body (
    dialog,
    _ ("“%s” is signed with another key than the app that you know by the name %s. Whoever has the "
       "new key can take the app's place, and has all that it stored. Trust it only if the author "
       "tells you that the key was changed."),
    manifest->name, manifest->id);
  return dialog;
}

gboolean
pyxis_key_question_applies (const char *path)
{
  g_autoptr (PyxisBundle) bundle = open_other (path);

  return bundle != NULL;
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "trust"))
    return;
  if (pyxis_pins_replace (question->bundle, &error))
    pyxis_window_open_path (question->window, question->path);
  else
    pyxis_alert_show (GTK_WINDOW (question->window), _ ("The Key Cannot Be Kept"), error->message);
}

gboolean
pyxis_key_question_ask (PyxisWindow *window, const char *path)
{
  g_autoptr (PyxisBundle) bundle = open_other (path);
  AdwMessageDialog *dialog;
  Question *question;

  if (!bundle)
    return FALSE;
  dialog = make_dialog (bundle);
  question = g_new0 (Question, 1);
  question->window = g_object_ref (window);
  question->bundle = g_steal_pointer (&bundle);
  question->path = g_strdup (path);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (window));
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

typedef struct {
  GMainLoop *loop;
  gboolean is_yes;
} Answer;

static void
first_answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Answer *answer = user_data;

  answer->is_yes = g_str_equal (response, "trust");
  g_main_loop_quit (answer->loop);
}

gboolean
pyxis_key_question_ask_first (PyxisBundle *bundle)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Answer answer = { .loop = loop };
  AdwMessageDialog *dialog;

  adw_init ();
  dialog = make_dialog (bundle);
  g_signal_connect (dialog, "response", G_CALLBACK (first_answered_cb), &answer);
  gtk_window_present (GTK_WINDOW (dialog));
  g_main_loop_run (loop);
  return answer.is_yes;
}
