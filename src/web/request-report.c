/* SPDX-License-Identifier: Apache-2.0 */
#include "request-report.h"

#include <cjson/cJSON.h>
#include <math.h>

static void
append (PyxisEventLog *log, const char *uri, cJSON *detail)
{
  g_autofree char *json = cJSON_PrintUnformatted (detail);
  PyxisEventFields fields = {
    .kind = "request",
    .t = NAN,
    .where = "native",
    .text = uri,
    .detail = json,
  };

  pyxis_event_log_append (log, &fields);
  cJSON_Delete (detail);
}

void
pyxis_request_report (PyxisEventLog *log,
                      const char *method,
                      const char *uri,
                      const PyxisResponse *response,
                      gint64 started)
{
  cJSON *detail = cJSON_CreateObject ();
  const char *type = pyxis_response_get_header (response, "Content-Type");
  double ms = (g_get_monotonic_time () - started) / 1000.0;

  cJSON_AddStringToObject (detail, "method", method);
  cJSON_AddStringToObject (detail, "url", uri);
  cJSON_AddNumberToObject (detail, "status", response->status);
  cJSON_AddStringToObject (detail, "type", type ? type : "");
  cJSON_AddNumberToObject (detail, "size", (double) response->length);
  cJSON_AddNumberToObject (detail, "ms", round (ms * 10) / 10);
  cJSON_AddStringToObject (detail, "from",
                           response->place == PYXIS_PLACE_PROJECT ? "project" : "runtime");
  append (log, uri, detail);
}

void
pyxis_request_report_outside (PyxisEventLog *log,
                              const char *method,
                              const char *uri,
                              gboolean blocked)
{
  cJSON *detail = cJSON_CreateObject ();

  cJSON_AddStringToObject (detail, "method", method);
  cJSON_AddStringToObject (detail, "url", uri);
  cJSON_AddStringToObject (detail, "from", blocked ? "blocked" : "network");
  append (log, uri, detail);
}
