/* SPDX-License-Identifier: Apache-2.0 */
#include "view-parts.h"

#include <string.h>

#include "request-report.h"

/* Addresses that show nothing foreign: a frame's srcdoc, a blob or data document of the page.
 * WebKit itself refuses data: documents in the top frame. */
static gboolean
is_made_by_page (PyxisEngine *engine, const char *uri)
{
  g_autofree char *blob = g_strconcat ("blob:", pyxis_engine_get_base (engine), "/", NULL);

  return g_str_has_prefix (uri, "about:") || g_str_has_prefix (uri, "data:") ||
         g_str_has_prefix (uri, blob);
}

gboolean
pyxis_view_may_open_outside (const char *uri)
{
  const char *scheme = g_uri_peek_scheme (uri);

  return scheme && (g_str_equal (scheme, "http") || g_str_equal (scheme, "https") ||
                    g_str_equal (scheme, "mailto"));
}

static void
refuse (PyxisEngine *engine, const char *uri)
{
  g_autofree char *shown = pyxis_request_report_cut (uri);

  pyxis_event_log_notice (
    pyxis_engine_get_log (engine), "blocked",
    "The page tried to show %s, which is not part of this project. Only the "
    "project's own pages load in the window; a link that the user clicks opens "
    "in the browser.",
    shown);
}

static void
refuse_second (PyxisView *view, const char *uri)
{
  g_autofree char *shown = pyxis_request_report_cut (uri);

  pyxis_event_log_notice (pyxis_engine_get_log (pyxis_view_get_engine (view)), "blocked",
                          "The page tried to open %s within a second of another address. One "
                          "click opens one.",
                          shown);
}

void
pyxis_view_open_outside (PyxisView *view, const char *uri)
{
  PyxisEventLog *log = pyxis_engine_get_log (pyxis_view_get_engine (view));
  g_autofree char *shown = pyxis_request_report_cut (uri);

  if (pyxis_view_offer_external (view, uri))
    pyxis_event_log_notice (log, "opened", "%s was opened outside, as the user clicked.", shown);
  else
    refuse_second (view, uri);
}

static void
open_page (PyxisView *view, const char *uri)
{
  if (!pyxis_view_offer_page (view, uri))
    refuse_second (view, uri);
}

/* WebKit tells no frame, and calls a frame that is put in during a click the user's gesture too.
 * But such a load is neither the click of a link nor a new window. */
static gboolean
is_followed_link (WebKitNavigationAction *action, gboolean is_new_window)
{
  return webkit_navigation_action_is_user_gesture (action) &&
         !webkit_navigation_action_is_redirect (action) &&
         (is_new_window || webkit_navigation_action_get_navigation_type (action) ==
                             WEBKIT_NAVIGATION_TYPE_LINK_CLICKED);
}

/* What is no navigation inside the page: a link to elsewhere, or anything in a new window, of which
 * an own page gets one: the two do not know each other (noopener), as what runs here goes on. */
static void
follow (PyxisView *view, WebKitNavigationAction *action, gboolean is_new_window)
{
  PyxisEngine *engine = pyxis_view_get_engine (view);
  const char *uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));

  if (!is_followed_link (action, is_new_window))
    refuse (engine, uri);
  else if (pyxis_engine_owns_address (engine, uri))
    open_page (view, uri);
  else if (pyxis_view_may_open_outside (uri))
    pyxis_view_open_outside (view, uri);
  else
    refuse (engine, uri);
}

static gboolean
decide_navigation (PyxisView *view,
                   WebKitNavigationPolicyDecision *decision,
                   gboolean is_new_window)
{
  PyxisEngine *engine = pyxis_view_get_engine (view);
  WebKitNavigationAction *action =
    webkit_navigation_policy_decision_get_navigation_action (decision);
  const char *uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));

  /* The extension's word comes before the question: both are of the same process. */
  if (!is_new_window && pyxis_engine_needs_extension (engine) && !view->is_guarded) {
    webkit_policy_decision_ignore (WEBKIT_POLICY_DECISION (decision));
    pyxis_view_load_refuse_unguarded (view, uri);
    return TRUE;
  }
  if (!is_new_window && (pyxis_engine_owns_address (engine, uri) || is_made_by_page (engine, uri)))
    return FALSE;

  webkit_policy_decision_ignore (WEBKIT_POLICY_DECISION (decision));
  follow (view, action, is_new_window);
  return TRUE;
}

