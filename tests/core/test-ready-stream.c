/* SPDX-License-Identifier: Apache-2.0 */
#include "ready-stream.h"

#include <fcntl.h>

#include "file-stream.h"
#include "part-stream.h"

/* A stream that tells in which thread it was read. */
#define TELLING_TYPE_STREAM (telling_stream_get_type ())
G_DECLARE_FINAL_TYPE (TellingStream, telling_stream, TELLING, STREAM, PyxisReadyStream)

struct _TellingStream {
  PyxisReadyStream parent_instance;
  GThread *thread;
};

G_DEFINE_FINAL_TYPE (TellingStream, telling_stream, PYXIS_TYPE_READY_STREAM)

static gssize
telling_stream_read (
  GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  TELLING_STREAM (stream)->thread = g_thread_self ();
  *(char *) buffer = 'x';
  return 1;
}

static void
telling_stream_class_init (TellingStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = telling_stream_read;
}

static void
telling_stream_init (TellingStream *self)
{
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_cmpint (g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL), ==, 1);
  g_main_loop_quit (user_data);
}

static gboolean
is_read_in_place (TellingStream *telling, GInputStream *asked)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  char byte;

  telling->thread = NULL;
  g_input_stream_read_async (asked, &byte, 1, G_PRIORITY_DEFAULT, NULL, read_cb, loop);
  g_main_loop_run (loop);
  g_assert_nonnull (telling->thread);

  return telling->thread == g_thread_self ();
}

/* The main loop reads what never waits by itself, and leaves the rest to a thread; a part of a stream
 * is no faster than the whole. */
static void
test_place (void)
{
  for (gboolean is_ready = FALSE; is_ready <= TRUE; is_ready++) {
    g_autoptr (TellingStream) telling = g_object_new (TELLING_TYPE_STREAM, NULL);
    g_autoptr (GInputStream) part = NULL;

    g_assert_true (g_pollable_input_stream_can_poll (G_POLLABLE_INPUT_STREAM (telling)));
    pyxis_ready_stream_set_ready (PYXIS_READY_STREAM (telling), is_ready);
    part = pyxis_part_stream_new (G_INPUT_STREAM (telling), 1);

    g_assert_cmpint (is_read_in_place (telling, G_INPUT_STREAM (telling)), ==, is_ready);
    g_assert_cmpint (is_read_in_place (telling, part), ==, is_ready);
  }
}

/* A file that a program makes while it is read, as FUSE does. */
static void
test_not_local (void)
{
  int fd = open ("/proc/self/status", O_RDONLY | O_CLOEXEC);
  g_autoptr (GInputStream) stream = pyxis_file_stream_new (fd, 1);

  g_assert_false (g_pollable_input_stream_can_poll (G_POLLABLE_INPUT_STREAM (stream)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ready-stream/place", test_place);
  g_test_add_func ("/ready-stream/not-local", test_not_local);
  return g_test_run ();
}
