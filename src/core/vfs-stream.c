/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-stream.h"

struct _PyxisVfsStream {
  PyxisReadyStream parent_instance;
  PyxisVfsContent *content;
  goffset size;
  goffset position;
};

static void pyxis_vfs_stream_seekable_init (GSeekableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PyxisVfsStream,
                               pyxis_vfs_stream,
                               PYXIS_TYPE_READY_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_SEEKABLE,
                                                      pyxis_vfs_stream_seekable_init))

static gssize
pyxis_vfs_stream_read (
  GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  PyxisVfsStream *self = PYXIS_VFS_STREAM (stream);
  gsize n;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;

  n = pyxis_vfs_content_read (self->content, self->position, buffer, count);
  self->position += n;
  return n;
}

static gssize
pyxis_vfs_stream_skip (GInputStream *stream, gsize count, GCancellable *cancellable, GError **error)
{
  PyxisVfsStream *self = PYXIS_VFS_STREAM (stream);
  gsize skipped = MIN (count, (guint64) (self->size - self->position));

  self->position += skipped;
  return skipped;
}

static goffset
pyxis_vfs_stream_tell (GSeekable *seekable)
{
  return PYXIS_VFS_STREAM (seekable)->position;
}

static gboolean
pyxis_vfs_stream_can_seek (GSeekable *seekable)
{
  return TRUE;
}

static gboolean
pyxis_vfs_stream_seek (
  GSeekable *seekable, goffset offset, GSeekType type, GCancellable *cancellable, GError **error)
{
  PyxisVfsStream *self = PYXIS_VFS_STREAM (seekable);
  goffset base = type == G_SEEK_CUR ? self->position : type == G_SEEK_END ? self->size : 0;

  /* Neither sum can overflow: base is never negative, and never greater than the size. */
  if (offset < -base || offset > self->size - base) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         "The position lies outside the file.");
    return FALSE;
  }

  self->position = base + offset;
  return TRUE;
}

static gboolean
pyxis_vfs_stream_can_truncate (GSeekable *seekable)
{
  return FALSE;
}

static gboolean
pyxis_vfs_stream_truncate (GSeekable *seekable,
                           goffset offset,
                           GCancellable *cancellable,
                           GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "The file is only read.");
  return FALSE;
}

static void
pyxis_vfs_stream_seekable_init (GSeekableIface *iface)
{
  iface->tell = pyxis_vfs_stream_tell;
  iface->can_seek = pyxis_vfs_stream_can_seek;
  iface->seek = pyxis_vfs_stream_seek;
  iface->can_truncate = pyxis_vfs_stream_can_truncate;
  iface->truncate_fn = pyxis_vfs_stream_truncate;
}

static void
pyxis_vfs_stream_finalize (GObject *object)
{
  pyxis_vfs_content_unref (PYXIS_VFS_STREAM (object)->content);
  G_OBJECT_CLASS (pyxis_vfs_stream_parent_class)->finalize (object);
}

static void
pyxis_vfs_stream_class_init (PyxisVfsStreamClass *klass)
{
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pyxis_vfs_stream_finalize;
  stream_class->read_fn = pyxis_vfs_stream_read;
  stream_class->skip = pyxis_vfs_stream_skip;
}

static void
pyxis_vfs_stream_init (PyxisVfsStream *self)
{
}

GInputStream *
pyxis_vfs_stream_new (PyxisVfsContent *content)
{
  PyxisVfsStream *self = g_object_new (PYXIS_TYPE_VFS_STREAM, NULL);

  self->content = pyxis_vfs_content_ref (content);
  self->size = pyxis_vfs_content_get_size (content);
  return G_INPUT_STREAM (self);
}
