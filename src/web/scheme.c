/* SPDX-License-Identifier: Apache-2.0 */
#include "scheme.h"

#include <string.h>

#include "address.h"
#include "request-report.h"
#include "response.h"

/* What the handler of one context needs. */
typedef struct {
  PyxisResolver *resolver;
  PyxisDoors doors; /* owned */
  PyxisEventLog *log;
} Scheme;

/* One request under way. The request is held weakly: WebKit tells of an abort, before the request
 * is finished, only by dropping its own reference. */
typedef struct {
  GWeakRef request;
  gpointer identity; /* the request's address, for g_object_weak_unref () */
  GCancellable *cancellable;
  PyxisEventLog *log;
  char *method;
  char *uri;
  gint64 started;
} Job;

static void
scheme_free (gpointer data)
{
  Scheme *self = data;

  g_object_unref (self->resolver);
  g_object_unref (self->doors.vfs);
  g_object_unref (self->doors.grants);
  g_object_unref (self->doors.stops);
  g_object_unref (self->doors.code);
  g_object_unref (self->log);
  g_free (self);
}

static void
request_gone_cb (gpointer user_data, GObject *where_the_request_was)
{
  Job *job = user_data;

  job->identity = NULL;
  g_cancellable_cancel (job->cancellable);
}

static void
job_free (Job *job)
{
  if (job->identity)
    g_object_weak_unref (job->identity, request_gone_cb, job);
  g_weak_ref_clear (&job->request);
  g_object_unref (job->cancellable);
  g_object_unref (job->log);
  g_free (job->method);
  g_free (job->uri);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static Job *
job_new (Scheme *scheme, WebKitURISchemeRequest *request)
{
  Job *job = g_new0 (Job, 1);

  g_weak_ref_init (&job->request, request);
  job->identity = request;
  g_object_weak_ref (G_OBJECT (request), request_gone_cb, job);
  job->cancellable = g_cancellable_new ();
  job->log = g_object_ref (scheme->log);
  job->method = g_strdup (webkit_uri_scheme_request_get_http_method (request));
  job->uri = g_strdup (webkit_uri_scheme_request_get_uri (request));
  job->started = g_get_monotonic_time ();
  return job;
}

/* Content-Type and Content-Length go into the headers too: set_http_headers () replaces what
 * set_content_type () said, and streaming compilation of wasm refuses an answer without them. */
static WebKitURISchemeResponse *
translate (PyxisResponse *response)
{
  WebKitURISchemeResponse *translated =
    webkit_uri_scheme_response_new (response->body, response->length);
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);

  for (guint i = 0; i < response->headers->len; i++) {
    PyxisHeader *header = &g_array_index (response->headers, PyxisHeader, i);

    soup_message_headers_append (headers, header->name, header->value);
  }
  webkit_uri_scheme_response_set_status (translated, response->status, response->reason);
  webkit_uri_scheme_response_set_content_type (
    translated, pyxis_response_get_header (response, "Content-Type"));
  webkit_uri_scheme_response_set_http_headers (translated, headers);
  return translated;
}

static void
finish (WebKitURISchemeRequest *request, PyxisResponse *response)
{
  g_autoptr (WebKitURISchemeResponse) translated = translate (response);

  webkit_uri_scheme_request_finish_with_response (request, translated);
}

static void
response_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (PyxisResponse) response = pyxis_response_new_finish (result, NULL);
  g_autoptr (WebKitURISchemeRequest) request = g_weak_ref_get (&job->request);

  if (!request || !response)
    return;

  pyxis_request_report (job->log, job->method, job->uri,
                        webkit_uri_scheme_request_get_http_headers (request), response,
                        job->started);
  finish (request, response);
}

/* (nullable) (transfer full): all of the body; one byte too many where there is more. */
static GBytes *
read_body (WebKitURISchemeRequest *request)
{
  g_autoptr (GInputStream) stream = webkit_uri_scheme_request_get_http_body (request);
  g_autofree char *data = NULL;
  gsize length = 0;

  if (!stream)
    return NULL;
  data = g_malloc (PYXIS_VFS_CLIENT_BODY_MAX + 1);
  if (!g_input_stream_read_all (stream, data, PYXIS_VFS_CLIENT_BODY_MAX + 1, &length, NULL, NULL))
    return NULL;
  return g_bytes_new_take (g_realloc (g_steal_pointer (&data), MAX (length, 1)), length);
}

static gboolean
is_admitted (Scheme *self, WebKitURISchemeRequest *request)
{
  SoupMessageHeaders *headers = webkit_uri_scheme_request_get_http_headers (request);
  const char *secret =
    headers ? soup_message_headers_get_one (headers, PYXIS_VFS_DOOR_SECRET_HEADER) : NULL;

  return pyxis_vfs_door_admits (self->doors.vfs, secret);
}

/* Answered at once: an interpreter waits for it. */
static void
answer_call (Scheme *self, WebKitURISchemeRequest *request, const char *call)
{
  g_autoptr (GBytes) body = read_body (request);
  g_autoptr (PyxisResponse) response = pyxis_vfs_door_answer (self->doors.vfs, call, body);

  finish (request, response);
}

