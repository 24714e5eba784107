/* SPDX-License-Identifier: Apache-2.0 */
#include <cjson/cJSON.h>
#include <string.h>

#include "bridge.h"
#include "redirect.h"
#include "request-record.h"
#include "request-report.h"
#include "view-parts.h"

/* What becomes of a page's requests to elsewhere, and of its workers', which load by their page.
 *
 * Those that leave are told by WebKit's resources, WebSockets excepted, and a preflight, which are none.
 * What the content filter blocks makes no resource, and our web-process extension is not asked about it either
 * (measured in 2.50; a synchronous request excepted). So documents carry a policy that forbids the same and only
 * reports: WebKit reads it before the filter. It knows the kind of a request, but not its method, and says nothing
 * in workers; there only fetch () tells (worker-fetch.js), not importScripts, import or XMLHttpRequest. */

#define LOAD "pyxis-load"
#define MESSAGE_MAX 16384
#define TOLD_MAX 1000

#define WHY_DENIED                                                                                 \
  "Pyxis keeps this page from the network. A check reaches it with --network allow."
#define WHY_GIVEN_UP "The page gave the request up."
#define WHY_CERTIFICATE "The server's certificate is not trusted."

/* Of one resource, as long as it lives. */
typedef struct {
  guint number; /* 0: it does not leave, or has ended */
  char *method;
  char *uri;
  char *error; /* NULL: none */
  SoupMessageHeaders *sent;
  gint64 started;
  gint64 answered; /* 0: not yet */
} Load;

static void
load_clear (Load *self)
{
  self->number = 0;
  self->answered = 0;
  g_clear_pointer (&self->method, g_free);
  g_clear_pointer (&self->uri, g_free);
  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->sent, soup_message_headers_unref);
}

static void
load_free (gpointer data)
{
  load_clear (data);
  g_free (data);
}

/* The filter stops a synchronous request only after WebKit has told that it was sent. */
static gboolean
goes_outside (PyxisView *self, const char *uri)
{
  return !pyxis_engine_is_network_denied (self->engine) &&
         (g_str_has_prefix (uri, "http://") || g_str_has_prefix (uri, "https://")) &&
         !pyxis_engine_owns_address (self->engine, uri);
}

/* Where WebKit does not know the size it gives the greatest number. */
static double
get_size (WebKitURIResponse *response)
{
  guint64 size = webkit_uri_response_get_content_length (response);

  return size <= G_MAXINT64 ? (double) size : -1;
}

static const char *
get_type (WebKitURIResponse *response, SoupMessageHeaders *headers)
{
  const char *type = headers ? soup_message_headers_get_one (headers, "Content-Type") : NULL;

  return type ? type : webkit_uri_response_get_mime_type (response);
}

/* `response` (nullable): WebKit gave the page none. */
static void
end_load (PyxisView *self, Load *load, WebKitURIResponse *response)
{
  SoupMessageHeaders *received = response ? webkit_uri_response_get_http_headers (response) : NULL;
  PyxisRequestEnd end = {
    .number = load->number,
    .method = load->method,
    .uri = load->uri,
    .status = response ? webkit_uri_response_get_status_code (response) : 0,
    .type = response ? get_type (response, received) : NULL,
    .size = response ? get_size (response) : -1,
    .started = load->started,
    .answered = load->answered,
    .error = response || load->error ? load->error : WHY_GIVEN_UP,
    .sent = load->sent,
    .received = received,
  };

  if (load->number > 0)
    pyxis_request_report_ended (pyxis_engine_get_log (self->engine), &end);
  load_clear (load);
}

/* Also of each address that an answer redirects to. Our extension has been asked by now, and has put the
 * address of a runtime in the place of a public one. */
static void
sent_request_cb (WebKitWebResource *resource,
                 WebKitURIRequest *request,
                 WebKitURIResponse *redirected,
                 gpointer user_data)
{
  PyxisView *self = user_data;
  Load *load = g_object_get_data (G_OBJECT (resource), LOAD);
  const char *method = webkit_uri_request_get_http_method (request);
  const char *uri = webkit_uri_request_get_uri (request);
  SoupMessageHeaders *headers = webkit_uri_request_get_http_headers (request);

  if (redirected && load->number > 0)
    load->answered = g_get_monotonic_time ();
  if (redirected)
    end_load (self, load, redirected);
  load_clear (load);
  if (!goes_outside (self, uri))
    return;
  load->number = ++self->last_request;
  load->method = g_strdup (method ? method : "GET");
  load->uri = g_strdup (uri);
  load->sent = headers ? soup_message_headers_ref (headers) : NULL;
  load->started = g_get_monotonic_time ();
  pyxis_request_report_left (pyxis_engine_get_log (self->engine), load->method, uri, headers,
                             load->number);
}

