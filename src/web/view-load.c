/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "page.h"
#include "process-environment.h"
#include "view-parts.h"

#define PAINTED "/pyxis/web/js/painted.js"
#define WORLD "pyxis-view"

/* How a page comes into a view: the navigation's states, and the page that says why a load failed. */

/* (transfer full): what is loaded, without the secret that the loopback server's first address holds:
 * events are exported and shown to others. */
static char *
dup_reported_address (PyxisView *self)
{
  const char *uri = webkit_web_view_get_uri (self->web_view);
  g_autofree char *ours = g_strconcat (pyxis_engine_get_base (self->engine), "/@pyxis/", NULL);

  return uri && g_str_has_prefix (uri, ours) ? g_strndup (uri, strcspn (uri, "?")) : g_strdup (uri);
}

static void
report_state (PyxisView *self, const char *state)
{
  g_autofree char *address = dup_reported_address (self);
  g_autofree char *text = address ? g_strconcat (state, " ", address, NULL) : g_strdup (state);
  g_autofree char *detail = g_strdup_printf ("{\"state\":\"%s\"}", state);
  PyxisEventFields fields = {
    .kind = "page",
    .t = NAN,
    .where = "native",
    .text = text,
    .detail = detail,
  };

  pyxis_event_log_append (pyxis_engine_get_log (self->engine), &fields);
}

static void
tell_painted (PyxisView *self)
{
  if (self->is_painted)
    return;
  self->is_painted = TRUE;
  g_signal_emit_by_name (self, "painted");
}

/* Also when the page was left or its process ended: something else is to be seen then. */
static void
painted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisView) self = user_data;
  g_autoptr (JSCValue) value =
    webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (source), result, NULL);

  if (self->web_view)
    tell_painted (self);
}

