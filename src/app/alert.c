/* SPDX-License-Identifier: Apache-2.0 */
#include "alert.h"

#include <adwaita.h>
#include <glib/gi18n.h>

void
pyxis_alert_show (GtkWindow *window, const char *title, const char *sentence)
{
  GtkWidget *dialog = adw_message_dialog_new (window, title, sentence);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}
