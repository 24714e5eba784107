/* SPDX-License-Identifier: Apache-2.0 */
#include "bridge.h"
#include "pick-request-private.h"
#include "view-parts.h"

/* The pickers of a page. Whether the user did something just now is asked in the script world of the
 * bridge, where the page cannot answer for it; where nobody can do anything, it needs not be. */

static PyxisEventLog *
get_log (PyxisView *self)
{
  return pyxis_engine_get_log (self->engine);
}

static void
answered_cb (PyxisPickRequest *request, gpointer user_data)
{
  ((PyxisView *) user_data)->is_picking = FALSE;
}

/* With nobody there: what the one who started it said beforehand, or nothing. */
static void
answer_unattended (PyxisView *self, PyxisPickRequest *request)
{
  const char *picked = pyxis_engine_get_picked (self->engine);
  PyxisPickKind kind = pyxis_pick_request_get_kind (request);
  const char *name = pyxis_pick_request_get_suggested_name (request);
  g_autofree char *path = NULL;
  const char *paths[] = { NULL, NULL };
  g_autoptr (GError) error = NULL;

  if (picked && kind == PYXIS_PICK_FOLDER)
    path = g_strdup (picked);
  else if (picked && kind == PYXIS_PICK_SAVE)
    path = g_build_filename (picked, name ? name : "Untitled", NULL);
  paths[0] = path;
  if (path && pyxis_pick_request_select (request, paths, &error))
    return;
  pyxis_event_log_notice (get_log (self), "dismissed",
                          "A picker of the page was dismissed, for nobody is there%s%s",
                          error ? ": " : ".", error ? error->message : "");
}

/* (nullable): why the page may not ask now. */
static const char *
find_objection (PyxisView *self, const PyxisPick *pick, const char **exception)
{
  *exception = "SecurityError";
  if (!pick->is_active && !pyxis_engine_is_unattended (self->engine))
    return "A picker may be shown when the user has just clicked or pressed a key.";
  *exception = "NotAllowedError";
  if (self->is_picking)
    return "Another picker of this page is shown already.";
  if (pick->kind == PYXIS_PICK_ALLOW &&
      (!pick->token || !pyxis_grants_lookup (pyxis_engine_get_grants (self->engine), pick->token)))
    return "The user granted this page nothing of the kind: ask for it with a picker.";
  return NULL;
}

static void
ask (PyxisView *self, PyxisPick *pick, WebKitScriptMessageReply *reply, JSCContext *context)
{
  g_autoptr (PyxisPickRequest) request = pyxis_pick_request_new (pick, self, reply, context);

  self->is_picking = TRUE;
  g_signal_connect_object (request, "answered", G_CALLBACK (answered_cb), self, 0);
  if (pyxis_engine_is_unattended (self->engine))
    answer_unattended (self, request);
  else
    g_signal_emit_by_name (self, "pick", request);
}

static gboolean
message_cb (WebKitUserContentManager *content,
            JSCValue *value,
            WebKitScriptMessageReply *reply,
            gpointer user_data)
{
  PyxisView *self = user_data;
  JSCContext *context = jsc_value_get_context (value);
  g_autoptr (GBytes) bytes =
    jsc_value_is_string (value) ? jsc_value_to_string_as_bytes (value) : NULL;
  gsize length = 0;
  const char *json = bytes ? g_bytes_get_data (bytes, &length) : NULL;
  g_autoptr (PyxisPick) pick = json ? pyxis_pick_read (json, length) : NULL;
  const char *exception = NULL;
  const char *objection = pick ? find_objection (self, pick, &exception) : NULL;

  if (!pick)
    pyxis_pick_reply_error (reply, context, "TypeError", "This is nothing that can be picked.");
  else if (objection)
    pyxis_pick_reply_error (reply, context, exception, objection);
  else
    ask (self, g_steal_pointer (&pick), reply, context);
  return TRUE;
}

void
pyxis_view_pick_attach (PyxisView *self)
{
  g_signal_connect_object (webkit_web_view_get_user_content_manager (self->web_view),
                           "script-message-with-reply-received::" PYXIS_BRIDGE_PICK_HANDLER,
                           G_CALLBACK (message_cb), self, 0);
}
