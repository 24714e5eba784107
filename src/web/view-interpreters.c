/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "bridge.h"
#include "interpreters.h"
#include "view-parts.h"

#define ASK "/pyxis/web/js/ask-interpreter.js"

/* The interpreters of the page: what the script world of the bridge tells of them, and what they are asked. */

typedef struct {
  PyxisInterpreters *interpreters;
  guint64 ticket;
} Question;

static void
question_free (Question *self)
{
  g_object_unref (self->interpreters);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* Without a value the page was left, or its process ended. */
static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value = webkit_web_view_call_async_javascript_function_finish (
    WEBKIT_WEB_VIEW (source), result, &error);
  g_autoptr (GBytes) bytes =
    value && jsc_value_is_string (value) ? jsc_value_to_string_as_bytes (value) : NULL;
  gsize length = 0;
  const char *json = bytes ? g_bytes_get_data (bytes, &length) : NULL;

  if (error)
    g_debug ("%s", error->message);
  pyxis_interpreters_answer (self->interpreters, self->ticket, json, length);
}

/* A thread that is stopped hears nothing but what it is asked by its breakpoint. */
static gboolean
ask_stopped (PyxisView *self, const char *id, const char *request, guint64 ticket)
{
  const char *dot = strchr (id, '.');
  guint worker = (guint) g_ascii_strtoull (id, NULL, 10);
  guint number = dot ? (guint) g_ascii_strtoull (dot + 1, NULL, 10) : 0;

  return pyxis_breakpoints_ask (pyxis_engine_get_breakpoints (self->engine), worker, number,
                                request, ticket);
}

static void
ask_cb (const char *id, const char *request, guint64 ticket, gpointer user_data)
{
  PyxisView *self = user_data;
  g_autoptr (GBytes) body = g_resources_lookup_data (ASK, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GVariantDict arguments;
  Question *question = NULL;

  if (ask_stopped (self, id, request, ticket))
    return;
  question = g_new0 (Question, 1);
  question->interpreters = g_object_ref (self->interpreters);
  question->ticket = ticket;
  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "id", "s", id);
  g_variant_dict_insert (&arguments, "request", "s", request);
  webkit_web_view_call_async_javascript_function (
    self->web_view, g_bytes_get_data (body, NULL), g_bytes_get_size (body),
    g_variant_dict_end (&arguments), PYXIS_BRIDGE_WORLD, NULL, NULL, answered_cb, question);
}

static void
message_cb (WebKitUserContentManager *content, JSCValue *value, gpointer user_data)
{
  PyxisView *self = user_data;
  g_autoptr (GBytes) bytes =
    jsc_value_is_string (value) ? jsc_value_to_string_as_bytes (value) : NULL;
  gsize length = 0;
  const char *json = bytes ? g_bytes_get_data (bytes, &length) : NULL;
  g_autoptr (GError) error = NULL;

  if (json && !pyxis_interpreters_hear (self->interpreters, json, length, &error) && error)
    g_debug ("%s", error->message);
}

/* A page tells of its interpreters after this. */
static void
load_changed_cb (WebKitWebView *web_view, WebKitLoadEvent event, gpointer user_data)
{
  PyxisView *self = user_data;

  if (event == WEBKIT_LOAD_COMMITTED)
    pyxis_interpreters_clear (self->interpreters);
}

static void
terminated_cb (WebKitWebView *web_view,
               WebKitWebProcessTerminationReason reason,
               gpointer user_data)
{
  PyxisView *self = user_data;

  pyxis_interpreters_clear (self->interpreters);
}

void
pyxis_view_interpreters_attach (PyxisView *self)
{
  WebKitUserContentManager *content = webkit_web_view_get_user_content_manager (self->web_view);

  self->interpreters = pyxis_interpreters_new (ask_cb, self);
  g_signal_connect_object (content, "script-message-received::" PYXIS_BRIDGE_INTERPRETERS_HANDLER,
                           G_CALLBACK (message_cb), self, 0);
  g_signal_connect_object (self->web_view, "load-changed", G_CALLBACK (load_changed_cb), self, 0);
  g_signal_connect_object (self->web_view, "web-process-terminated", G_CALLBACK (terminated_cb),
                           self, 0);
}

PyxisInterpreters *
pyxis_view_get_interpreters (PyxisView *self)
{
  g_return_val_if_fail (PYXIS_IS_VIEW (self), NULL);

  return self->interpreters;
}
