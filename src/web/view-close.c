/* SPDX-License-Identifier: Apache-2.0 */
#include "view-private.h"

/* How a page goes: it may ask the user to stay (beforeunload). WebKit gives the page 50 ms to begin
 * with that, and closes a page that is busy for longer, with what it had to say. So the page is asked
 * for a word first, and has more time for that. */

#define PATIENCE_SECONDS 5

void
pyxis_view_close_forget (PyxisView *self)
{
  g_clear_handle_id (&self->close_timeout, g_source_remove);
}

static gboolean
unresponsive_cb (gpointer user_data)
{
  PyxisView *self = user_data;

  self->close_timeout = 0;
  pyxis_event_log_notice (pyxis_engine_get_log (self->engine), "closed",
                          "The page was busy and could not be asked, so it is closed.");
  g_signal_emit_by_name (self, "closed");
  return G_SOURCE_REMOVE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisView) self = user_data;
  g_autoptr (JSCValue) value =
    webkit_web_view_evaluate_javascript_finish (WEBKIT_WEB_VIEW (source), result, NULL);

  if (!self->close_timeout)
    return;
  pyxis_view_close_forget (self);
  webkit_web_view_try_close (self->web_view);
}

static void
close_cb (WebKitWebView *web_view, gpointer user_data)
{
  g_signal_emit_by_name (user_data, "closed");
}

void
pyxis_view_close_attach (PyxisView *self)
{
  g_signal_connect_object (self->web_view, "close", G_CALLBACK (close_cb), self, 0);
}

void
pyxis_view_try_close (PyxisView *self)
{
  g_return_if_fail (PYXIS_IS_VIEW (self));

  pyxis_view_withdraw (self);
  if (self->close_timeout)
    return;
  self->close_timeout = g_timeout_add_seconds (PATIENCE_SECONDS, unresponsive_cb, self);
  webkit_web_view_evaluate_javascript (self->web_view, "0", -1, "pyxis-close", NULL, NULL,
                                       answered_cb, g_object_ref (self));
}
