/* SPDX-License-Identifier: Apache-2.0 */
#include "server.h"

#include <libsoup/soup.h>
#include <string.h>

#include "request-report.h"
#include "response.h"
#include "server-call.h"
#include "server-guard.h"
#include "server-port.h"
#include "server-stream.h"

#define ENTER "/@pyxis/enter"

struct _PyxisServer {
  GObject parent_instance;

  SoupServer *server;
  PyxisResolver *resolver;
  PyxisServerCall call;
  PyxisEventLog *log;
  GHashTable *more_logs; /* of those who share the server, by number */
  guint last_number;
  char *host; /* "127.0.0.1:PORT" */
  char *base;
  char *token;
  gboolean is_for_browser;
};

G_DEFINE_FINAL_TYPE (PyxisServer, pyxis_server, G_TYPE_OBJECT)

/* One request that is being opened. */
typedef struct {
  PyxisServer *self;
  SoupServerMessage *message;
  GCancellable *cancellable;
  PyxisEventLog *log;
  char *uri;
  PyxisAdmission admission;
  gulong finished;
  gulong disconnected; /* the server stops */
  gint64 started;
} Job;

static void
job_free (Job *job)
{
  g_signal_handler_disconnect (job->message, job->finished);
  g_signal_handler_disconnect (job->message, job->disconnected);
  g_object_unref (job->message);
  g_object_unref (job->cancellable);
  g_object_unref (job->self);
  g_object_unref (job->log);
  g_free (job->uri);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* Headers are taken with all their values, so that one given twice equals nothing. */
static PyxisAdmission
admit (PyxisServer *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  GUri *uri = soup_server_message_get_uri (message);
  g_autofree char *target = g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
  PyxisServerGuard guard = { self->host, self->token };
  PyxisServerCredentials credentials = {
    .host = soup_message_headers_get_list (headers, "Host"),
    .origin = soup_message_headers_get_list (headers, "Origin"),
    .fetch_site = soup_message_headers_get_list (headers, "Sec-Fetch-Site"),
    .cookie = soup_message_headers_get_list (headers, "Cookie"),
    .target = target,
  };

  return pyxis_server_guard_admit (&guard, &credentials);
}

static void
refuse (SoupServerMessage *message)
{
  static const char text[] =
    "Open the address that Pyxis printed: it sets a cookie that this one needs.\n";

  soup_server_message_set_status (message, SOUP_STATUS_FORBIDDEN, NULL);
  soup_server_message_set_response (message, "text/plain; charset=utf-8", SOUP_MEMORY_STATIC, text,
                                    strlen (text));
}

/* GET ENTER?token=T&to=/page */
static void
enter (PyxisServer *self, SoupServerMessage *message, GHashTable *query)
{
  PyxisServerGuard guard = { self->host, self->token };
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *given = query ? g_hash_table_lookup (query, "token") : NULL;
  const char *to = query ? g_hash_table_lookup (query, "to") : NULL;
  g_autofree char *cookie = NULL;
  g_autofree char *address = NULL;

  if (!pyxis_server_guard_enter (&guard, given, to, &cookie, &address)) {
    refuse (message);
    return;
  }
  soup_message_headers_append (headers, "Set-Cookie", cookie);
  soup_message_headers_append (headers, "Cache-Control", "no-store");
  soup_message_headers_append (headers, "Referrer-Policy", "no-referrer");
  soup_server_message_set_redirect (message, SOUP_STATUS_SEE_OTHER, address);
}

/* The project's own, and what its user keeps in memory. */
static gboolean
is_private (const PyxisResponse *response)
{
  return response->place == PYXIS_PLACE_PROJECT || response->place == PYXIS_PLACE_VFS;
}

static void
response_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (PyxisResponse) response = pyxis_response_new_finish (result, NULL);
  const char *method = soup_server_message_get_method (job->message);

  if (!response)
    return;

  if (job->admission != PYXIS_ADMIT_ALL && is_private (response)) {
    refuse (job->message);
    soup_server_message_unpause (job->message);
    return;
  }

  pyxis_request_report (job->log, method, job->uri,
                        soup_server_message_get_request_headers (job->message), response,
                        job->started);
  pyxis_server_call_set_headers (job->message, response->headers);
  soup_server_message_set_status (job->message, response->status, response->reason);
  if (response->length == 0 || g_str_equal (method, "HEAD"))
    soup_server_message_unpause (job->message);
  else
    pyxis_server_stream_send (job->message, g_steal_pointer (&response));
}

