/* SPDX-License-Identifier: Apache-2.0 */
#include "file-stream.h"

#include <string.h>

#include "../util/temporary-folder.h"
#include "part-stream.h"

#define SIZE (1000 * 1000 + 7)

static guint8
byte_at (goffset position)
{
  return (guint8) (position * 31 + position / 256 * 7);
}

/* A file of SIZE bytes in which every place is told from its neighbours, opened. */
static GInputStream *
open_sample (const TemporaryFolder *folder, char **path)
{
  g_autofree guint8 *data = g_malloc (SIZE);

  for (goffset i = 0; i < SIZE; i++)
    data[i] = byte_at (i);
  *path = temporary_folder_write (folder, "sample", data, SIZE);

  return pyxis_file_stream_new (open (*path, O_RDONLY | O_CLOEXEC), SIZE);
}

static void
assert_bytes (GInputStream *stream, goffset from, gsize expected)
{
  g_autofree guint8 *data = g_malloc (expected + 1);
  g_autoptr (GError) error = NULL;
  gsize n;

  g_input_stream_read_all (stream, data, expected + 1, &n, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, expected);
  for (gsize i = 0; i < n; i++)
    if (data[i] != byte_at (from + i))
      g_error ("wrong byte at %" G_GSIZE_FORMAT, i);
}

static void
test_byte_for_byte (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = NULL;
  g_autoptr (GInputStream) stream = open_sample (folder, &path);

  assert_bytes (stream, 0, SIZE);
}

typedef struct {
  GMainLoop *loop;
  GThread *thread;
  goffset total;
  guint8 buffer[8192];
} AsyncRead;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AsyncRead *read = user_data;
  g_autoptr (GError) error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  g_assert_no_error (error);
  g_assert_true (g_thread_self () == read->thread);
  for (gssize i = 0; i < n; i++)
    if (read->buffer[i] != byte_at (read->total + i))
      g_error ("wrong byte");
  read->total += n;

  if (n == 0)
    g_main_loop_quit (read->loop);
  else
    g_input_stream_read_async (G_INPUT_STREAM (source), read->buffer, sizeof read->buffer,
                               G_PRIORITY_DEFAULT, NULL, read_cb, read);
}

/* As WebKit reads. That no thread is needed is what pollable means to GInputStream. */
static void
test_async (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = NULL;
  g_autoptr (GInputStream) stream = open_sample (folder, &path);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  AsyncRead read = { .loop = loop, .thread = g_thread_self () };

  pyxis_ready_stream_set_ready (PYXIS_READY_STREAM (stream), TRUE); /* wherever /tmp is */
  g_assert_true (g_pollable_input_stream_can_poll (G_POLLABLE_INPUT_STREAM (stream)));
  g_assert_true (g_pollable_input_stream_is_readable (G_POLLABLE_INPUT_STREAM (stream)));
  g_input_stream_read_async (stream, read.buffer, sizeof read.buffer, G_PRIORITY_DEFAULT, NULL,
                             read_cb, &read);
  g_main_loop_run (loop);
  g_assert_cmpint (read.total, ==, SIZE);
}

static gboolean
ready_cb (GObject *stream, gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
test_source_is_ready (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = NULL;
  g_autoptr (GInputStream) stream = open_sample (folder, &path);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GSource) source = NULL;

  pyxis_ready_stream_set_ready (PYXIS_READY_STREAM (stream), TRUE);
  source = g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (stream), NULL);
  g_source_set_callback (source, (GSourceFunc) (void *) ready_cb, loop, NULL);
  g_source_attach (source, NULL);
  g_main_loop_run (loop);
}

static void
test_seek (void)
{
  static const struct {
    goffset offset;
    GSeekType type;
    goffset position; /* -1: refused, and nothing moves */
  } rows[] = {
    { 5, G_SEEK_SET, 5 },           { 3, G_SEEK_CUR, 8 },           { -8, G_SEEK_CUR, 0 },
    { -1, G_SEEK_CUR, -1 },         { -1, G_SEEK_SET, -1 },         { 0, G_SEEK_END, SIZE },
    { 1, G_SEEK_CUR, -1 },          { 1, G_SEEK_END, -1 },          { -10, G_SEEK_END, SIZE - 10 },
    { G_MAXINT64, G_SEEK_CUR, -1 }, { G_MAXINT64, G_SEEK_END, -1 }, { G_MININT64, G_SEEK_END, -1 },
    { G_MAXINT64, G_SEEK_SET, -1 },
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = NULL;
  g_autoptr (GInputStream) stream = open_sample (folder, &path);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    goffset before = g_seekable_tell (G_SEEKABLE (stream));

    g_seekable_seek (G_SEEKABLE (stream), rows[i].offset, rows[i].type, NULL, &error);
    if (rows[i].position < 0)
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    else
      g_assert_no_error (error);
    g_assert_cmpint (g_seekable_tell (G_SEEKABLE (stream)), ==,
                     rows[i].position < 0 ? before : rows[i].position);
  }

  assert_bytes (stream, SIZE - 10, 10);
}

