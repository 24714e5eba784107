/* SPDX-License-Identifier: Apache-2.0 */
#include "response-private.h"

#include <string.h>

#include "part-stream.h"
#include "range.h"

/* One open file and what was asked of it. */
typedef struct {
  const PyxisRequest *request;
  const PyxisLocation *location;
  PyxisContent *content;
  gboolean is_shared;
  gboolean is_loopback;
  gboolean is_seekable;
  char *etag; /* (nullable) */
} Reply;

/* Weak, since a copy with the same time and size may differ. A file changed in this or the last
 * second gets none: it could change again without its time telling so. The scheme has no cache. */
static char *
dup_etag (const PyxisRequest *request, const PyxisContent *content)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (request->transport != PYXIS_TRANSPORT_LOOPBACK || content->size < 0 || content->mtime < 0 ||
      content->mtime > now - 2)
    return NULL;

  return g_strdup_printf ("W/\"%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x\"", content->mtime,
                          (gint64) content->size);
}

static gboolean
matches_etag (const char *if_none_match, const char *etag)
{
  g_auto (GStrv) tags = NULL;

  if (!if_none_match || !etag)
    return FALSE;

  tags = g_strsplit (if_none_match, ",", 0);
  for (char **tag = tags; *tag; tag++) {
    const char *given = g_strstrip (*tag);

    /* Compared weakly: with or without the mark. */
    if (strcmp (given, "*") == 0 || strcmp (given, etag) == 0 ||
        strcmp (given, etag + strlen ("W/")) == 0)
      return TRUE;
  }

  return FALSE;
}

/* Takes `body`. */
static PyxisResponse *
new_with_headers (const Reply *self, guint status, GInputStream *body, goffset length)
{
  PyxisResponse *response = pyxis_response_alloc (self->is_shared, status, body, length);
  gboolean is_runtime = self->location->place == PYXIS_PLACE_RUNTIME;

  response->place = self->location->place;
  pyxis_response_add_header (response, "Content-Type", "%s", self->location->media_type);
  if (self->etag)
    pyxis_response_add_header (response, "ETag", "%s", self->etag);
  if (self->is_loopback)
    pyxis_response_add_header (response, "Cache-Control", "%s",
                               is_runtime ? "public, max-age=31536000, immutable" : "no-cache");

  /* A 304 has no body, and its headers speak of none. */
  if (status == 304)
    return response;
  if (length >= 0)
    pyxis_response_add_header (response, "Content-Length", "%" G_GOFFSET_FORMAT, length);
  if (length >= 0 && self->is_seekable)
    pyxis_response_add_header (response, "Accept-Ranges", "bytes");

  return response;
}

static gboolean
go_to (const Reply *self, goffset position, GCancellable *cancellable, GError **error)
{
  GInputStream *stream = self->content->stream;

  if (self->is_seekable)
    return g_seekable_seek (G_SEEKABLE (stream), position, G_SEEK_SET, cancellable, error);

  while (position > 0) {
    gsize step = MIN (position, 1024 * 1024);
    gssize skipped = g_input_stream_skip (stream, step, cancellable, error);

    if (skipped == 0)
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "The file ended before the part that was asked for.");
    if (skipped <= 0)
      return FALSE;
    position -= skipped;
  }

  return TRUE;
}

static PyxisResponse *
new_part (const Reply *self, goffset first, goffset last, GCancellable *cancellable)
{
  goffset length = last - first + 1;
  g_autoptr (GError) error = NULL;
  PyxisResponse *response;

  if (!go_to (self, first, cancellable, &error))
    return pyxis_response_new_for_error (self->request, self->is_shared, error);

  response =
    new_with_headers (self, 206, pyxis_part_stream_new (self->content->stream, length), length);
  pyxis_response_add_header (response, "Content-Range",
                             "bytes %" G_GOFFSET_FORMAT "-%" G_GOFFSET_FORMAT "/%" G_GOFFSET_FORMAT,
                             first, last, self->content->size);

  return response;
}

static PyxisResponse *
new_unsatisfiable (const Reply *self)
{
  g_autofree char *reason =
    g_strdup_printf ("The file has %" G_GOFFSET_FORMAT " bytes.", self->content->size);
  PyxisResponse *response =
    pyxis_response_new_for_status (self->request, self->is_shared, 416, reason);

  pyxis_response_add_header (response, "Content-Range", "bytes */%" G_GOFFSET_FORMAT,
                             self->content->size);
  return response;
}

static PyxisResponse *
new_for_reply (const Reply *self, GCancellable *cancellable)
{
  /* Ranges are defined for GET alone (RFC 9110, 14.2). */
  const char *range = strcmp (self->request->method, "GET") == 0 ? self->request->range : NULL;
  goffset first, last;

  if (matches_etag (self->request->if_none_match, self->etag))
    return new_with_headers (self, 304, g_memory_input_stream_new (), 0);

  switch (pyxis_range_parse (range, self->content->size, &first, &last)) {
  case PYXIS_RANGE_PART:
    return new_part (self, first, last, cancellable);
  case PYXIS_RANGE_UNSATISFIABLE:
    return new_unsatisfiable (self);
  case PYXIS_RANGE_WHOLE:
  default:
    return new_with_headers (self, 200, g_object_ref (self->content->stream), self->content->size);
  }
}

PyxisResponse *
pyxis_response_new_for_content (const PyxisRequest *request,
                                const PyxisLocation *location,
                                PyxisContent *content,
                                GCancellable *cancellable)
{
  g_autofree char *etag = dup_etag (request, content);
  const Reply reply = {
    .request = request,
    .location = location,
    .content = content,
    .is_shared = location->place != PYXIS_PLACE_PROJECT,
    .is_loopback = request->transport == PYXIS_TRANSPORT_LOOPBACK,
    .is_seekable =
      G_IS_SEEKABLE (content->stream) && g_seekable_can_seek (G_SEEKABLE (content->stream)),
    .etag = etag,
  };

  return new_for_reply (&reply, cancellable);
}
