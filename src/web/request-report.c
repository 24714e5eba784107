/* SPDX-License-Identifier: Apache-2.0 */
#include "request-report.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

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

char *
pyxis_request_report_cut (const char *uri)
{
  return pyxis_shown_text_dup (uri, MAX_ADDRESS, "…");
}

/* Takes `detail`. */
static void
append (PyxisEventLog *log, const char *text, cJSON *detail)
{
  g_autofree char *json = cJSON_PrintUnformatted (detail);
  PyxisEventFields fields = {
    .kind = "request",
    .t = NAN,
    .where = "native",
    .text = text,
    .detail = json,
  };

  pyxis_event_log_append (log, &fields);
  cJSON_Delete (detail);
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
  default:
    return "runtime";
  }
}

void
pyxis_request_report (PyxisEventLog *log,
                      const char *method,
                      const char *uri,
                      const PyxisResponse *response,
                      gint64 started)
{
  cJSON *detail = cJSON_CreateObject ();
  g_autofree char *address = pyxis_request_report_cut (uri);
  g_autofree char *text = NULL;
  const char *type = pyxis_response_get_header (response, "Content-Type");
  double ms = (g_get_monotonic_time () - started) / 1000.0;

  cJSON_AddStringToObject (detail, "method", method);
  cJSON_AddStringToObject (detail, "url", address);
  cJSON_AddNumberToObject (detail, "status", response->status);
  cJSON_AddStringToObject (detail, "type", type ? type : "");
  cJSON_AddNumberToObject (detail, "size", (double) response->length);
  cJSON_AddNumberToObject (detail, "ms", round (ms * 10) / 10);
  cJSON_AddStringToObject (detail, "from", get_origin_name (response->place));
  text = g_strdup_printf ("%s %u %s", method, response->status, shorten (address));
  append (log, text, detail);
}

void
pyxis_request_report_outside (PyxisEventLog *log,
                              const char *method,
                              const char *uri,
                              gboolean blocked)
{
  cJSON *detail = cJSON_CreateObject ();
  g_autofree char *address = pyxis_request_report_cut (uri);
  g_autofree char *text = NULL;

  cJSON_AddStringToObject (detail, "method", method);
  cJSON_AddStringToObject (detail, "url", address);
  cJSON_AddStringToObject (detail, "from", blocked ? "blocked" : "network");
  text = g_strdup_printf ("%s %s%s", method, address, blocked ? " (blocked)" : "");
  append (log, text, detail);
}
