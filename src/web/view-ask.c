/* SPDX-License-Identifier: Apache-2.0 */
#include "notification-private.h"
#include "script-dialog-private.h"
#include "view-parts.h"

/* What a page asks the user, or tells: dialogs of scripts, printing, notifications. With nobody
 * there, what waits for an answer would wait for ever. */

static gboolean
is_unattended (PyxisView *self)
{
  return pyxis_engine_is_unattended (self->engine);
}

static void
dismiss (PyxisView *self, WebKitScriptDialog *dialog)
{
  if (webkit_script_dialog_get_dialog_type (dialog) == WEBKIT_SCRIPT_DIALOG_BEFORE_UNLOAD_CONFIRM)
    webkit_script_dialog_confirm_set_confirmed (dialog, TRUE);
  else
    pyxis_event_log_notice (pyxis_engine_get_log (self->engine), "dismissed",
                            "A dialog of the page was dismissed, for nobody is there: %s",
                            webkit_script_dialog_get_message (dialog));
}

static gboolean
script_dialog_cb (WebKitWebView *web_view, WebKitScriptDialog *dialog, gpointer user_data)
{
  PyxisView *self = user_data;
  g_autoptr (PyxisScriptDialog) question = NULL;

  if (is_unattended (self)) {
    dismiss (self, dialog);
    return TRUE;
  }
  question = pyxis_script_dialog_new (dialog, self);
  pyxis_view_close_wait_for (self, question);
  g_signal_emit_by_name (self, "script-dialog", question);
  return TRUE;
}

/* WebKit needs it until it is printed. */
static void
keep_until_printed (WebKitPrintOperation *operation)
{
  g_signal_connect (g_object_ref (operation), "finished", G_CALLBACK (g_object_unref), NULL);
}

/* A page that prints itself waits for the dialog, and answers nothing meanwhile: it is not busy. */
void
pyxis_view_run_print (PyxisView *self, WebKitPrintOperation *operation, GtkWindow *window)
{
  g_autoptr (PyxisView) kept = g_object_ref (self);

  self->n_printing++;
  g_object_notify (G_OBJECT (self), "is-responsive");
  if (webkit_print_operation_run_dialog (operation, window) ==
      WEBKIT_PRINT_OPERATION_RESPONSE_PRINT)
    keep_until_printed (operation);
  self->n_printing--;
  if (self->web_view)
    g_object_notify (G_OBJECT (self), "is-responsive");
}

static gboolean
print_cb (WebKitWebView *web_view, WebKitPrintOperation *operation, gpointer user_data)
{
  if (!is_unattended (user_data))
    pyxis_view_run_print (user_data, operation,
                          GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (web_view))));
  return TRUE;
}

/* WebKit asks only for a page that may. The bucket keeps a page from flooding the desktop. */
static gboolean
show_notification_cb (WebKitWebView *web_view, WebKitNotification *notification, gpointer user_data)
{
  PyxisView *self = user_data;
  g_autoptr (PyxisNotification) shown = NULL;

  if (is_unattended (self))
    return TRUE;
  if (!pyxis_token_bucket_take (&self->notifications, g_get_monotonic_time ())) {
    pyxis_event_log_notice (pyxis_engine_get_log (self->engine), "limit",
                            "The page sent more notifications than anybody reads; this one is not "
                            "shown.");
    return TRUE;
  }
  shown = pyxis_notification_new (notification);
  g_signal_emit_by_name (self, "notification", shown);
  return TRUE;
}

void
pyxis_view_ask_attach (PyxisView *self)
{
  WebKitWebView *web_view = self->web_view;

  self->notifications = (PyxisTokenBucket){ .capacity = 10, .rate = 0.2 };
  g_signal_connect_object (web_view, "script-dialog", G_CALLBACK (script_dialog_cb), self, 0);
  g_signal_connect_object (web_view, "print", G_CALLBACK (print_cb), self, 0);
  g_signal_connect_object (web_view, "show-notification", G_CALLBACK (show_notification_cb), self,
                           0);
}
