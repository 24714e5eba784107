/* SPDX-License-Identifier: Apache-2.0 */
#include "har.h"

#include <math.h>
#include <string.h>

#include "json-stream.h"
#include "pyxis-config.h"
#include "request-record.h"
#include "response.h"

#define UNKNOWN -1
#define UNKNOWN_TYPE "x-unknown"

/* One request, and what entries are sorted by. */
typedef struct {
  PyxisEvent *event;
  double began; /* ms since 1970 */
  guint index;
} Request;

/* (transfer full): "2026-08-01T12:30:00.123Z". Before 1970 there were no pages. */
static char *
format_time (double ms)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_utc ((gint64) floor (ms / 1000));
  g_autofree char *text = seconds ? g_date_time_format (seconds, "%Y-%m-%dT%H:%M:%S") : NULL;

  if (!text)
    return format_time (0);
  return g_strdup_printf ("%s.%03dZ", text, (int) (ms - floor (ms / 1000) * 1000));
}

static void
add_time (cJSON *object, const char *key, double ms)
{
  g_autofree char *text = format_time (MAX (ms, 0));

  cJSON_AddStringToObject (object, key, text);
}

/* Of a line of an older log only what it counts from is not known. */
static double
get_moment (PyxisEvent *event)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);

  return fields->at > 0 ? fields->at : fields->t;
}

static char *
dup_page_id (guint navigation)
{
  return g_strdup_printf ("page_%u", navigation);
}

/* One of the navigation's events, from which its beginning follows. */
static cJSON *
new_page (PyxisEvent *event)
{
  cJSON *page = cJSON_CreateObject ();
  cJSON *timings = NULL;
  g_autofree char *id = dup_page_id (pyxis_event_get_navigation (event));

  add_time (page, "startedDateTime", get_moment (event) - pyxis_event_get_fields (event)->t);
  cJSON_AddStringToObject (page, "id", id);
  cJSON_AddStringToObject (page, "title", id);
  timings = cJSON_AddObjectToObject (page, "pageTimings");
  cJSON_AddNumberToObject (timings, "onContentLoad", UNKNOWN);
  cJSON_AddNumberToObject (timings, "onLoad", UNKNOWN);
  return page;
}

/* "committed ADDRESS", "finished ADDRESS". */
static void
note_page (cJSON *page, PyxisEvent *event)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);
  g_autofree char *state = pyxis_event_dup_detail (event, "state");
  const char *space = fields->text ? strchr (fields->text, ' ') : NULL;
  cJSON *timings = cJSON_GetObjectItemCaseSensitive (page, "pageTimings");

  if (space)
    cJSON_ReplaceItemInObjectCaseSensitive (page, "title", cJSON_CreateString (space + 1));
  if (g_strcmp0 (state, "finished") == 0)
    cJSON_ReplaceItemInObjectCaseSensitive (timings, "onLoad", cJSON_CreateNumber (fields->t));
}

static void
add_pages (cJSON *log, GPtrArray *events)
{
  cJSON *pages = cJSON_AddArrayToObject (log, "pages");
  cJSON *page = NULL;
  guint navigation = 0;

  for (guint i = 0; i < events->len; i++) {
    PyxisEvent *event = events->pdata[i];

    if (pyxis_event_get_navigation (event) > navigation) {
      navigation = pyxis_event_get_navigation (event);
      page = new_page (event);
      cJSON_AddItemToArray (pages, page);
    }
    if (page && g_str_equal (pyxis_event_get_fields (event)->kind, "page"))
      note_page (page, event);
  }
  /* It is the entries that are the last empty list (json-stream.h). */
  cJSON_AddArrayToObject (log, "entries");
}

static cJSON *
new_envelope (GPtrArray *events)
{
  cJSON *root = cJSON_CreateObject ();
  cJSON *log = cJSON_AddObjectToObject (root, "log");
  cJSON *creator = NULL;

  cJSON_AddStringToObject (log, "version", "1.2");
  creator = cJSON_AddObjectToObject (log, "creator");
  cJSON_AddStringToObject (creator, "name", "Pyxis");
  cJSON_AddStringToObject (creator, "version", PYXIS_VERSION);
  add_pages (log, events);
  return root;
}

