/* SPDX-License-Identifier: Apache-2.0 */
#include "script-dialog-private.h"
#include "view-parts.h"

/* How a page goes: it may ask its user to stay (beforeunload), and save something (pagehide). For the
 * first webkit_web_view_try_close () gives it 50 ms, which is less than a busy machine needs for one
 * frame, and what the page saves as its view goes is lost with the network process. So the page is left
 * for an empty one, which has time for both, and then the view is closed. */

#define PATIENCE_SECONDS 5
#define EMPTY "about:blank"

void
pyxis_view_close_forget (PyxisView *self)
{
  g_clear_handle_id (&self->close_timeout, g_source_remove);
}

static void
stay (PyxisView *self)
{
  pyxis_view_close_forget (self);
  self->is_leaving = FALSE;
}

static void
close_now (PyxisView *self)
{
  stay (self);
  g_signal_emit_by_name (self, "closed");
}

static gboolean
unresponsive_cb (gpointer user_data)
{
  PyxisView *self = user_data;

  pyxis_event_log_notice (pyxis_engine_get_log (self->engine), "closed",
                          "The page was busy and did not answer, so it is closed.");
  self->close_timeout = 0;
  close_now (self);
  return G_SOURCE_REMOVE;
}

static void
be_patient (PyxisView *self)
{
  pyxis_view_close_forget (self);
  self->close_timeout = g_timeout_add_seconds (PATIENCE_SECONDS, unresponsive_cb, self);
}

static void
answered_cb (PyxisScriptDialog *dialog, gpointer user_data)
{
  PyxisView *self = user_data;

  if (pyxis_script_dialog_is_accepted (dialog)) {
    if (self->is_leaving)
      be_patient (self); /* for what the page does as it goes */
    return;
  }
  stay (self);
  g_signal_emit_by_name (self, "stayed");
}

void
pyxis_view_close_wait_for (PyxisView *self, PyxisScriptDialog *question)
{
  if (!self->is_leaving ||
      pyxis_script_dialog_get_kind (question) != PYXIS_SCRIPT_DIALOG_BEFORE_UNLOAD)
    return;
  pyxis_view_close_forget (self); /* a user may think for as long as it takes */
  g_signal_connect_object (question, "answered", G_CALLBACK (answered_cb), self, 0);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisView) self = user_data;

  g_list_free_full (
    webkit_website_data_manager_fetch_finish (WEBKIT_WEBSITE_DATA_MANAGER (source), result, NULL),
    (GDestroyNotify) webkit_website_data_unref);
  if (self->is_leaving && self->has_left)
    close_now (self);
}

/* The network process tells what is stored after it has taken the last; the disk comes later (network-sessions.h). */
static void
close_when_stored (PyxisView *self)
{
  WebKitNetworkSession *session = webkit_web_view_get_network_session (self->web_view);

  webkit_website_data_manager_fetch (webkit_network_session_get_website_data_manager (session),
                                     WEBKIT_WEBSITE_DATA_LOCAL_STORAGE, NULL, stored_cb,
                                     g_object_ref (self));
}

void
pyxis_view_close_load_changed (PyxisView *self, WebKitLoadEvent event)
{
  /* The page that is left may still be loading. */
  if (event == WEBKIT_LOAD_COMMITTED)
    self->has_left = g_strcmp0 (webkit_web_view_get_uri (self->web_view), EMPTY) == 0;
  else if (event == WEBKIT_LOAD_FINISHED && self->has_left)
    close_when_stored (self);
}

void
pyxis_view_close_crashed (PyxisView *self)
{
  self->has_left = TRUE;
  close_when_stored (self);
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
  self->is_leaving = TRUE;
  self->has_left = FALSE;
  be_patient (self);
  webkit_web_view_load_uri (self->web_view, EMPTY);
}
