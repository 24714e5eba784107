/* SPDX-License-Identifier: Apache-2.0 */
#include "command-work.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/* Work of a command: what a terminal shows of it, and how a signal ends it, in a process of its own. */

#define LATER_MS 600 /* than the line would come */

static const PyxisCommandWork work = { .title = "Working", .cancelled = "Working was cancelled." };
static const PyxisCommandWork harmless = {
  .title = "Reading",
  .cancelled = "Reading was cancelled.",
  .writes_nothing = TRUE,
};

/* Work that goes on until it is let go, at 42 of 100. */
typedef struct {
  GMutex lock;
  GCond cond;
  gboolean is_let_go;
} Gate;

static void
let_go (Gate *gate)
{
  g_mutex_lock (&gate->lock);
  gate->is_let_go = TRUE;
  g_cond_signal (&gate->cond);
  g_mutex_unlock (&gate->lock);
}

static gboolean
wait_at_gate (gpointer data, PyxisCopyProgress *progress, GCancellable *cancellable, GError **error)
{
  Gate *gate = data;

  pyxis_copy_progress_set_total (progress, 100);
  pyxis_copy_progress_set_done (progress, 42);
  g_mutex_lock (&gate->lock);
  while (!gate->is_let_go)
    g_cond_wait (&gate->cond, &gate->lock);
  g_mutex_unlock (&gate->lock);
  return TRUE;
}

/* The other side of a terminal. */
typedef struct {
  int fd;
  GString *text;
  Gate *gate; /* opened by the number */
} Terminal;

static gpointer
read_terminal (gpointer data)
{
  Terminal *self = data;
  char block[256];
  gssize n;

  while ((n = read (self->fd, block, sizeof block)) >
         0) { /* until nobody has the other side open */
    g_string_append_len (self->text, block, n);
    if (strstr (self->text->str, "42 %"))
      let_go (self->gate);
  }
  return NULL;
}

/* (transfer full): the last line, as it is seen. */
static char *
dup_seen (const char *text)
{
  GString *line = g_string_new (NULL);
  gsize at = 0;

  for (const char *c = text; *c; c++) {
    if (*c == '\r') {
      at = 0;
      continue;
    }
    if (at < line->len)
      line->str[at] = *c;
    else
      g_string_append_c (line, *c);
    at++;
  }
  return g_strchomp (g_string_free (line, FALSE));
}

/* Standard error is `fd` while the work is done. */
static void
run_at (int fd, Gate *gate)
{
  int own = dup (STDERR_FILENO);
  gboolean is_done;

  g_assert_cmpint (dup2 (fd, STDERR_FILENO), >=, 0);
  close (fd);
  is_done = pyxis_command_work_run (&work, wait_at_gate, gate, NULL);
  g_assert_cmpint (dup2 (own, STDERR_FILENO), >=, 0);
  close (own);
  g_assert_true (is_done);
}

static void
test_terminal (void)
{
  Gate gate = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *seen = NULL;
  Terminal terminal = {
    .fd = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC),
    .text = text,
    .gate = &gate,
  };
  int fd;
  GThread *thread;

  g_assert_cmpint (grantpt (terminal.fd), ==, 0);
  g_assert_cmpint (unlockpt (terminal.fd), ==, 0);
  fd = open (ptsname (terminal.fd), O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);
  thread = g_thread_new ("terminal", read_terminal, &terminal);
  run_at (fd, &gate);
  g_thread_join (thread);
  close (terminal.fd);

  seen = dup_seen (text->str);
  g_assert_cmpstr (seen, ==, "");
}

static gboolean
let_go_cb (gpointer gate)
{
  let_go (gate);
  return G_SOURCE_REMOVE;
}

static void
test_no_terminal (void)
{
  Gate gate = { 0 };
  char byte;
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  g_timeout_add (LATER_MS, let_go_cb, &gate);
  run_at (ends[1], &gate);
  g_assert_cmpint (read (ends[0], &byte, 1), ==, 0);
  close (ends[0]);
}

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
  { "done", &work, be_done, SIGINT, 0, "it went on", "" },
  { "harmless", &harmless, go_on, SIGINT, SIGINT, "begun", "Reading was cancelled." },
};

/* In the other process. */
static void
work_cb (gconstpointer data)
{
  const Case *self = data;

  signal (self->signal, SIG_DFL);
  g_print ("begun\n");
  g_assert_true (
    pyxis_command_work_run (self->work, self->func, GINT_TO_POINTER (self->signal), NULL));
  g_print ("it went on\n");
}

static void
test_signal (gconstpointer data)
{
  const Case *self = data;
  g_autofree char *path = g_strconcat ("/command-work/", self->name, "/subprocess/work", NULL);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command-work/terminal", test_terminal);
  g_test_add_func ("/command-work/no-terminal", test_no_terminal);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/command-work/", cases[i].name, NULL);
    g_autofree char *inner = g_strconcat (path, "/subprocess/work", NULL);

    g_test_add_data_func (path, &cases[i], test_signal);
    g_test_add_data_func (inner, &cases[i], work_cb);
  }
  return g_test_run ();
}
