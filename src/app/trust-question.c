/* SPDX-License-Identifier: Apache-2.0 */
#include "trust-question.h"

#include "key-dialog.h"
#include "pins.h"

typedef struct {
  GMainLoop *loop;
  gboolean is_trusted;
} Answer;

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Answer *answer = user_data;

  answer->is_trusted = g_str_equal (response, "trust");
  g_main_loop_quit (answer->loop);
}

gboolean
pyxis_trust_question_ask (const PyxisPackedApp *app)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *known = pyxis_pins_dup_key (app->description->id);
  Answer answer = { .loop = loop };
  AdwMessageDialog *dialog;

  adw_init ();
  dialog = pyxis_key_dialog_new (app->bundle, known ? known : "");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), &answer);
  gtk_window_present (GTK_WINDOW (dialog));
  g_main_loop_run (loop);
  return answer.is_trusted;
}
