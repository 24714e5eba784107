/* SPDX-License-Identifier: Apache-2.0 */
#include "command-work.h"
#include "end-signals.h"

#include <signal.h>
#include <unistd.h>

/* How a signal ends the work of a command, in a process of its own. */

static const PyxisCommandWork work = { .title = "Working", .cancelled = "Working was cancelled." };
static const PyxisCommandWork harmless = {
  .title = "Reading",
  .cancelled = "Reading was cancelled.",
  .writes_nothing = TRUE,
};

/* The signal of the case's name comes, and then what cancels it. */
static gboolean
be_cancelled (gpointer data, PyxisCopyProgress *progress, GCancellable *cancellable, GError **error)
{
  GPollFD fd;

  g_assert_true (g_cancellable_make_pollfd (cancellable, &fd));
  kill (getpid (), GPOINTER_TO_INT (data));
  g_poll (&fd, 1, -1);
  g_cancellable_release_fd (cancellable);
  g_print ("cleaned up\n");
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* It is too late. */
static gboolean
be_done (gpointer data, PyxisCopyProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  be_cancelled (data, progress, cancellable, &local);
  return TRUE;
}

static gboolean
go_on (gpointer data, PyxisCopyProgress *progress, GCancellable *cancellable, GError **error)
{
  kill (getpid (), GPOINTER_TO_INT (data));
  while (pause () < 0)
    ;
  return TRUE;
}

/* It would never be cleaned up. The second signal is another: GLib may take two of one for one. */
static gboolean
be_hurried (gpointer data, PyxisCopyProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  be_cancelled (data, progress, cancellable, &local);
  return go_on (GINT_TO_POINTER (SIGTERM), progress, cancellable, error);
}

typedef struct {
  const char *name;
  const PyxisCommandWork *work;
  PyxisFileWorkFunc func;
  int signal;
  int ended; /* by a signal; 0: it goes on */
  const char *out;
  const char *err;
} Case;

static const Case cases[] = {
  { "interrupted", &work, be_cancelled, SIGINT, SIGINT, "cleaned up", "Working was cancelled." },
  { "terminated", &work, be_cancelled, SIGTERM, SIGTERM, "cleaned up", "Working was cancelled." },
  { "hung-up", &work, be_cancelled, SIGHUP, SIGHUP, "cleaned up", "Working was cancelled." },
  { "hurried", &work, be_hurried, SIGINT, SIGTERM, "begun", "" },
  { "done", &work, be_done, SIGINT, 0, "it went on", "" },
  { "harmless", &harmless, go_on, SIGINT, SIGINT, "begun", "Reading was cancelled." },
};

/* In the other process. */
static void
work_cb (gconstpointer data)
{
  const Case *self = data;

  signal (self->signal, SIG_DFL);
  if (self->ended != 0)
    signal (self->ended, SIG_DFL);
  g_print ("begun\n");
  g_assert_true (
    pyxis_command_work_run (self->work, self->func, GINT_TO_POINTER (self->signal), NULL));
  g_print ("it went on\n");
}

static void
test_signal (gconstpointer data)
{
  const Case *self = data;
  g_autofree char *path = g_strconcat ("/command-signals/", self->name, "/subprocess/work", NULL);
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *sentence =
    *self->err ? g_strdup_printf ("pyxis: %s\n", self->err) : g_strdup ("");
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error,
                      "/proc/self/exe", "--GTestSubprocess", "-p", path, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, &err, &error));
  g_assert_cmpint (g_subprocess_get_if_signaled (process) ? g_subprocess_get_term_sig (process) : 0,
                   ==, self->ended);
  g_assert_nonnull (strstr (out, self->out));
  g_assert_cmpstr (err, ==, sentence);
}

/* In the other process. */
static void
end_blocked (void)
{
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGTERM);
  g_assert_cmpint (sigprocmask (SIG_BLOCK, &set, NULL), ==, 0);
  pyxis_end_signals_end (SIGTERM);
}

/* A signal that does not end the program: it ends all the same. */
static void
test_blocked (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, "/proc/self/exe",
                      "--GTestSubprocess", "-p", "/command-signals/blocked/subprocess/end", NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 128 + SIGTERM);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/command-signals/", cases[i].name, NULL);
    g_autofree char *inner = g_strconcat (path, "/subprocess/work", NULL);

    g_test_add_data_func (path, &cases[i], test_signal);
    g_test_add_data_func (inner, &cases[i], work_cb);
  }
  g_test_add_func ("/command-signals/blocked", test_blocked);
  g_test_add_func ("/command-signals/blocked/subprocess/end", end_blocked);
  return g_test_run ();
}
