/* SPDX-License-Identifier: Apache-2.0 */
#include "notice.h"

#include <cjson/cJSON.h>

char *
pyxis_notice_make_detail (const char *code, gint64 count)
{
  cJSON *detail = cJSON_CreateObject ();
  char *text = NULL;

  cJSON_AddStringToObject (detail, "code", code);
  if (count >= 0)
    cJSON_AddNumberToObject (detail, "count", (double) count);
  text = cJSON_PrintUnformatted (detail);
  cJSON_Delete (detail);
  return text;
}

PyxisEvent *
pyxis_notice_new_dropped (PyxisEvent *newest, guint64 count)
{
  g_autofree char *detail = pyxis_notice_make_detail ("dropped", (gint64) count);
  g_autofree char *text = g_strdup_printf (
    "%" G_GUINT64_FORMAT " older events were dropped to keep the list short.", count);
  PyxisEventFields fields = {
    .kind = "notice",
    .t = pyxis_event_get_fields (newest)->t,
    .at = pyxis_event_get_fields (newest)->at,
    .where = "native",
    .text = text,
    .detail = detail,
  };

  return pyxis_event_new (pyxis_event_get_seq (newest), pyxis_event_get_navigation (newest),
                          &fields);
}