static void
response_cb (WebKitWebResource *resource, GParamSpec *pspec, gpointer user_data)
{
  Load *load = g_object_get_data (G_OBJECT (resource), LOAD);

  load->answered = g_get_monotonic_time ();
}

/* "finished" comes after it as well. What the page itself ended after the answer began did not fail. */
static void
failed_cb (WebKitWebResource *resource, GError *error, gpointer user_data)
{
  Load *load = g_object_get_data (G_OBJECT (resource), LOAD);

  g_free (load->error);
  load->error = g_error_matches (error, WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED)
                  ? NULL
                  : g_strdup (error->message);
}

static void
failed_with_tls_errors_cb (WebKitWebResource *resource,
                           GTlsCertificate *certificate,
                           GTlsCertificateFlags flags,
                           gpointer user_data)
{
  Load *load = g_object_get_data (G_OBJECT (resource), LOAD);

  g_free (load->error);
  load->error = g_strdup (WHY_CERTIFICATE);
}

static void
finished_cb (WebKitWebResource *resource, gpointer user_data)
{
  end_load (user_data, g_object_get_data (G_OBJECT (resource), LOAD),
            webkit_web_resource_get_response (resource));
}

static void
resource_load_started_cb (WebKitWebView *web_view,
                          WebKitWebResource *resource,
                          WebKitURIRequest *request,
                          gpointer user_data)
{
  PyxisView *self = user_data;

  g_object_set_data_full (G_OBJECT (resource), LOAD, g_new0 (Load, 1), load_free);
  g_signal_connect_object (resource, "sent-request", G_CALLBACK (sent_request_cb), self, 0);
  g_signal_connect_object (resource, "notify::response", G_CALLBACK (response_cb), self, 0);
  g_signal_connect_object (resource, "failed", G_CALLBACK (failed_cb), self, 0);
  g_signal_connect_object (resource, "failed-with-tls-errors",
                           G_CALLBACK (failed_with_tls_errors_cb), self, 0);
  g_signal_connect_object (resource, "finished", G_CALLBACK (finished_cb), self, 0);
}

/* What the filter lets pass is our extension's to tell. */
static gboolean
is_filtered (PyxisView *self, const char *uri)
{
  g_autofree char *scheme = g_uri_parse_scheme (uri);
  const char *const *prefixes = pyxis_redirect_get_prefixes ();

  if (!pyxis_engine_is_network_denied (self->engine) || !scheme ||
      pyxis_engine_owns_address (self->engine, uri))
    return FALSE;
  for (guint i = 0; prefixes[i]; i++)
    if (g_str_has_prefix (uri, prefixes[i]))
      return FALSE;
  return TRUE;
}

/* Only what a script asks for may have another method. */
static const char *
find_method (const char *method, const char *directive)
{
  static const char *const methods[] = { "GET",   "HEAD",    "POST",   "PUT",
                                         "PATCH", "OPTIONS", "DELETE", NULL };

  if (g_strv_contains (methods, method))
    return method;
  return g_str_equal (directive, "connect-src") || !*directive ? PYXIS_REQUEST_NO_METHOD : "GET";
}

static const char *
get_string (const cJSON *object, const char *key)
{
  const char *text = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (object, key));

  return text ? text : "";
}

static void
message_cb (WebKitUserContentManager *content, JSCValue *value, gpointer user_data)
{
  PyxisView *self = user_data;
  g_autofree char *json = jsc_value_is_string (value) ? jsc_value_to_string (value) : NULL;
  cJSON *root = json && strlen (json) <= MESSAGE_MAX ? cJSON_Parse (json) : NULL;
  const char *uri = get_string (root, "url");
  const char *method = find_method (get_string (root, "method"), get_string (root, "directive"));

  if (is_filtered (self, uri) && !g_hash_table_remove (self->told_blocked, uri))
    pyxis_request_report_blocked (pyxis_engine_get_log (self->engine), method, uri, WHY_DENIED);
  cJSON_Delete (root);
}

void
pyxis_view_requests_tell_blocked (PyxisView *self,
                                  const char *method,
                                  const char *uri,
                                  const char *why)
{
  /* The policy reports it a moment later. */
  if (is_filtered (self, uri) && g_hash_table_size (self->told_blocked) < TOLD_MAX)
    g_hash_table_add (self->told_blocked, g_strdup (uri));
  pyxis_request_report_blocked (pyxis_engine_get_log (self->engine), method, uri,
                                why ? why : WHY_DENIED);
}

void
pyxis_view_requests_attach (PyxisView *self)
{
  WebKitUserContentManager *content = webkit_web_view_get_user_content_manager (self->web_view);

  g_signal_connect_object (self->web_view, "resource-load-started",
                           G_CALLBACK (resource_load_started_cb), self, 0);
  g_signal_connect_object (content, "script-message-received::" PYXIS_BRIDGE_BLOCKED_HANDLER,
                           G_CALLBACK (message_cb), self, 0);
}
