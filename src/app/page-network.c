/* SPDX-License-Identifier: Apache-2.0 */
#include "page-network.h"

#include <glib/gi18n.h>

#include "body-pane.h"
#include "image-load.h"
#include "request-record.h"
#include "response.h"

/* An answer that is asked for again. */
typedef struct {
  PyxisPanel *panel;
  PyxisEvent *event;
  PyxisResponse *response; /* NULL until it is there */
  char *data;              /* what of its body is read */
} Again;

static void
again_free (Again *self)
{
  g_object_unref (self->panel);
  g_object_unref (self->event);
  g_clear_pointer (&self->response, pyxis_response_free);
  g_free (self->data);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Again, again_free)

/* (transfer full): how it is related to what the page got. */
static char *
dup_remark (const Again *self, gsize length)
{
  g_auto (PyxisRequestRecord) record = { 0 };
  goffset size = self->response->length;
  g_autofree char *shown = NULL;
  g_autofree char *whole = NULL;

  pyxis_request_record_read (&record, self->event);
  if (record.status != self->response->status)
    return g_strdup_printf (
      _ ("It has changed since: the answer was %u then and is %u now, with what is below."),
      record.status, self->response->status);
  if (record.size >= 0 && size >= 0 && record.size != (double) size) {
    shown = g_format_size_full ((guint64) record.size, G_FORMAT_SIZE_LONG_FORMAT);
    whole = g_format_size_full ((guint64) size, G_FORMAT_SIZE_LONG_FORMAT);
    return g_strdup_printf (_ ("It has changed since: it held %s then and holds %s now."), shown,
                            whole);
  }
  if (size < 0 || length == (gsize) size)
    return g_strdup (_ ("Read again now, with the size that the page got."));
  shown = g_format_size (length);
  whole = g_format_size ((guint64) size);
  return g_strdup_printf (_ ("The first %s of %s, read again now."), shown, whole);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Again) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *remark = NULL;
  gsize length = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, &error)) {
    pyxis_panel_show_body (self->panel, self->event, NULL, error->message);
    return;
  }
  bytes = g_bytes_new_take (g_steal_pointer (&self->data), length);
  remark = dup_remark (self, length);
  pyxis_panel_show_body (self->panel, self->event, bytes, remark);
}

static gsize
get_limit (const PyxisResponse *response)
{
  const char *type = pyxis_response_get_header (response, "Content-Type");

  return type && g_str_has_prefix (type, "image/") ? PYXIS_IMAGE_BYTES_MAX : PYXIS_BODY_MAX;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Again) self = user_data;
  GInputStream *body = NULL;
  gsize size;

  self->response = pyxis_response_new_finish (result, NULL);
  if (!self->response)
    return;
  body = self->response->body;
  size = get_limit (self->response);
  if (self->response->length >= 0)
    size = MIN (size, (gsize) self->response->length);
  self->data = g_malloc (MAX (size, 1));
  g_input_stream_read_all_async (body, self->data, size, G_PRIORITY_DEFAULT, NULL, read_cb, self);
  g_steal_pointer (&self);
}

static const char *
get_header (const PyxisRequestRecord *record, const char *name)
{
  return cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (record->sent, name));
}

/* (nullable): why there is nothing that could be asked for again. */
static const char *
find_absence (const PyxisRequestRecord *record)
{
  if (g_strcmp0 (record->from, "blocked") == 0)
    return _ (
      "It was blocked, and so there was no answer. Allow the network for this project, or put "
      "the file into it.");
  if (g_strcmp0 (record->from, "network") == 0)
    return _ ("The answer came from the network, which goes past Pyxis: it is in Web Inspector.");
  if (!g_str_equal (record->method, "GET"))
    return _ ("Only what was asked for by GET can be read again.");
  return NULL;
}

static void
body_wanted_cb (PyxisPanel *panel, PyxisEvent *event, gpointer user_data)
{
  PyxisView *view = pyxis_project_page_get_view (user_data);
  g_auto (PyxisRequestRecord) record = { 0 };
  PyxisRequest asked = { .method = "GET" };
  const char *absence = NULL;
  Again *self = NULL;

  if (!view || !pyxis_request_record_read (&record, event))
    return;
  absence = find_absence (&record);
  if (absence) {
    pyxis_panel_show_body (panel, event, NULL, absence);
    return;
  }
  /* On loopback the log has what the server was asked for: the address without its origin. */
  asked.transport = *record.url == '/' ? PYXIS_TRANSPORT_LOOPBACK : PYXIS_TRANSPORT_SCHEME;
  asked.uri = record.url;
  asked.range = get_header (&record, "range");
  asked.is_navigation = get_header (&record, "upgrade-insecure-requests") != NULL;
  self = g_new0 (Again, 1);
  self->panel = g_object_ref (panel);
  self->event = g_object_ref (event);
  pyxis_response_new_async (pyxis_engine_get_resolver (pyxis_view_get_engine (view)), &asked, NULL,
                            answered_cb, self);
}

void
pyxis_page_network_attach (PyxisProjectPage *page)
{
  g_signal_connect_object (pyxis_project_page_get_panel (page), "body-wanted",
                           G_CALLBACK (body_wanted_cb), page, 0);
}
