/* SPDX-License-Identifier: Apache-2.0 */
#include <cjson/cJSON.h>
#include <math.h>

#include "download-private.h"
#include "view-parts.h"

/* The files that a page gives the user. */

/* `reason` may be NULL. */
static void
report (PyxisView *self, PyxisDownload *download, const char *state, const char *reason)
{
  cJSON *object = cJSON_CreateObject ();
  PyxisEventFields fields = { .kind = "download", .t = NAN, .where = "native" };
  g_autofree char *detail = NULL;

  cJSON_AddStringToObject (object, "name", pyxis_download_get_name (download));
  cJSON_AddStringToObject (object, "state", state);
  if (reason)
    cJSON_AddStringToObject (object, "reason", reason);
  detail = cJSON_PrintUnformatted (object);
  cJSON_Delete (object);
  fields.text = pyxis_download_get_name (download);
  fields.detail = detail;
  pyxis_event_log_append (pyxis_engine_get_log (self->engine), &fields);
}

static void
finished_cb (PyxisDownload *download, GError *error, gpointer user_data)
{
  if (!error)
    report (user_data, download, "saved", NULL);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    report (user_data, download, "cancelled", NULL);
  else
    report (user_data, download, "failed", error->message);
}

static gboolean
decide_destination_cb (WebKitDownload *download, const char *suggested, gpointer user_data)
{
  PyxisView *self = user_data;
  g_autoptr (PyxisDownload) offered = pyxis_download_new (download, suggested);

  g_signal_connect_object (offered, "finished", G_CALLBACK (finished_cb), self, 0);
  report (self, offered, "offered", NULL);
  g_signal_emit_by_name (self, "download", offered);
  return TRUE;
}

static void
started_cb (WebKitNetworkSession *session, WebKitDownload *download, gpointer user_data)
{
  PyxisView *self = user_data;

  if (webkit_download_get_web_view (download) == self->web_view)
    g_signal_connect_object (download, "decide-destination", G_CALLBACK (decide_destination_cb),
                             self, 0);
}

void
pyxis_view_download_attach (PyxisView *self)
{
  g_signal_connect_object (webkit_web_view_get_network_session (self->web_view), "download-started",
                           G_CALLBACK (started_cb), self, 0);
}