/* window.open () asks for no decision first, as a link with a target does. */
static GtkWidget *
create_cb (WebKitWebView *web_view, WebKitNavigationAction *action, gpointer user_data)
{
  follow (user_data, action, TRUE);
  return NULL;
}

/* WebKit would fetch it and show nothing, and it saves nothing that a scheme gives. */
static void
refuse_file (PyxisEngine *engine, const char *uri)
{
  g_autofree char *path = g_strndup (uri, strcspn (uri, "?#"));
  g_autofree char *escaped = g_path_get_basename (path);
  g_autofree char *name = g_uri_unescape_string (escaped, NULL);
  g_autofree char *shown = pyxis_request_report_cut (name ? name : escaped);

  pyxis_event_log_notice (pyxis_engine_get_log (engine), "blocked",
                          "“%s” is not a page, so the window does not show it. To let the user "
                          "save it, fetch it in a script, and give the link a download attribute "
                          "and a blob: address made of the answer.",
                          shown);
}

/* (nullable) (transfer full): what a folder's address must be for relative links to work; the bare
 * origin is one as well. */
static char *
dup_with_slash (PyxisEngine *engine, const char *uri)
{
  gsize path_end = strcspn (uri, "?#");

  if (!g_str_equal (uri, pyxis_engine_get_base (engine)) &&
      !pyxis_engine_is_folder_address (engine, uri))
    return NULL;
  return g_strdup_printf ("%.*s/%s", (int) path_end, uri, uri + path_end);
}

/* The scheme follows no redirect, so the slash is added here: in the top frame, and not before the
 * response is there, because only then WebKit tells which frame it is for. */
static gboolean
decide_response (PyxisView *view, WebKitResponsePolicyDecision *decision)
{
  PyxisEngine *engine = pyxis_view_get_engine (view);
  const char *uri =
    webkit_uri_request_get_uri (webkit_response_policy_decision_get_request (decision));
  g_autofree char *folder = NULL;

  if (!webkit_response_policy_decision_is_main_frame_main_resource (decision) ||
      !pyxis_engine_owns_address (engine, uri))
    return FALSE;

  folder = dup_with_slash (engine, uri);
  if (!folder && webkit_response_policy_decision_is_mime_type_supported (decision))
    return FALSE;

  webkit_policy_decision_ignore (WEBKIT_POLICY_DECISION (decision));
  if (folder)
    webkit_web_view_load_uri (pyxis_view_get_web_view (view), folder);
  else
    refuse_file (engine, uri);
  return TRUE;
}

static gboolean
decide_policy_cb (WebKitWebView *web_view,
                  WebKitPolicyDecision *decision,
                  WebKitPolicyDecisionType type,
                  gpointer user_data)
{
  PyxisView *view = user_data;

  if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    return decide_response (view, WEBKIT_RESPONSE_POLICY_DECISION (decision));

  return decide_navigation (view, WEBKIT_NAVIGATION_POLICY_DECISION (decision),
                            type == WEBKIT_POLICY_DECISION_TYPE_NEW_WINDOW_ACTION);
}

void
pyxis_view_policy_attach (PyxisView *self, WebKitWebView *web_view, PyxisEngine *engine)
{
  g_signal_connect_object (web_view, "decide-policy", G_CALLBACK (decide_policy_cb), self, 0);
  /* window.open () asks for no policy decision: this is all there is. */
  g_signal_connect_object (web_view, "create", G_CALLBACK (create_cb), self, 0);
}
