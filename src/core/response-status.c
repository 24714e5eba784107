/* SPDX-License-Identifier: Apache-2.0 */
#include "response-private.h"

#include <stdarg.h>
#include <string.h>

#include "page.h"

typedef struct {
  guint status;
  const char *phrase;
  const char *title;
  const char *advice;
} Status;

static const Status statuses[] = {
  { 200, "OK", "", "" },
  { 206, "Partial Content", "", "" },
  { 301, "Moved Permanently", "Moved", "" },
  { 302, "Found", "Moved", "" },
  { 304, "Not Modified", "", "" },
  { 400, "Bad Request", "Not understood", "" },
  { 403, "Forbidden", "Not allowed", "" },
  { 404, "Not Found", "Not found",
    "Check the address. Upper and lower case count, and names that begin with a dot are hidden." },
  { 405, "Method Not Allowed", "Not possible here",
    "Files can only be read. A form may be handled by a script in the page." },
  { 409, "Conflict", "Conflict", "" },
  { 413, "Content Too Large", "Too large", "" },
  { 414, "URI Too Long", "Name too long", "" },
  { 416, "Range Not Satisfiable", "Out of range", "" },
  { 500, "Internal Server Error", "Not readable", "" },
  { 503, "Service Unavailable", "Too much at once", "Try again in a moment." },
  { 507, "Insufficient Storage", "No space left", "Remove files that are no longer needed." },
};

static const Status *
find_status (guint status)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++) {
    if (statuses[i].status == status)
      return &statuses[i];
  }

  g_return_val_if_reached (&statuses[0]);
}

const char *
pyxis_response_get_phrase (guint status)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (statuses[i].status == status)
      return statuses[i].phrase;
  return "";
}

guint
pyxis_response_status_for_error (const GError *error)
{
  if (error->domain != G_IO_ERROR)
    return 500;

  switch (error->code) {
  case G_IO_ERROR_NOT_FOUND:
  case G_IO_ERROR_INVALID_FILENAME:
  case G_IO_ERROR_IS_DIRECTORY:
  case G_IO_ERROR_NOT_DIRECTORY:
  case G_IO_ERROR_NOT_REGULAR_FILE:
    return 404;
  case G_IO_ERROR_PERMISSION_DENIED:
  case G_IO_ERROR_READ_ONLY:
    return 403;
  case G_IO_ERROR_EXISTS:
  case G_IO_ERROR_NOT_EMPTY:
    return 409;
  case G_IO_ERROR_MESSAGE_TOO_LARGE:
    return 413;
  case G_IO_ERROR_FILENAME_TOO_LONG:
    return 414;
  case G_IO_ERROR_BUSY:
  case G_IO_ERROR_TOO_MANY_OPEN_FILES:
  case G_IO_ERROR_WOULD_BLOCK:
    return 503;
  case G_IO_ERROR_NO_SPACE:
    return 507;
  default:
    return 500;
  }
}

static void
clear_header (gpointer data)
{
  g_free (((PyxisHeader *) data)->value);
}

/* Takes `value`. */
static void
append_header (GArray *headers, const char *name, char *value)
{
  PyxisHeader header = { .name = name, .value = value };

  g_array_append_val (headers, header);
}

GArray *
pyxis_response_new_headers (gboolean is_shared)
{
  GArray *headers = g_array_new (FALSE, FALSE, sizeof (PyxisHeader));

  g_array_set_clear_func (headers, clear_header);
  append_header (headers, "Cross-Origin-Opener-Policy", g_strdup ("same-origin"));
  append_header (headers, "Cross-Origin-Embedder-Policy", g_strdup ("require-corp"));
  append_header (headers, "Cross-Origin-Resource-Policy",
                 g_strdup (is_shared ? "cross-origin" : "same-origin"));
  if (is_shared)
    append_header (headers, "Access-Control-Allow-Origin", g_strdup ("*"));
  append_header (headers, "X-Content-Type-Options", g_strdup ("nosniff"));

  return headers;
}

void
pyxis_response_add_header (PyxisResponse *self, const char *name, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  append_header (self->headers, name, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

PyxisResponse *
pyxis_response_alloc (gboolean is_shared, guint status, GInputStream *body, goffset length)
{
  PyxisResponse *self = g_new0 (PyxisResponse, 1);

  self->status = status;
  self->reason = find_status (status)->phrase;
  self->body = body;
  self->length = length;
  self->place = PYXIS_PLACE_PROJECT;
  self->headers = pyxis_response_new_headers (is_shared);

  return self;
}

PyxisResponse *
pyxis_response_new_for_bytes (guint status, const char *media_type, GBytes *bytes)
{
  PyxisResponse *self = pyxis_response_alloc (
    FALSE, status, g_memory_input_stream_new_from_bytes (bytes), g_bytes_get_size (bytes));

  pyxis_response_add_header (self, "Content-Type", "%s", media_type);
  pyxis_response_add_header (self, "Content-Length", "%" G_GSIZE_FORMAT, g_bytes_get_size (bytes));
  return self;
}

PyxisResponse *
pyxis_response_new_for_status (const PyxisRequest *request,
                               gboolean is_shared,
                               guint status,
                               const char *reason)
{
  const Status *row = find_status (status);
  g_autoptr (GBytes) text = NULL;
  PyxisResponse *self;

  if (request->is_navigation) {
    text = pyxis_page_new ("error", "title", row->title, "reason", reason, "advice", row->advice,
                           "address", "", NULL);
  } else {
    char *line = g_strdup_printf ("%u %s: %s\n", status, row->phrase, reason);

    text = g_bytes_new_take (line, strlen (line));
  }

  self = pyxis_response_alloc (is_shared, status, g_memory_input_stream_new_from_bytes (text),
                               g_bytes_get_size (text));
  pyxis_response_add_header (self, "Content-Type", "text/%s; charset=utf-8",
                             request->is_navigation ? "html" : "plain");
  pyxis_response_add_header (self, "Content-Length", "%" G_GSIZE_FORMAT, g_bytes_get_size (text));
  if (request->is_navigation)
    pyxis_response_add_header (self, "Content-Security-Policy",
                               "default-src 'none'; style-src 'unsafe-inline'");
  if (request->transport == PYXIS_TRANSPORT_LOOPBACK)
    pyxis_response_add_header (self, "Cache-Control", "no-cache");

  return self;
}

PyxisResponse *
pyxis_response_new_for_error (const PyxisRequest *request, gboolean is_shared, const GError *error)
{
  return pyxis_response_new_for_status (request, is_shared, pyxis_response_status_for_error (error),
                                        error->message);
}
