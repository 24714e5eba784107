/* SPDX-License-Identifier: Apache-2.0 */
#include <poll.h>
#include <signal.h>
#include <sys/inotify.h>
#include <sys/wait.h>

#include "../util/temporary-folder.h"

/* `pyxis pack` that a signal ends while it writes, from outside. */

/* Enough that it is not written before anybody hears of it. */
#define LARGE (48 * 1024 * 1024)

/* On a busy machine it may be, for once. */
#define TRIES 50

typedef struct {
  const char *name;
  const char *format;
  const char *runtime;
  int signal;
  gboolean is_ignored; /* by whoever started it */
} Case;

static const Case cases[] = {
  { "bundle", "bundle", "shared", SIGINT },
  { "run", "run", "shared", SIGINT },
  { "deb", "deb", "shared", SIGINT },
  { "dir", "dir", "shared", SIGINT },
  { "flatpak", "flatpak", "embed", SIGINT },
  { "terminated", "bundle", "shared", SIGTERM },
  { "nohup", "bundle", "shared", SIGHUP, TRUE },
};

/* Between fork and exec: whoever runs the test may ignore it. */
static void
set_signal (gpointer user_data)
{
  const Case *self = user_data;

  signal (self->signal, self->is_ignored ? SIG_IGN : SIG_DFL);
}

static char *
make_project (const TemporaryFolder *folder)
{
  g_autofree char *large = temporary_folder_write (folder, "clock/large.mp4", "x", -1);

  g_assert_cmpint (truncate (large, LARGE), ==, 0);
  g_free (temporary_folder_write (folder, "clock/index.html", "<!doctype html>", -1));
  return g_build_filename (folder, "clock", NULL);
}

static GPid
start (const Case *self, const char *project, const char *output, int *err)
{
  const char *argv[] = { g_getenv ("PYXIS_PROGRAM"),
                         "pack",
                         project,
                         "--output",
                         output,
                         "--format",
                         self->format,
                         "--runtime",
                         self->runtime,
                         NULL };
  g_autoptr (GError) error = NULL;
  GPid pid = 0;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL,
                            G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, set_signal,
                            (gpointer) self, &pid, NULL, NULL, err, &error);
  g_assert_no_error (error);
  return pid;
}

/* (transfer full): what it says, to its end; it gets the signal when the app's file is written to. */
static char *
signal_and_listen (const Case *self, GPid pid, int watch, int err)
{
  GString *said = g_string_new (NULL);
  struct pollfd fds[] = { { .fd = err, .events = POLLIN }, { .fd = watch, .events = POLLIN } };
  char block[4096];
  gssize n = 1;

  while (n > 0) {
    g_assert_cmpint (poll (fds, G_N_ELEMENTS (fds), -1), >, 0);
    if (fds[1].revents) {
      kill (pid, self->signal);
      fds[1].fd = -1;
    }
    if (fds[0].revents) {
      n = read (err, block, sizeof block);
      g_string_append_len (said, block, MAX (n, 0));
    }
  }
  close (err);
  return g_string_free (said, FALSE);
}

/* Whether it was ended, and not done before. */
static gboolean
try_once (const Case *self, const char *project)
{
  g_autoptr (TemporaryFolder) place = temporary_folder_new ();
  g_autofree char *output = g_build_filename (place, "app", NULL);
  g_autofree char *said = NULL;
  int watch = inotify_init1 (IN_CLOEXEC);
  int err = -1, status = 0;
  GPid pid;

  g_assert_cmpint (inotify_add_watch (watch, place, IN_MODIFY | IN_CREATE), >=, 0);
  pid = start (self, project, output, &err);
  said = signal_and_listen (self, pid, watch, err);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  close (watch);

  if (WIFEXITED (status)) {
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
    g_assert_cmpuint (temporary_folder_count (place), ==, 1);
    return FALSE;
  }
  g_assert_cmpint (WTERMSIG (status), ==, self->signal);
  g_assert_cmpstr (said, ==, "pyxis: Packing was cancelled; nothing was written.\n");
  g_assert_cmpuint (temporary_folder_count (place), ==, 0);
  return TRUE;
}

static void
test_interrupted (gconstpointer data)
{
  const Case *self = data;
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = make_project (folder);
  gboolean is_ended = FALSE;

  if (self->is_ignored) {
    g_assert_false (try_once (self, project));
    return;
  }
  for (guint i = 0; i < TRIES && !is_ended; i++)
    is_ended = try_once (self, project);
  g_assert_true (is_ended);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/pack-interrupted/", cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test_interrupted);
  }
  return g_test_run ();
}