static void
message_finished_cb (SoupServerMessage *message, gpointer user_data)
{
  Job *job = user_data;

  g_cancellable_cancel (job->cancellable);
}

static PyxisEventLog *
choose_log (PyxisServer *self, SoupMessageHeaders *headers)
{
  const char *number = soup_message_headers_get_one (headers, PYXIS_SERVER_LOG_HEADER);
  gpointer key = GUINT_TO_POINTER (number ? (guint) g_ascii_strtoull (number, NULL, 10) : 0);
  PyxisEventLog *log = g_hash_table_lookup (self->more_logs, key);

  return log ? log : self->log;
}

static void
open_response (PyxisServer *self, SoupServerMessage *message, PyxisAdmission admission)
{
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *query = g_uri_get_query (uri);
  g_autofree char *target = g_strconcat (g_uri_get_path (uri), query ? "?" : NULL, query, NULL);
  const char *destination = soup_message_headers_get_one (headers, "Sec-Fetch-Dest");
  const char *accept = soup_message_headers_get_one (headers, "Accept");
  Job *job = g_new0 (Job, 1);
  PyxisRequest asked = {
    .transport = PYXIS_TRANSPORT_LOOPBACK,
    .method = soup_server_message_get_method (message),
    .uri = target,
    .range = soup_message_headers_get_one (headers, "Range"),
    .if_range = soup_message_headers_get_one (headers, "If-Range"),
    .if_none_match = soup_message_headers_get_list (headers, "If-None-Match"),
    .mirror_base = self->is_for_browser ? self->base : NULL,
    .is_navigation = destination ? g_str_has_suffix (destination, "document") ||
                                     g_str_has_suffix (destination, "frame")
                                 : accept && strstr (accept, "text/html"),
  };

  job->self = g_object_ref (self);
  job->log = g_object_ref (choose_log (self, headers));
  job->message = g_object_ref (message);
  job->cancellable = g_cancellable_new ();
  job->uri = g_strconcat (self->base, target, NULL);
  job->admission = admission;
  job->started = g_get_monotonic_time ();
  job->finished = g_signal_connect (message, "finished", G_CALLBACK (message_finished_cb), job);
  job->disconnected =
    g_signal_connect (message, "disconnected", G_CALLBACK (message_finished_cb), job);
  soup_server_message_pause (message);
  pyxis_response_new_async (self->resolver, &asked, job->cancellable, response_ready_cb, job);
}

static gboolean
is_call_admitted (PyxisServer *self, SoupServerMessage *message)
{
  return admit (self, message) == PYXIS_ADMIT_ALL &&
         pyxis_server_call_has_secret (&self->call, message);
}

/* Before anything is read, so that what libsoup itself answers, such as 400, has them too. */
static void
started_cb (SoupServer *server, SoupServerMessage *message, gpointer user_data)
{
  g_autoptr (GArray) headers = pyxis_response_new_headers (FALSE);

  pyxis_server_call_set_headers (message, headers);
}

/* Before a body is read: whatever is sent with a request is thrown away as it comes, but for that of a
 * call. */
static void
early_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  PyxisServer *self = user_data;
  gboolean is_wanted = pyxis_server_call_is_one (&self->call, message) &&
                       is_call_admitted (self, message) && pyxis_server_call_wants_body (message);

  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), is_wanted);
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  PyxisServer *self = user_data;
  PyxisAdmission admission = admit (self, message);

  if (admission == PYXIS_ADMIT_NOTHING)
    refuse (message);
  else if (pyxis_server_call_is_one (&self->call, message))
    pyxis_server_call_answer (&self->call, message, is_call_admitted (self, message));
  else if (g_str_equal (path, ENTER))
    enter (self, message, query);
  else
    open_response (self, message, admission);
}

