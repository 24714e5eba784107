/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "bridge.h"
#include "script-dialog-private.h"
#include "view-parts.h"

#define SET "/pyxis/web/js/set-points.js"

/* Breakpoints in the page that is there: it is told when they change, and where its threads are stopped what
 * they answer is handed on. */

static void
tell_page (PyxisView *self)
{
  PyxisBreakpoints *breakpoints = pyxis_engine_get_breakpoints (self->engine);
  g_autoptr (GBytes) body = g_resources_lookup_data (SET, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GVariantDict arguments;

  self->told_points = pyxis_breakpoints_get_told (breakpoints);
  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "points", "d", (double) self->told_points);
  webkit_web_view_call_async_javascript_function (
    self->web_view, g_bytes_get_data (body, NULL), g_bytes_get_size (body),
    g_variant_dict_end (&arguments), PYXIS_BRIDGE_WORLD, NULL, NULL, NULL, NULL);
}

static void
told_cb (PyxisBreakpoints *breakpoints, GParamSpec *pspec, gpointer user_data)
{
  PyxisView *self = user_data;

  if (self->web_view && self->told_points != pyxis_breakpoints_get_told (breakpoints))
    tell_page (self);
}

static void
answered_cb (PyxisBreakpoints *breakpoints, guint64 ticket, const char *answer, gpointer user_data)
{
  pyxis_interpreters_answer (PYXIS_VIEW (user_data)->interpreters, ticket, answer, strlen (answer));
}

/* A page that is stopped does not answer, as it was told to. */
static void
changed_cb (PyxisBreakpoints *breakpoints, gpointer user_data)
{
  g_object_notify (user_data, "is-responsive");
}

/* A page that comes back as it was left knows what was set then. */
static void
load_changed_cb (WebKitWebView *web_view, WebKitLoadEvent event, gpointer user_data)
{
  PyxisView *self = user_data;
  PyxisBreakpoints *breakpoints = pyxis_engine_get_breakpoints (self->engine);

  if (event == WEBKIT_LOAD_STARTED || event == WEBKIT_LOAD_FINISHED)
    pyxis_breakpoints_set_is_leaving (breakpoints, event == WEBKIT_LOAD_STARTED);
  if (event != WEBKIT_LOAD_COMMITTED)
    return;
  pyxis_breakpoints_begin_page (breakpoints);
  if (pyxis_breakpoints_get_told (breakpoints) || self->told_points)
    tell_page (self);
}

static void
terminated_cb (WebKitWebView *web_view,
               WebKitWebProcessTerminationReason reason,
               gpointer user_data)
{
  pyxis_breakpoints_begin_page (pyxis_engine_get_breakpoints (PYXIS_VIEW (user_data)->engine));
}

static void
stay (PyxisView *self)
{
  pyxis_breakpoints_set_is_leaving (pyxis_engine_get_breakpoints (self->engine), FALSE);
}

static void
answered_question_cb (PyxisScriptDialog *question, gpointer user_data)
{
  if (!pyxis_script_dialog_is_accepted (question))
    stay (user_data);
}

/* The page may ask its user to stay. */
static void
question_cb (PyxisView *self, PyxisScriptDialog *question)
{
  if (pyxis_script_dialog_get_kind (question) == PYXIS_SCRIPT_DIALOG_BEFORE_UNLOAD)
    g_signal_connect_object (question, "answered", G_CALLBACK (answered_question_cb), self, 0);
}

/* Or have gone from one place of it to another. */
static void
uri_changed_cb (WebKitWebView *web_view, GParamSpec *pspec, gpointer user_data)
{
  if (!webkit_web_view_is_loading (web_view))
    stay (user_data);
}

/* Whatever the page is to do, it cannot hear of it. */
static void
withdrawn_cb (PyxisView *self)
{
  pyxis_breakpoints_free_page (pyxis_engine_get_breakpoints (self->engine));
}

void
pyxis_view_breakpoints_attach (PyxisView *self)
{
  PyxisBreakpoints *breakpoints = pyxis_engine_get_breakpoints (self->engine);

  g_signal_connect_object (breakpoints, "notify::told", G_CALLBACK (told_cb), self, 0);
  g_signal_connect_object (breakpoints, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (breakpoints, "answered", G_CALLBACK (answered_cb), self, 0);
  g_signal_connect_object (self->web_view, "load-changed", G_CALLBACK (load_changed_cb), self, 0);
  g_signal_connect_object (self->web_view, "web-process-terminated", G_CALLBACK (terminated_cb),
                           self, 0);
  g_signal_connect_object (self->web_view, "notify::uri", G_CALLBACK (uri_changed_cb), self, 0);
  g_signal_connect (self, "script-dialog", G_CALLBACK (question_cb), NULL);
  g_signal_connect (self, "withdrawn", G_CALLBACK (withdrawn_cb), NULL);
}
