/* SPDX-License-Identifier: Apache-2.0 */
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "../util/pack-sample.h"
#include "pack-format.h"

/* Enough that it is not written before anybody hears of it; and more than is kept in memory. */
#define LARGE (48 * 1024 * 1024)

/* On a busy machine it may be, for once. */
#define TRIES 50

/* An app that a thread packs. */
typedef struct {
  const PyxisPackFormat *format;
  const PyxisContents *contents;
  PyxisPackOptions options;
  int end; /* an eventfd */
  gboolean is_packed;
  GError *error;
} Packing;

static gpointer
pack_cb (gpointer data)
{
  Packing *self = data;

  self->is_packed = self->format->pack (self->contents, &self->options, &self->error);
  g_assert_cmpint (eventfd_write (self->end, 1), ==, 0);
  return NULL;
}

/* Whether there is something in the first file of the folder, whose name becomes `first`. */
static gboolean
read_events (int watch, char **first)
{
  char buffer[4096] __attribute__ ((aligned (__alignof__(struct inotify_event))));
  gssize length = read (watch, buffer, sizeof buffer);

  for (gssize i = 0; i < length;) {
    const struct inotify_event *event = (const void *) (buffer + i);

    if (!*first && event->mask & IN_CREATE)
      *first = g_strdup (event->name);
    if (event->mask & IN_MODIFY && g_strcmp0 (event->name, *first) == 0)
      return TRUE;
    i += (gssize) (sizeof *event + event->len);
  }
  return FALSE;
}

/* Cancels when the app's own file is written to, of a folder also its first: all else is done before. */
static void
wait_and_cancel (Packing *packing, int watch)
{
  g_autofree char *first = NULL;
  struct pollfd fds[] = { { .fd = watch, .events = POLLIN },
                          { .fd = packing->end, .events = POLLIN } };

  while (poll (fds, G_N_ELEMENTS (fds), -1) > 0 && fds[1].revents == 0) {
    if (read_events (watch, &first)) {
      g_cancellable_cancel (packing->options.cancellable);
      return;
    }
  }
}

/* Whether it was cancelled, and not done before. */
static gboolean
try_format (const PyxisPackFormat *format, const PyxisContents *contents)
{
  g_autoptr (TemporaryFolder) place = temporary_folder_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *output = g_build_filename (place, "app", NULL);
  Packing packing = {
    .format = format,
    .contents = contents,
    .options = { .output = output, .cancellable = cancellable },
    .end = eventfd (0, EFD_CLOEXEC),
  };
  int watch = inotify_init1 (IN_CLOEXEC);
  GThread *thread;

  g_assert_cmpint (inotify_add_watch (watch, place, IN_CREATE | IN_MODIFY), >=, 0);
  thread = g_thread_new ("pack", pack_cb, &packing);
  wait_and_cancel (&packing, watch);
  g_thread_join (thread);
  close (watch);
  close (packing.end);

  g_assert_cmpuint (temporary_folder_count (place), ==, packing.is_packed ? 1 : 0);
  if (packing.is_packed)
    return FALSE;
  g_assert_error (packing.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_error_free (packing.error);
  return TRUE;
}

/* In the middle of what is written: it ends there, and nothing is left. */
static void
test_middle (gconstpointer format)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *large = temporary_folder_write (folder, "clock/large.mp4", "x", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisContents) contents = NULL;
  gboolean is_cancelled = FALSE;

  g_assert_cmpint (truncate (large, LARGE), ==, 0);
  contents = pyxis_contents_new (project, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < TRIES && !is_cancelled; i++)
    is_cancelled = try_format (format, contents);
  g_assert_true (is_cancelled);
}

int
main (int argc, char **argv)
{
  const PyxisPackFormat *format;

  g_test_init (&argc, &argv, NULL);
  g_setenv ("SOURCE_DATE_EPOCH", "1790000000", TRUE);
  for (guint i = 0; (format = pyxis_pack_format_get (i)); i++) {
    g_autofree char *path = g_strconcat ("/pack-cancel/", format->name, NULL);

    g_test_add_data_func (path, format, test_middle);
  }
  return g_test_run ();
}
