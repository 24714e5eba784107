/* SPDX-License-Identifier: Apache-2.0 */
#include "change-question.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "alert.h"

/* A change that was shown, and waits for a yes. */
typedef struct {
  PyxisProject *project;
  PyxisProjectChange *change;
  PyxisChangeMade made;
  GObject *owner;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *self = data;

  g_object_unref (self->project);
  g_object_unref (self->owner);
  pyxis_project_change_free (self->change);
  g_free (self);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "apply"))
    return;
  if (pyxis_project_change_apply (question->change, question->project, &error))
    question->made (question->change, question->owner);
  else
    pyxis_alert_show (gtk_window_get_transient_for (GTK_WINDOW (dialog)), _ ("Nothing Was Changed"),
                      error->message);
}

void
pyxis_change_question_ask (GtkWindow *window,
                           PyxisProject *project,
                           PyxisProjectChange *change,
                           PyxisChangeMade made,
                           GObject *owner)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/pyxis/app/ui/change-dialog.ui");
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (gtk_builder_get_object (builder, "dialog"));
  GtkLabel *patch_label = GTK_LABEL (gtk_builder_get_object (builder, "patch_label"));
  g_autofree char *patch = pyxis_project_change_dup_patch (change);
  Question *question = g_new0 (Question, 1);

  question->project = g_object_ref (project);
  question->change = change;
  question->made = made;
  question->owner = g_object_ref (owner);
  adw_message_dialog_format_heading (dialog, _ ("Change “%s”?"), change->path);
  gtk_label_set_text (patch_label, patch);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), window);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
