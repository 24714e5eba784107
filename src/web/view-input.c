/* SPDX-License-Identifier: Apache-2.0 */
#include "bridge.h"
#include "file-request-private.h"
#include "view-parts.h"

/* The file inputs of a page. What WebKit asks for comes right after what the bridge says of the input;
 * only there stands whether a folder is meant. */

static gboolean
message_cb (WebKitUserContentManager *content,
            JSCValue *value,
            WebKitScriptMessageReply *reply,
            gpointer user_data)
{
  PyxisView *self = user_data;
  g_autoptr (PyxisFolderAsk) ask = pyxis_folder_ask_new (reply, jsc_value_get_context (value));

  g_clear_pointer (&self->folder_ask, pyxis_folder_ask_drop);
  if (jsc_value_is_boolean (value) && jsc_value_to_boolean (value))
    self->folder_ask = g_steal_pointer (&ask);
  return TRUE;
}

static gboolean
run_file_chooser_cb (WebKitWebView *web_view, WebKitFileChooserRequest *request, gpointer user_data)
{
  PyxisView *self = user_data;
  g_autoptr (PyxisFolderAsk) ask = NULL;
  g_autoptr (PyxisFileRequest) question = NULL;

  if (pyxis_view_drop_answer (self, request))
    return TRUE;
  ask = g_steal_pointer (&self->folder_ask);
  if (pyxis_engine_is_unattended (self->engine)) {
    webkit_file_chooser_request_cancel (request);
    pyxis_event_log_notice (pyxis_engine_get_log (self->engine), "dismissed",
                            "A file input of the page was dismissed, for nobody is there.");
    return TRUE;
  }
  question = pyxis_file_request_new (request, g_steal_pointer (&ask), self);
  g_signal_emit_by_name (self, "choose-files", question);
  return TRUE;
}

static void
withdrawn_cb (PyxisView *self)
{
  g_clear_pointer (&self->folder_ask, pyxis_folder_ask_drop);
}

void
pyxis_view_input_attach (PyxisView *self)
{
  WebKitUserContentManager *content = webkit_web_view_get_user_content_manager (self->web_view);

  g_signal_connect_object (content,
                           "script-message-with-reply-received::" PYXIS_BRIDGE_INPUT_HANDLER,
                           G_CALLBACK (message_cb), self, 0);
  g_signal_connect_object (self->web_view, "run-file-chooser", G_CALLBACK (run_file_chooser_cb),
                           self, 0);
  g_signal_connect (self, "withdrawn", G_CALLBACK (withdrawn_cb), NULL);
}