static void
add_pair (cJSON *list, const char *name, const char *value)
{
  cJSON *pair = cJSON_CreateObject ();

  cJSON_AddStringToObject (pair, "name", name);
  cJSON_AddStringToObject (pair, "value", value);
  cJSON_AddItemToArray (list, pair);
}

static void
add_headers (cJSON *message, const cJSON *headers, gboolean has_secrets)
{
  cJSON *list = cJSON_AddArrayToObject (message, "headers");
  const cJSON *header = NULL;

  cJSON_ArrayForEach (header, headers)
  {
    if (cJSON_IsString (header) &&
        (has_secrets || !pyxis_request_record_is_secret (header->string)))
      add_pair (list, header->string, header->valuestring);
  }
}

/* Those of the request; what a response sets is in its headers. */
static void
add_cookies (cJSON *message, const cJSON *headers, gboolean has_secrets)
{
  cJSON *list = cJSON_AddArrayToObject (message, "cookies");
  const char *text = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (headers, "cookie"));
  g_auto (GStrv) pairs = has_secrets && text ? g_strsplit (text, ";", 64) : NULL;

  for (guint i = 0; pairs && pairs[i]; i++) {
    char *name = g_strstrip (pairs[i]);
    char *equals = strchr (name, '=');

    if (equals)
      *equals = '\0';
    if (*name)
      add_pair (list, name, equals ? equals + 1 : "");
  }
}

static char *
decode (const char *text)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "+", ' ');
  char *decoded = g_uri_unescape_string (spaced, NULL);

  return decoded && g_utf8_validate (decoded, -1, NULL) ? decoded
                                                        : (g_free (decoded), g_strdup (text));
}

static void
add_query (cJSON *request, const char *url)
{
  cJSON *list = cJSON_AddArrayToObject (request, "queryString");
  g_autofree char *without = g_strndup (url, strcspn (url, "#"));
  const char *query = strchr (without, '?');
  g_auto (GStrv) pairs = query && query[1] ? g_strsplit (query + 1, "&", 256) : NULL;

  for (guint i = 0; pairs && pairs[i]; i++) {
    char *equals = strchr (pairs[i], '=');
    g_autofree char *value = decode (equals ? equals + 1 : "");
    g_autofree char *name = NULL;

    if (equals)
      *equals = '\0';
    name = decode (pairs[i]);
    add_pair (list, name, value);
  }
}

/* Over a URI scheme of our own there is no version to speak of. */
static const char *
get_version (const PyxisRequestRecord *record)
{
  return g_str_has_prefix (record->url, "http") ? "HTTP/1.1" : "";
}

static void
add_request (cJSON *entry, const PyxisRequestRecord *record, gboolean has_secrets)
{
  cJSON *request = cJSON_AddObjectToObject (entry, "request");
  gboolean has_body = !g_str_equal (record->method, "GET") && !g_str_equal (record->method, "HEAD");

  cJSON_AddStringToObject (request, "method", record->method);
  cJSON_AddStringToObject (request, "url", record->url);
  cJSON_AddStringToObject (request, "httpVersion", get_version (record));
  add_cookies (request, record->sent, has_secrets);
  add_headers (request, record->sent, has_secrets);
  add_query (request, record->url);
  cJSON_AddNumberToObject (request, "headersSize", UNKNOWN);
  cJSON_AddNumberToObject (request, "bodySize", has_body ? UNKNOWN : 0);
}