static void
test_skip (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = NULL;
  g_autoptr (GInputStream) stream = open_sample (folder, &path);

  g_assert_cmpint (g_input_stream_skip (stream, SIZE - 3, NULL, NULL), ==, SIZE - 3);
  assert_bytes (stream, SIZE - 3, 3);
  g_assert_cmpint (g_input_stream_skip (stream, 10, NULL, NULL), ==, 0);
}

static void
test_never_writes (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = NULL;
  g_autoptr (GInputStream) stream = open_sample (folder, &path);
  g_autoptr (GError) error = NULL;

  g_assert_false (g_seekable_can_truncate (G_SEEKABLE (stream)));
  g_assert_false (g_seekable_truncate (G_SEEKABLE (stream), 0, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static void
test_shrinks (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = NULL;
  g_autoptr (GInputStream) stream = open_sample (folder, &path);
  g_autofree char *data = g_malloc (SIZE);
  g_autoptr (GError) error = NULL;
  gsize n;

  g_assert_cmpint (truncate (path, 1000), ==, 0);
  g_assert_false (g_input_stream_read_all (stream, data, SIZE, &n, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_cmpuint (n, ==, 1000);
}

static void
test_grows (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = NULL;
  g_autoptr (GInputStream) stream = open_sample (folder, &path);

  g_assert_cmpint (truncate (path, 2 * SIZE), ==, 0);
  assert_bytes (stream, 0, SIZE);
}

static void
test_deleted (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = NULL;
  g_autoptr (GInputStream) stream = open_sample (folder, &path);

  g_assert_cmpint (unlink (path), ==, 0);
  assert_bytes (stream, 0, SIZE);
}

static void
test_closes (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = temporary_folder_write (folder, "x", "abc", 3);
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  GInputStream *stream = pyxis_file_stream_new (fd, 3);

  g_assert_cmpint (fcntl (fd, F_GETFD), !=, -1);
  g_assert_finalize_object (stream);
  g_assert_cmpint (fcntl (fd, F_GETFD), ==, -1);
}

static void
test_cancelled (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = NULL;
  g_autoptr (GInputStream) stream = open_sample (folder, &path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  char byte;

  g_cancellable_cancel (cancellable);
  g_assert_cmpint (g_input_stream_read (stream, &byte, 1, cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_part (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = NULL;
  g_autoptr (GInputStream) stream = open_sample (folder, &path);
  g_autoptr (GInputStream) part = pyxis_part_stream_new (stream, 10000);

  g_seekable_seek (G_SEEKABLE (stream), 500, G_SEEK_SET, NULL, NULL);
  assert_bytes (part, 500, 10000);
}

static void
test_part_ends_early (void)
{
  g_autoptr (GInputStream) whole = g_memory_input_stream_new_from_data ("abc", 3, NULL);
  g_autoptr (GInputStream) part = pyxis_part_stream_new (whole, 4);
  g_autoptr (GError) error = NULL;
  char data[8];
  gsize n;

  g_assert_false (g_input_stream_read_all (part, data, sizeof data, &n, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_cmpuint (n, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-stream/byte-for-byte", test_byte_for_byte);
  g_test_add_func ("/file-stream/async", test_async);
  g_test_add_func ("/file-stream/source-is-ready", test_source_is_ready);
  g_test_add_func ("/file-stream/seek", test_seek);
  g_test_add_func ("/file-stream/skip", test_skip);
  g_test_add_func ("/file-stream/never-writes", test_never_writes);
  g_test_add_func ("/file-stream/shrinks", test_shrinks);
  g_test_add_func ("/file-stream/grows", test_grows);
  g_test_add_func ("/file-stream/deleted", test_deleted);
  g_test_add_func ("/file-stream/closes", test_closes);
  g_test_add_func ("/file-stream/cancelled", test_cancelled);
  g_test_add_func ("/part-stream/part", test_part);
  g_test_add_func ("/part-stream/ends-early", test_part_ends_early);
  return g_test_run ();
}