static gboolean
listen (PyxisServer *self, guint port, GError **error)
{
  g_autoptr (GError) cause = NULL;
  GSList *uris = NULL;

  if (!soup_server_listen_local (self->server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, &cause)) {
    pyxis_server_explain_port (port, cause, error);
    return FALSE;
  }

  uris = soup_server_get_uris (self->server);
  self->host = g_strdup_printf ("127.0.0.1:%d", g_uri_get_port (uris->data));
  self->base = g_strconcat ("http://", self->host, NULL);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return TRUE;
}

static void
pyxis_server_dispose (GObject *object)
{
  PyxisServer *self = PYXIS_SERVER (object);

  if (self->server)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_object (&self->resolver);
  g_clear_object (&self->call.door);
  g_clear_object (&self->call.grant_door);
  g_clear_object (&self->call.stop_door);
  g_clear_object (&self->call.code_door);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (pyxis_server_parent_class)->dispose (object);
}

static void
pyxis_server_finalize (GObject *object)
{
  PyxisServer *self = PYXIS_SERVER (object);

  g_hash_table_unref (self->more_logs);
  g_free (self->host);
  g_free (self->base);
  g_free (self->token);

  G_OBJECT_CLASS (pyxis_server_parent_class)->finalize (object);
}

static void
pyxis_server_class_init (PyxisServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_server_dispose;
  object_class->finalize = pyxis_server_finalize;
}

static void
pyxis_server_init (PyxisServer *self)
{
  self->token = pyxis_server_guard_make_token ();
  self->more_logs = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->server = soup_server_new ("raw-paths", TRUE, "server-header", "Pyxis", NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (started_cb), NULL);
  soup_server_add_early_handler (self->server, NULL, early_cb, self, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
}

PyxisServer *
pyxis_server_new (PyxisResolver *resolver, PyxisEventLog *log, int port, GError **error)
{
  g_autoptr (PyxisServer) self = g_object_new (PYXIS_TYPE_SERVER, NULL);

  self->resolver = g_object_ref (resolver);
  self->log = g_object_ref (log);
  if (port == 0)
    port = pyxis_server_port_for_origin (pyxis_resolver_get_origin (resolver));
  if (!listen (self, MAX (port, 0), error))
    return NULL;

  return g_steal_pointer (&self);
}

void
pyxis_server_set_doors (PyxisServer *self, const PyxisDoors *doors)
{
  g_return_if_fail (PYXIS_IS_SERVER (self));

  g_set_object (&self->call.door, doors->vfs);
  g_set_object (&self->call.grant_door, doors->grants);
  g_set_object (&self->call.stop_door, doors->stops);
  g_set_object (&self->call.code_door, doors->code);
}

guint
pyxis_server_add_log (PyxisServer *self, PyxisEventLog *log)
{
  g_return_val_if_fail (PYXIS_IS_SERVER (self), 0);

  g_hash_table_insert (self->more_logs, GUINT_TO_POINTER (++self->last_number), g_object_ref (log));
  return self->last_number;
}

static gboolean
is_log (gpointer number, gpointer log, gpointer user_data)
{
  return log == user_data;
}

void
pyxis_server_remove_log (PyxisServer *self, PyxisEventLog *log)
{
  g_return_if_fail (PYXIS_IS_SERVER (self));

  g_hash_table_foreach_remove (self->more_logs, is_log, log);
}

void
pyxis_server_set_for_browser (PyxisServer *self, gboolean is_for_browser)
{
  g_return_if_fail (PYXIS_IS_SERVER (self));

  self->is_for_browser = is_for_browser;
}

const char *
pyxis_server_get_base (PyxisServer *self)
{
  g_return_val_if_fail (PYXIS_IS_SERVER (self), NULL);

  return self->base;
}

char *
pyxis_server_dup_first_address (PyxisServer *self, const char *page)
{
  g_autofree char *to = g_uri_escape_string (page, NULL, FALSE);

  g_return_val_if_fail (PYXIS_IS_SERVER (self), NULL);

  return g_strdup_printf ("%s" ENTER "?token=%s&to=%s", self->base, self->token, to);
}