static void
add_response (cJSON *entry, const PyxisRequestRecord *record, gboolean has_secrets)
{
  cJSON *response = cJSON_AddObjectToObject (entry, "response");
  cJSON *content = NULL;
  const char *location =
    cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (record->received, "location"));

  cJSON_AddNumberToObject (response, "status", record->status);
  cJSON_AddStringToObject (response, "statusText", pyxis_response_get_phrase (record->status));
  cJSON_AddStringToObject (response, "httpVersion", get_version (record));
  cJSON_AddArrayToObject (response, "cookies");
  add_headers (response, record->received, has_secrets);
  content = cJSON_AddObjectToObject (response, "content");
  cJSON_AddNumberToObject (content, "size", MAX (record->size, 0));
  cJSON_AddStringToObject (content, "mimeType",
                           record->type && *record->type ? record->type : UNKNOWN_TYPE);
  cJSON_AddStringToObject (response, "redirectURL", location ? location : "");
  cJSON_AddNumberToObject (response, "headersSize", UNKNOWN);
  cJSON_AddNumberToObject (response, "bodySize", record->size >= 0 ? record->size : UNKNOWN);
}

/* The three that must be there. How long the body took is known of what came from the network. */
static void
add_timings (cJSON *entry, const PyxisRequestRecord *record)
{
  cJSON *timings = cJSON_AddObjectToObject (entry, "timings");
  double ms = MAX (record->ms, 0);
  double wait = record->wait > 0 ? MIN (record->wait, ms) : ms;

  cJSON_AddNumberToObject (timings, "send", 0);
  cJSON_AddNumberToObject (timings, "wait", wait);
  cJSON_AddNumberToObject (timings, "receive", ms - wait);
}

static cJSON *
new_entry (const Request *self, const PyxisRequestRecord *record, gboolean has_secrets)
{
  cJSON *entry = cJSON_CreateObject ();
  guint navigation = pyxis_event_get_navigation (self->event);
  g_autofree char *page = dup_page_id (navigation);

  if (navigation > 0)
    cJSON_AddStringToObject (entry, "pageref", page);
  add_time (entry, "startedDateTime", self->began);
  cJSON_AddNumberToObject (entry, "time", MAX (record->ms, 0));
  add_request (entry, record, has_secrets);
  add_response (entry, record, has_secrets);
  cJSON_AddObjectToObject (entry, "cache");
  add_timings (entry, record);
  if (record->from)
    cJSON_AddStringToObject (entry, "_from", record->from);
  if (record->error)
    cJSON_AddStringToObject (entry, "_error", record->error);
  return entry;
}

static int
compare_requests (gconstpointer a, gconstpointer b)
{
  const Request *one = a, *other = b;

  if (one->began != other->began)
    return one->began < other->began ? -1 : 1;
  return one->index < other->index ? -1 : one->index > other->index;
}

static GArray *
collect_requests (GPtrArray *events, PyxisCopyProgress *progress)
{
  GArray *requests = g_array_new (FALSE, FALSE, sizeof (Request));
  g_autoptr (GHashTable) ended = pyxis_request_record_collect_ended (events);

  for (guint i = 0; i < events->len; i++) {
    g_auto (PyxisRequestRecord) record = { 0 };
    Request request = { events->pdata[i], get_moment (events->pdata[i]), i };

    pyxis_copy_progress_add (progress, 1);
    if (!pyxis_request_record_read (&record, events->pdata[i]) ||
        pyxis_request_record_is_superseded (&record, ended))
      continue;
    request.began -= MAX (record.ms, 0);
    g_array_append_val (requests, request);
  }
  g_array_sort (requests, compare_requests);
  return requests;
}

gboolean
pyxis_har_write (GPtrArray *events,
                 gboolean has_secrets,
                 GOutputStream *output,
                 PyxisCopyProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  g_auto (PyxisJsonStream) stream = { .output = output, .cancellable = cancellable };
  g_autoptr (GArray) requests = collect_requests (events, progress);

  if (!pyxis_json_stream_begin (&stream, new_envelope (events), error))
    return FALSE;
  for (guint i = 0; i < requests->len; i++) {
    const Request *request = &g_array_index (requests, Request, i);
    g_auto (PyxisRequestRecord) record = { 0 };

    if (pyxis_request_record_read (&record, request->event) &&
        !pyxis_json_stream_add (&stream, new_entry (request, &record, has_secrets), error))
      return FALSE;
  }
  return pyxis_json_stream_end (&stream, error);
}
