/* SPDX-License-Identifier: Apache-2.0 */
#include "response-private.h"

#include <string.h>

#include "mirror.h"
#include "part-stream.h"
#include "range.h"

/* A page of more is data, and sent as it is. */
#define REWRITTEN_MAX (4 * 1024 * 1024)

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
 * second gets none: it could change again without its time telling so. On the scheme WebKit keeps nothing, and only
 * who says what it has is told what this is. */
static char *
dup_etag (const PyxisRequest *request, const PyxisContent *content)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if ((request->transport != PYXIS_TRANSPORT_LOOPBACK && !request->if_none_match) ||
      content->size < 0 || content->mtime < 0 || content->mtime > now - 2)
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

  response->place = self->location->place;
  pyxis_response_add_header (response, "Content-Type", "%s", self->location->media_type);
  if (self->etag)
    pyxis_response_add_header (response, "ETag", "%s", self->etag);
  /* Runtimes too: one that is added again has the same address and other bytes. */
  if (self->is_loopback)
    pyxis_response_add_header (response, "Cache-Control",
                               self->location->place == PYXIS_PLACE_SNAPSHOT ||
                                   self->location->place == PYXIS_PLACE_CODE
                                 ? "no-store"
                                 : "no-cache");

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

/* (nullable): Ranges are defined for GET alone (RFC 9110, 14.2). If-Range compares strongly (13.1.5),
 * which our weak tags never pass, so that whoever goes on with an older copy gets all of the new. */
static const char *
wanted_range (const PyxisRequest *request)
{
  return strcmp (request->method, "GET") == 0 && !request->if_range ? request->range : NULL;
}

static PyxisResponse *
new_for_reply (const Reply *self, GCancellable *cancellable)
{
  const char *range = wanted_range (self->request);
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

static gboolean
is_page (const PyxisLocation *location)
{
  return location->place == PYXIS_PLACE_PROJECT &&
         g_str_has_prefix (location->media_type, "text/html");
}

/* PyScript's own scripts say where its interpreters are. */
static gboolean
is_pyscript (const PyxisLocation *location)
{
  return location->place == PYXIS_PLACE_RUNTIME &&
         strcmp (location->runtime->name, "pyscript") == 0 &&
         g_str_has_suffix (location->path, ".js");
}

static gboolean
is_rewritten (const PyxisRequest *request,
              const PyxisLocation *location,
              const PyxisContent *content)
{
  return request->mirror_base && content->size >= 0 && content->size <= REWRITTEN_MAX &&
         (is_page (location) || is_pyscript (location));
}

/* Whole and without a tag, whatever was asked: the file's size and time are not those of the text. */
static PyxisResponse *
new_rewritten (const Reply *self, GCancellable *cancellable)
{
  const char *base = self->request->mirror_base;
  gsize size = self->content->size, length = 0;
  g_autofree char *data = g_malloc (size + 1);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_input_stream_read_all (self->content->stream, data, size, &length, cancellable, &error))
    return pyxis_response_new_for_error (self->request, self->is_shared, error);

  bytes = g_bytes_new_take (g_steal_pointer (&data), length);
  text = is_page (self->location) ? pyxis_mirror_rewrite_page (bytes, base)
                                  : pyxis_mirror_rewrite_script (bytes, base);

  return new_with_headers (self, 200, g_memory_input_stream_new_from_bytes (text),
                           g_bytes_get_size (text));
}

PyxisResponse *
pyxis_response_new_for_content (const PyxisRequest *request,
                                const PyxisLocation *location,
                                PyxisContent *content,
                                GCancellable *cancellable)
{
  gboolean is_other_text = is_rewritten (request, location, content);
  g_autofree char *etag = is_other_text ? NULL : dup_etag (request, content);
  const Reply reply = {
    .request = request,
    .location = location,
    .content = content,
    .is_shared = location->place == PYXIS_PLACE_RUNTIME || location->place == PYXIS_PLACE_SCRIPT ||
                 location->place == PYXIS_PLACE_SNAPSHOT,
    .is_loopback = request->transport == PYXIS_TRANSPORT_LOOPBACK,
    .is_seekable = !is_other_text && G_IS_SEEKABLE (content->stream) &&
                   g_seekable_can_seek (G_SEEKABLE (content->stream)),
    .etag = etag,
  };

  return is_other_text ? new_rewritten (&reply, cancellable) : new_for_reply (&reply, cancellable);
}
