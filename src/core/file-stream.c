/* SPDX-License-Identifier: Apache-2.0 */
#include "file-stream.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "file-system.h"

struct _PyxisFileStream {
  PyxisReadyStream parent_instance;
  int fd;
  goffset size;
  goffset position;
};

static void pyxis_file_stream_seekable_init (GSeekableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PyxisFileStream,
                               pyxis_file_stream,
                               PYXIS_TYPE_READY_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_SEEKABLE,
                                                      pyxis_file_stream_seekable_init))

static gssize
pyxis_file_stream_read (
  GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  PyxisFileStream *self = PYXIS_FILE_STREAM (stream);
  gsize wanted = MIN (count, (guint64) (self->size - self->position));
  gssize n;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  if (wanted == 0)
    return 0;

  do
    n = pread (self->fd, buffer, wanted, self->position);
  while (n < 0 && errno == EINTR);

  if (n < 0) {
    int saved = errno;

    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "The file cannot be read: %s.",
                 g_strerror (saved));
  } else if (n == 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "The file became shorter while it was read.");
    return -1;
  } else {
    self->position += n;
  }

  return n;
}

static gssize
pyxis_file_stream_skip (GInputStream *stream,
                        gsize count,
                        GCancellable *cancellable,
                        GError **error)
{
  PyxisFileStream *self = PYXIS_FILE_STREAM (stream);
  gsize skipped = MIN (count, (guint64) (self->size - self->position));

  self->position += skipped;
  return skipped;
}

static gboolean
pyxis_file_stream_close (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  PyxisFileStream *self = PYXIS_FILE_STREAM (stream);

  close (self->fd);
  self->fd = -1;
  return TRUE;
}

static goffset
pyxis_file_stream_tell (GSeekable *seekable)
{
  return PYXIS_FILE_STREAM (seekable)->position;
}

static gboolean
pyxis_file_stream_can_seek (GSeekable *seekable)
{
  return TRUE;
}

static gboolean
pyxis_file_stream_seek (
  GSeekable *seekable, goffset offset, GSeekType type, GCancellable *cancellable, GError **error)
{
  PyxisFileStream *self = PYXIS_FILE_STREAM (seekable);
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
pyxis_file_stream_can_truncate (GSeekable *seekable)
{
  return FALSE;
}

static gboolean
pyxis_file_stream_truncate (GSeekable *seekable,
                            goffset offset,
                            GCancellable *cancellable,
                            GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "The file is only read.");
  return FALSE;
}

static void
pyxis_file_stream_seekable_init (GSeekableIface *iface)
{
  iface->tell = pyxis_file_stream_tell;
  iface->can_seek = pyxis_file_stream_can_seek;
  iface->seek = pyxis_file_stream_seek;
  iface->can_truncate = pyxis_file_stream_can_truncate;
  iface->truncate_fn = pyxis_file_stream_truncate;
}

static void
pyxis_file_stream_class_init (PyxisFileStreamClass *klass)
{
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (klass);

  stream_class->read_fn = pyxis_file_stream_read;
  stream_class->skip = pyxis_file_stream_skip;
  stream_class->close_fn = pyxis_file_stream_close;
}

static void
pyxis_file_stream_init (PyxisFileStream *self)
{
  self->fd = -1;
}

GInputStream *
pyxis_file_stream_new (int fd, goffset size)
{
  PyxisFileStream *self = g_object_new (PYXIS_TYPE_FILE_STREAM, NULL);

  self->fd = fd;
  self->size = size;
  pyxis_ready_stream_set_ready (PYXIS_READY_STREAM (self), pyxis_file_system_is_local (fd));
  /* Only advice: a file system that cannot take it serves the same bytes. */
  posix_fadvise (fd, 0, 0, POSIX_FADV_SEQUENTIAL);

  return G_INPUT_STREAM (self);
}