static void
granted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (PyxisResponse) response =
    pyxis_grant_door_answer_finish (PYXIS_GRANT_DOOR (source), result);
  g_autoptr (WebKitURISchemeRequest) request = g_weak_ref_get (&job->request);

  if (request && response)
    finish (request, response);
}

/* The disk may take its time. */
static void
answer_grant_call (Scheme *self, WebKitURISchemeRequest *request, const char *call)
{
  g_autoptr (GBytes) body = read_body (request);
  Job *job = job_new (self, request);

  pyxis_grant_door_answer_async (self->doors.grants, call, body, job->cancellable, granted_cb, job);
}

static void
stop_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (PyxisResponse) response =
    pyxis_stop_door_answer_finish (PYXIS_STOP_DOOR (source), result);
  g_autoptr (WebKitURISchemeRequest) request = g_weak_ref_get (&job->request);

  if (request)
    finish (request, response);
}

/* The user may take even longer. */
static void
answer_stop (Scheme *self, WebKitURISchemeRequest *request, const char *call)
{
  g_autoptr (GBytes) body = read_body (request);
  Job *job = job_new (self, request);

  pyxis_stop_door_answer_async (self->doors.stops, call, body, job->cancellable, stop_answered_cb,
                                job);
}

/* What comes is kept in a thread. */
static void
answer_code (Scheme *self, WebKitURISchemeRequest *request, const char *call)
{
  g_autoptr (GBytes) body = read_body (request);
  g_autoptr (PyxisResponse) response = pyxis_code_door_answer (self->doors.code, call, body);

  finish (request, response);
}

/* Whether the request is a call, which is answered here. Its host is the project's own. */
static gboolean
try_call (Scheme *self, WebKitURISchemeRequest *request)
{
  const char *uri = webkit_uri_scheme_request_get_uri (request);
  const char *method = webkit_uri_scheme_request_get_http_method (request);
  g_autofree char *base =
    g_strconcat (PYXIS_SCHEME "://", pyxis_resolver_get_origin (self->resolver), "/", NULL);
  const char *target = g_str_has_prefix (uri, base) ? uri + strlen (base) - 1 : "";
  const char *call = pyxis_vfs_door_find_call (method, target);
  const char *grant_call = pyxis_grant_door_find_call (method, target);
  const char *stop = pyxis_stop_door_find_call (method, target);
  const char *code = pyxis_code_door_find_call (method, target);
  g_autoptr (PyxisResponse) refusal = NULL;

  if (!call && !grant_call && !stop && !code)
    return FALSE;
  if (!is_admitted (self, request)) {
    refusal = pyxis_vfs_door_refuse ();
    finish (request, refusal);
  } else if (call) {
    answer_call (self, request, call);
  } else if (grant_call) {
    answer_grant_call (self, request, grant_call);
  } else if (code) {
    answer_code (self, request, code);
  } else {
    answer_stop (self, request, stop);
  }
  return TRUE;
}

static void
answer_file (Scheme *self, WebKitURISchemeRequest *request)
{
  Job *job = job_new (self, request);
  SoupMessageHeaders *headers = webkit_uri_scheme_request_get_http_headers (request);
  PyxisRequest asked = {
    .transport = PYXIS_TRANSPORT_SCHEME,
    .method = job->method,
    .uri = job->uri,
    .range = headers ? soup_message_headers_get_one (headers, "Range") : NULL,
    .if_range = headers ? soup_message_headers_get_one (headers, "If-Range") : NULL,
    /* WebKit sends it with documents only, for custom schemes as for http. */
    .is_navigation = headers && soup_message_headers_get_one (headers, "Upgrade-Insecure-Requests"),
  };

  pyxis_response_new_async (self->resolver, &asked, job->cancellable, response_ready_cb, job);
}

static void
request_cb (WebKitURISchemeRequest *request, gpointer user_data)
{
  Scheme *self = user_data;
  if (!try_call (self, request))
    answer_file (self, request);
}

void
pyxis_scheme_register (WebKitWebContext *context,
                       PyxisResolver *resolver,
                       const PyxisDoors *doors,
                       PyxisEventLog *log)
{
  WebKitSecurityManager *security = webkit_web_context_get_security_manager (context);
  Scheme *self = g_new0 (Scheme, 1);

  self->resolver = g_object_ref (resolver);
  self->doors.vfs = g_object_ref (doors->vfs);
  self->doors.grants = g_object_ref (doors->grants);
  self->doors.stops = g_object_ref (doors->stops);
  self->doors.code = g_object_ref (doors->code);
  self->log = g_object_ref (log);
  webkit_security_manager_register_uri_scheme_as_secure (security, PYXIS_SCHEME);
  webkit_security_manager_register_uri_scheme_as_cors_enabled (security, PYXIS_SCHEME);
  webkit_security_manager_register_uri_scheme_as_display_isolated (security, PYXIS_SCHEME);
  webkit_web_context_register_uri_scheme (context, PYXIS_SCHEME, request_cb, self, scheme_free);
}
