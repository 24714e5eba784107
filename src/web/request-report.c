/* SPDX-License-Identifier: Apache-2.0 */
#include "request-report.h"

#include <math.h>
#include <string.h>

#include "request-record.h"
#include "shown-text.h"

#define MAX_ADDRESS 2048

/* The address without our own origin, which is the same in every row. */
static const char *
shorten (const char *uri)
{
  const char *host =
    g_str_has_prefix (uri, PYXIS_SCHEME "://") ? uri + strlen (PYXIS_SCHEME "://") : NULL;
  const char *path = host ? strchr (host, '/') : NULL;

  return path ? path : uri;
}

/* A name and password that an address may carry are nobody else's to read. */
static char *
dup_without_user (const char *uri)
{
  const char *start = strstr (uri, "://");
  const char *host = start ? start + strlen ("://") : NULL;
  const char *at = host ? memchr (host, '@', strcspn (host, "/?#")) : NULL;

  return at ? g_strdup_printf ("%.*s%s", (int) (host - uri), uri, at + 1) : g_strdup (uri);
}

char *
pyxis_request_report_cut (const char *uri)
{
  g_autofree char *address = dup_without_user (uri);

  return pyxis_shown_text_dup (address, MAX_ADDRESS, "…");
}

static void
append (PyxisEventLog *log, const char *text, const PyxisRequestRecord *record)
{
  g_autofree char *detail = pyxis_request_record_to_detail (record);
  PyxisEventFields fields = {
    .kind = "request",
    .t = NAN,
    .where = "native",
    .text = text,
    .detail = detail,
  };

  pyxis_event_log_append (log, &fields);
}

static const char *
get_origin_name (PyxisPlace place)
{
  switch (place) {
  case PYXIS_PLACE_PROJECT:
    return "project";
  case PYXIS_PLACE_VFS:
    return "vfs";
  case PYXIS_PLACE_RUNTIME:
  case PYXIS_PLACE_SCRIPT:
  case PYXIS_PLACE_SNAPSHOT:
  case PYXIS_PLACE_CODE:
  case PYXIS_PLACE_WORKER:
  default:
    return "runtime";
  }
}

static cJSON *
new_fields (SoupMessageHeaders *headers)
{
  cJSON *fields = cJSON_CreateObject ();
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  if (!headers)
    return fields;
  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value)) {
    g_autofree char *plain =
      g_ascii_strcasecmp (name, "Referer") == 0 ? pyxis_worker_start_dup_address (value) : NULL;

    pyxis_request_record_add_header (fields, name, plain ? plain : value);
  }
  return fields;
}

static cJSON *
new_received (const PyxisResponse *response)
{
  cJSON *received = cJSON_CreateObject ();

  for (guint i = 0; i < response->headers->len; i++) {
    const PyxisHeader *header = &g_array_index (response->headers, PyxisHeader, i);

    pyxis_request_record_add_header (received, header->name, header->value);
  }
  return received;
}

static void
append_answered (PyxisEventLog *log,
                 const char *method,
                 const char *uri,
                 SoupMessageHeaders *sent,
                 const PyxisResponse *response,
                 gint64 started)
{
  g_autofree char *plain = pyxis_worker_start_dup_address (uri);
  g_autofree char *address = pyxis_request_report_cut (plain);
  g_autofree char *text = g_strdup_printf ("%s %u %s", method, response->status, shorten (address));
  cJSON *sent_headers = new_fields (sent);
  cJSON *received_headers = new_received (response);
  PyxisRequestRecord record = {
    .method = method,
    .url = address,
    .type = pyxis_response_get_header (response, "Content-Type"),
    .from = get_origin_name (response->place),
    .status = response->status,
    .size = (double) response->length,
    .ms = (g_get_monotonic_time () - started) / 1000.0,
    .sent = sent_headers,
    .received = received_headers,
  };

  append (log, text, &record);
  cJSON_Delete (sent_headers);
  cJSON_Delete (received_headers);
}

void
pyxis_request_report (PyxisEventLog *log,
                      const char *method,
                      const char *uri,
                      SoupMessageHeaders *sent,
                      const PyxisResponse *response,
                      gint64 started)
{
  /* The file that the worker asked for comes next. */
  if (response->place != PYXIS_PLACE_WORKER)
    append_answered (log, method, uri, sent, response, started);
}

void
pyxis_request_report_blocked (PyxisEventLog *log,
                              const char *method,
                              const char *uri,
                              const char *why)
{
  g_autofree char *address = pyxis_request_report_cut (uri);
  gboolean has_method = !g_str_equal (method, PYXIS_REQUEST_NO_METHOD);
  g_autofree char *text =
    g_strconcat (has_method ? method : "", has_method ? " " : "", address, " (blocked)", NULL);
  PyxisRequestRecord record = {
    .method = method,
    .url = address,
    .from = "blocked",
    .size = -1,
    .ms = -1,
    .error = why,
  };

  append (log, text, &record);
}

void
pyxis_request_report_left (
  PyxisEventLog *log, const char *method, const char *uri, SoupMessageHeaders *sent, guint number)
{
  g_autofree char *address = pyxis_request_report_cut (uri);
  g_autofree char *text = g_strdup_printf ("%s %s", method, address);
  cJSON *headers = new_fields (sent);
  PyxisRequestRecord record = {
    .method = method,
    .url = address,
    .from = "network",
    .size = -1,
    .ms = -1,
    .number = number,
    .sent = headers,
  };

  append (log, text, &record);
  cJSON_Delete (headers);
}

static char *
dup_end_text (const PyxisRequestEnd *end, const char *address)
{
  if (end->error)
    return g_strdup_printf ("%s %s (failed)", end->method, address);
  return g_strdup_printf ("%s %u %s", end->method, end->status, address);
}

void
pyxis_request_report_ended (PyxisEventLog *log, const PyxisRequestEnd *end)
{
  g_autofree char *address = pyxis_request_report_cut (end->uri);
  g_autofree char *text = dup_end_text (end, address);
  cJSON *sent = new_fields (end->sent);
  cJSON *received = new_fields (end->received);
  PyxisRequestRecord record = {
    .method = end->method,
    .url = address,
    .type = end->type,
    .from = "network",
    .status = end->status,
    .size = end->size,
    .ms = (double) (g_get_monotonic_time () - end->started) / 1000,
    .wait = end->answered > 0 ? (double) (end->answered - end->started) / 1000 : 0,
    .number = end->number,
    .error = end->error,
    .sent = sent,
    .received = received,
  };

  append (log, text, &record);
  cJSON_Delete (sent);
  cJSON_Delete (received);
}