static void
wait_for_paint (PyxisView *self)
{
  g_autoptr (GBytes) body = NULL;

  if (self->is_painted || self->waits_for_paint)
    return;
  self->waits_for_paint = TRUE;
  body = g_resources_lookup_data (PAINTED, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  webkit_web_view_call_async_javascript_function (self->web_view, g_bytes_get_data (body, NULL),
                                                  g_bytes_get_size (body), NULL, WORLD, NULL, NULL,
                                                  painted_cb, g_object_ref (self));
}

static void
show_failure (
  PyxisView *self, const char *uri, const char *title, const char *reason, const char *advice)
{
  g_autoptr (GBytes) page = pyxis_page_new ("error", "title", title, "reason", reason, "advice",
                                            advice, "address", uri, NULL);
  g_autofree char *html = g_strndup (g_bytes_get_data (page, NULL), g_bytes_get_size (page));

  self->failure = PYXIS_FAILURE_WANTED;
  g_free (self->failed_uri);
  self->failed_uri = g_strdup (uri);
  webkit_web_view_load_alternate_html (self->web_view, html, uri, NULL);
}

static gboolean
is_ordinary_stop (const GError *error)
{
  return g_error_matches (error, WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED) ||
         g_error_matches (error, WEBKIT_POLICY_ERROR,
                          WEBKIT_POLICY_ERROR_FRAME_LOAD_INTERRUPTED_BY_POLICY_CHANGE);
}

static gboolean
load_failed_cb (WebKitWebView *web_view,
                WebKitLoadEvent event,
                const char *uri,
                GError *error,
                gpointer user_data)
{
  PyxisView *self = user_data;

  if (is_ordinary_stop (error)) {
    self->is_interrupted = event != WEBKIT_LOAD_COMMITTED;
    return TRUE;
  }

  report_state (self, "failed");
  show_failure (self, uri, _ ("This page could not be loaded"), error->message,
                _ ("Check that the project's folder is still there, then reload."));
  g_signal_emit_by_name (self, "failed", error);
  return TRUE;
}

void
pyxis_view_load_refuse_unguarded (PyxisView *self, const char *uri)
{
  g_autoptr (GError) error = g_error_new_literal (
    G_IO_ERROR, G_IO_ERROR_FAILED,
    _ ("The part of this app that guards its pages did not start, so nothing of it was loaded."));

  report_state (self, "failed");
  show_failure (self, uri, _ ("This app was not started"), error->message,
                _ ("Start it again; if that does not help, get the app again."));
  g_signal_emit_by_name (self, "failed", error);
}

static void
web_process_terminated_cb (WebKitWebView *web_view,
                           WebKitWebProcessTerminationReason reason,
                           gpointer user_data)
{
  static const char *const reasons[] = {
    [WEBKIT_WEB_PROCESS_CRASHED] = N_ ("The process that runs the page crashed."),
    [WEBKIT_WEB_PROCESS_EXCEEDED_MEMORY_LIMIT] = N_ ("The page used more memory than it may."),
    [WEBKIT_WEB_PROCESS_TERMINATED_BY_API] = N_ ("The page was stopped."),
  };
  PyxisView *self = user_data;
  const char *text = (gsize) reason < G_N_ELEMENTS (reasons) ? reasons[reason] : reasons[0];

  self->is_guarded = FALSE;
  if (self->is_leaving) {
    pyxis_view_close_crashed (self);
    return;
  }
  pyxis_view_withdraw (self);
  report_state (self, "crashed");
  show_failure (self, webkit_web_view_get_uri (web_view), _ ("The page has stopped"), _ (text),
                _ ("Reload to start it again. What the Python code kept in memory is gone."));
  g_signal_emit_by_name (self, "crashed", text);
}

static void
load_started (PyxisView *self)
{
  pyxis_view_withdraw (self);
  self->is_interrupted = FALSE;
  if (self->failure == PYXIS_FAILURE_WANTED) {
    self->failure = PYXIS_FAILURE_SHOWN;
    return;
  }
  self->failure = PYXIS_FAILURE_NONE;
  g_clear_pointer (&self->failed_uri, g_free);
  pyxis_event_log_begin_navigation (pyxis_engine_get_log (self->engine));
  pyxis_engine_begin_page (self->engine);
  g_hash_table_remove_all (self->notices);
  g_hash_table_remove_all (self->told_blocked);
}

static void
load_committed (PyxisView *self)
{
  report_state (self, "committed");
  pyxis_engine_close_files (self->engine);
  if (!pyxis_engine_is_unattended (self->engine))
    wait_for_paint (self);
}

static void
load_finished (PyxisView *self)
{
  if (self->is_interrupted) {
    self->is_interrupted = FALSE;
    return;
  }
  if (self->failure == PYXIS_FAILURE_SHOWN)
    tell_painted (self);
  if (self->failure != PYXIS_FAILURE_NONE)
    return;
  report_state (self, "finished");
  g_signal_emit_by_name (self, "finished");
}

static void
load_changed_cb (WebKitWebView *web_view, WebKitLoadEvent event, gpointer user_data)
{
  PyxisView *self = user_data;

  if (event == WEBKIT_LOAD_COMMITTED)
    pyxis_process_environment_restore ();
  if (self->is_leaving) {
    pyxis_view_close_load_changed (self, event);
    return;
  }
  if (event == WEBKIT_LOAD_STARTED)
    load_started (self);
  else if (event == WEBKIT_LOAD_COMMITTED && self->failure == PYXIS_FAILURE_NONE)
    load_committed (self);
  else if (event == WEBKIT_LOAD_FINISHED)
    load_finished (self);
  g_object_notify (G_OBJECT (self), "is-loading");
}

void
pyxis_view_load_attach (PyxisView *self)
{
  g_signal_connect_object (self->web_view, "load-changed", G_CALLBACK (load_changed_cb), self, 0);
  g_signal_connect_object (self->web_view, "load-failed", G_CALLBACK (load_failed_cb), self, 0);
  g_signal_connect_object (self->web_view, "web-process-terminated",
                           G_CALLBACK (web_process_terminated_cb), self, 0);
}

void
pyxis_view_load_start (PyxisView *self)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (PYXIS_IS_VIEW (self));

  uri = pyxis_engine_dup_start_address (self->engine);
  webkit_web_view_load_uri (self->web_view, uri);
}

void
pyxis_view_load_page (PyxisView *self, const char *address)
{
  g_return_if_fail (PYXIS_IS_VIEW (self));
  g_return_if_fail (pyxis_engine_owns_address (self->engine, address));

  pyxis_view_withdraw (self);
  webkit_web_view_load_uri (self->web_view, address);
}

void
pyxis_view_reload (PyxisView *self, gboolean bypass_cache)
{
  g_return_if_fail (PYXIS_IS_VIEW (self));

  pyxis_view_withdraw (self); /* a page that waits for an answer hears of nothing else */
  self->failure = PYXIS_FAILURE_NONE;
  if (self->failed_uri)
    webkit_web_view_load_uri (self->web_view, self->failed_uri);
  else if (bypass_cache)
    webkit_web_view_reload_bypass_cache (self->web_view);
  else
    webkit_web_view_reload (self->web_view);
}

void
pyxis_view_stop (PyxisView *self)
{
  g_return_if_fail (PYXIS_IS_VIEW (self));

  webkit_web_view_stop_loading (self->web_view);
}

void
pyxis_view_terminate (PyxisView *self)
{
  g_return_if_fail (PYXIS_IS_VIEW (self));

  webkit_web_view_terminate_web_process (self->web_view);
}
