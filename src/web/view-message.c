/* SPDX-License-Identifier: Apache-2.0 */
#include "byte-answer.h"
#include "view-parts.h"

/* What our web-process extension tells of the requests of a page. */

#define MAX_NOTICES 100

/* One notice for each text in a navigation, and an end to them: a page asks for many files of one
 * runtime. */
static void
notice_once (PyxisView *self, const char *code, const char *text)
{
  PyxisEventLog *log = pyxis_engine_get_log (self->engine);
  guint n = g_hash_table_size (self->notices);

  if (n > MAX_NOTICES || !g_hash_table_add (self->notices, g_strdup (text)))
    return;
  if (n < MAX_NOTICES)
    pyxis_event_log_notice (log, code, "%s", text);
  else
    pyxis_event_log_notice (log, "limit",
                            "This page asked for more than %d things that Pyxis has a word about; "
                            "the rest is told by its requests alone.",
                            MAX_NOTICES);
}

/* From our web-process extension. The page cannot send these, but a taken-over web process could:
 * each is checked, and does nothing but add a row. A process says that it is guarded before it runs
 * anything of a page. */
static gboolean
user_message_cb (WebKitWebView *web_view, WebKitUserMessage *message, gpointer user_data)
{
  PyxisView *self = user_data;
  const char *name = webkit_user_message_get_name (message);
  GVariant *parameters = webkit_user_message_get_parameters (message);
  const char *a = NULL;
  const char *b = NULL;
  const char *c = NULL;

  if (g_str_equal (name, "guarded")) {
    self->is_guarded = TRUE;
  } else if (g_str_equal (name, "bytes") && parameters &&
             g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ss)"))) {
    g_variant_get (parameters, "(&s&s)", &a, &b);
    pyxis_byte_answer (self->engine, message, a, b);
  } else if (g_str_equal (name, "redirected") && parameters &&
             g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ss)"))) {
    g_variant_get (parameters, "(&s&s)", &a, &b);
    notice_once (self, "substituted", b);
  } else if (g_str_equal (name, "blocked") && parameters &&
             g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sss)"))) {
    g_variant_get (parameters, "(&s&s&s)", &a, &b, &c);
    pyxis_view_requests_tell_blocked (self, a, b, *c ? c : NULL);
    if (*c)
      notice_once (self, "blocked", c);
  }
  return TRUE;
}

void
pyxis_view_message_attach (PyxisView *self)
{
  g_signal_connect_object (self->web_view, "user-message-received", G_CALLBACK (user_message_cb),
                           self, 0);
}
