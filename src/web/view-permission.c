/* SPDX-License-Identifier: Apache-2.0 */
#include "permission-private.h"
#include "view-parts.h"

/* What a page may do when the user allows it. An answer holds for the view's life, so that a page
 * which asks in a loop is a nuisance once. */

#define MAX_WAITING 9 /* one is shown, eight wait */

static const char *
describe (PyxisPermissionKind kind)
{
  static const char *const names[] = { "notifications", "camera",          "microphone",
                                       "screen",        "location",        "clipboard",
                                       "pointer",       "protected media", "storage",
                                       "unknown" };

  return kind == (PYXIS_PERMISSION_CAMERA | PYXIS_PERMISSION_MICROPHONE)
           ? "camera and microphone"
           : names[MIN (g_bit_nth_lsf (kind, -1), (int) G_N_ELEMENTS (names) - 1)];
}

/* Whether `kind` was decided before, and then how. */
static gboolean
recall (PyxisView *self, PyxisPermissionKind kind, PyxisPermissionAnswer *answer)
{
  if (kind & self->blocked)
    *answer = PYXIS_PERMISSION_BLOCKED;
  else if ((kind & ~self->allowed) == 0)
    *answer = PYXIS_PERMISSION_ALLOWED;
  else
    return FALSE;
  return TRUE;
}

static void
settle_cb (gpointer data, gpointer user_data)
{
  PyxisPermission *permission = data;
  PyxisPermissionAnswer answer;

  if (recall (user_data, pyxis_permission_get_kind (permission), &answer))
    pyxis_permission_answer (permission, answer);
}

static gpointer
ref_cb (gconstpointer data, gpointer user_data)
{
  return g_object_ref ((gpointer) data);
}

/* Others that wait for the same are answered with it. */
static void
answered_cb (PyxisPermission *permission, gpointer user_data)
{
  static const char *const words[] = { "allowed", "blocked", "denied" };
  PyxisView *self = user_data;
  PyxisPermissionKind kind = pyxis_permission_get_kind (permission);
  PyxisPermissionAnswer answer = pyxis_permission_get_answer (permission);
  GList *others = NULL;

  self->permissions = g_list_remove (self->permissions, permission);
  pyxis_event_log_notice (pyxis_engine_get_log (self->engine), "permission",
                          "The page asked for a permission (%s): %s.", describe (kind),
                          words[answer]);
  if (answer == PYXIS_PERMISSION_DENIED)
    return;
  if (answer == PYXIS_PERMISSION_ALLOWED)
    self->allowed |= kind;
  else
    self->blocked |= kind;
  others = g_list_copy_deep (self->permissions, ref_cb, NULL);
  g_list_foreach (others, settle_cb, self);
  g_list_free_full (others, g_object_unref);
}

static void
refuse (PyxisView *self, WebKitPermissionRequest *request)
{
  pyxis_event_log_notice (pyxis_engine_get_log (self->engine), "blocked",
                          "The page asked for a permission (%s) and was refused.",
                          G_OBJECT_TYPE_NAME (request));
  webkit_permission_request_deny (request);
}

static void
answer_request (WebKitPermissionRequest *request, gboolean is_allowed)
{
  if (is_allowed)
    webkit_permission_request_allow (request);
  else
    webkit_permission_request_deny (request);
}

static void
ask (PyxisView *self, WebKitPermissionRequest *request)
{
  g_autoptr (PyxisPermission) permission = pyxis_permission_new (request, self);

  self->permissions = g_list_append (self->permissions, permission);
  g_signal_connect_object (permission, "answered", G_CALLBACK (answered_cb), self, 0);
  g_signal_emit_by_name (self, "permission", permission);
}

/* A list of devices asks for nothing by itself: without the camera or the microphone it has no
 * names. */
static gboolean
permission_request_cb (WebKitWebView *web_view,
                       WebKitPermissionRequest *request,
                       gpointer user_data)
{
  PyxisView *self = user_data;
  PyxisPermissionKind kind = pyxis_permission_find_kind (request);
  PyxisPermissionAnswer answer;

  if (pyxis_engine_is_unattended (self->engine))
    refuse (self, request);
  else if (kind == 0)
    answer_request (request,
                    self->allowed & (PYXIS_PERMISSION_CAMERA | PYXIS_PERMISSION_MICROPHONE));
  else if (recall (self, kind, &answer))
    answer_request (request, answer == PYXIS_PERMISSION_ALLOWED);
  else if (g_list_length (self->permissions) >= MAX_WAITING)
    refuse (self, request);
  else
    ask (self, request);
  return TRUE;
}

static WebKitPermissionState
find_state (PyxisView *self, const char *name)
{
  static const struct {
    const char *name;
    PyxisPermissionKind kind;
  } kinds[] = {
    { "notifications", PYXIS_PERMISSION_NOTIFICATIONS },
    { "camera", PYXIS_PERMISSION_CAMERA },
    { "microphone", PYXIS_PERMISSION_MICROPHONE },
    { "display-capture", PYXIS_PERMISSION_SCREEN },
    { "geolocation", PYXIS_PERMISSION_LOCATION },
    { "storage-access", PYXIS_PERMISSION_STORAGE },
  };
  PyxisPermissionAnswer answer;

  if (pyxis_engine_is_unattended (self->engine))
    return WEBKIT_PERMISSION_STATE_DENIED;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].name, name) == 0 && recall (self, kinds[i].kind, &answer))
      return answer == PYXIS_PERMISSION_ALLOWED ? WEBKIT_PERMISSION_STATE_GRANTED
                                                : WEBKIT_PERMISSION_STATE_DENIED;
  return WEBKIT_PERMISSION_STATE_PROMPT;
}

static gboolean
query_cb (WebKitWebView *web_view, WebKitPermissionStateQuery *query, gpointer user_data)
{
  webkit_permission_state_query_finish (
    query, find_state (user_data, webkit_permission_state_query_get_name (query)));
  return TRUE;
}

void
pyxis_view_permission_attach (PyxisView *self)
{
  g_signal_connect_object (self->web_view, "permission-request", G_CALLBACK (permission_request_cb),
                           self, 0);
  g_signal_connect_object (self->web_view, "query-permission-state", G_CALLBACK (query_cb), self,
                           0);
}
