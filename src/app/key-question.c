/* SPDX-License-Identifier: Apache-2.0 */
#include "key-question.h"

#include <glib/gi18n.h>

#include "alert.h"
#include "key-dialog.h"
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

/* (transfer full) (nullable): with the key that is known instead of its own. */
static PyxisBundle *
open_other (const char *path, char **known)
{
  g_autoptr (PyxisBundle) bundle =
    pyxis_packed_project_is_one (path) ? pyxis_bundle_open (path, NULL) : NULL;
  const char *key = bundle ? pyxis_bundle_get_key (bundle) : NULL;

  *known = key ? pyxis_pins_dup_key (pyxis_bundle_get_manifest (bundle)->id) : NULL;
  return *known && !g_str_equal (*known, key) ? g_steal_pointer (&bundle) : NULL;
}

gboolean
pyxis_key_question_applies (const char *path)
{
  g_autofree char *known = NULL;
  g_autoptr (PyxisBundle) bundle = open_other (path, &known);

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
  g_autofree char *known = NULL;
  g_autoptr (PyxisBundle) bundle = open_other (path, &known);
  AdwMessageDialog *dialog;
  Question *question;

  if (!bundle)
    return FALSE;
  dialog = pyxis_key_dialog_new (bundle, known);
  question = g_new0 (Question, 1);
  question->window = g_object_ref (window);
  question->bundle = g_steal_pointer (&bundle);
  question->path = g_strdup (path);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (window));
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}
