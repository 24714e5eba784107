/* SPDX-License-Identifier: Apache-2.0 */
#include "trust-question.h"

#include <adwaita.h>
#include <glib/gi18n.h>

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
  const char *name = pyxis_packed_app_get_name (app);
  Answer answer = { .loop = loop };
  AdwMessageDialog *dialog;

  adw_init ();
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (NULL, NULL, NULL));
  adw_message_dialog_format_heading (dialog, _ ("Is This “%s” From the Same Author?"), name);
  adw_message_dialog_format_body (
    dialog,
    _ ("It is signed with another key than the one that you know, and may come from somebody else. "
       "It would have all that the app has stored. Trust it only if its author told you of the new "
       "key:\n\n%s\n\nThe key that you know:\n\n%s"),
    pyxis_bundle_get_key (app->bundle), known ? known : "");
  adw_message_dialog_add_responses (dialog, "quit", _ ("_Quit"), "trust", _ ("_Trust the New Key"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "trust", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "quit");
  adw_message_dialog_set_close_response (dialog, "quit");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), &answer);
  gtk_window_present (GTK_WINDOW (dialog));
  g_main_loop_run (loop);
  return answer.is_trusted;
}
