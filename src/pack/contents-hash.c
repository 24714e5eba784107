/* SPDX-License-Identifier: Apache-2.0 */
#include "contents-hash.h"

#include "hash.h"
#include "manifest.h"
#include "ordered-work.h"

/* What is kept need not be read and hashed again when it is packed: of each file, and of all. */
#define FILE_MAX (16 * 1024 * 1024)
#define KEPT_MAX (32 * 1024 * 1024)
#define OPEN_MAX 64

/* A file that is read by another thread. */
typedef struct {
  PyxisContentsItem *item;
  PyxisContent *content;
  gboolean is_kept;
  GCancellable *cancellable;
  goffset size;
  char *hash; /* NULL: `error` says why */
  GError *error;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  pyxis_content_free (self->content);
  g_clear_error (&self->error);
  g_free (self->hash);
  g_free (self);
}

static void
read_and_keep (Reading *self)
{
  gsize size = (gsize) self->content->size;
  guint8 *data = g_malloc (size + 1); /* an empty one is read too */
  gsize length = 0;

  if (!g_input_stream_read_all (self->content->stream, data, size, &length, self->cancellable,
                                &self->error)) {
    g_free (data);
    return;
  }
  self->size = (goffset) length;
  self->hash = pyxis_hash_bytes (data, length);
  self->item->bytes = g_bytes_new_take (data, length);
}

static void
read_file (gpointer data)
{
  Reading *self = data;

  if (self->is_kept)
    read_and_keep (self);
  else
    self->hash = pyxis_hash_stream (self->content->stream, PYXIS_INVENTORY_MAX_SIZE, -1,
                                    &self->size, self->cancellable, &self->error);
}

static gboolean
take_next (PyxisContents *self, PyxisOrderedWork *work, GError **error)
{
  Reading *reading = pyxis_ordered_work_pull (work);
  gboolean is_read = reading->hash != NULL;

  if (is_read) {
    g_ptr_array_add (self->files,
                     pyxis_manifest_file_new (reading->item->path, reading->size, reading->hash));
    self->size += reading->size;
  } else {
    g_propagate_error (error, g_steal_pointer (&reading->error));
  }
  reading_free (reading);
  return is_read;
}

/* `kept`: how much is so far. */
static gboolean
push (PyxisOrderedWork *work,
      PyxisContentsItem *item,
      goffset *kept,
      GCancellable *cancellable,
      GError **error)
{
  PyxisContent *content = pyxis_source_open (item->source, item->inner, error);
  Reading *reading;

  if (!content)
    return FALSE;
  reading = g_new0 (Reading, 1);
  reading->item = item;
  reading->content = content;
  reading->cancellable = cancellable;
  reading->is_kept =
    content->size >= 0 && content->size <= FILE_MAX && *kept + content->size <= KEPT_MAX;
  *kept += reading->is_kept ? content->size : 0;
  pyxis_ordered_work_push (work, reading, 1);
  return TRUE;
}

gboolean
pyxis_contents_hash (PyxisContents *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (PyxisOrderedWork) work =
    pyxis_ordered_work_new (g_get_num_processors (), OPEN_MAX, read_file, reading_free);
  goffset kept = 0;

  for (guint i = 0; i < self->items->len; i++) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        (pyxis_ordered_work_is_full (work) && !take_next (self, work, error)) ||
        !push (work, self->items->pdata[i], &kept, cancellable, error))
      return FALSE;
  }
  while (!pyxis_ordered_work_is_empty (work)) {
    if (!take_next (self, work, error))
      return FALSE;
  }
  return TRUE;
}
