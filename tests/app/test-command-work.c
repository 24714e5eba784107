/* SPDX-License-Identifier: Apache-2.0 */
#include "command-work.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/* What a terminal shows of the work of a command. */

static const PyxisCommandWork work = { .title = "Working", .cancelled = "Working was cancelled." };

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
  const char *awaited; /* opens the gate */
  Gate *gate;
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
    if (strstr (self->text->str, self->awaited))
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
run_at (int fd, PyxisFileWorkFunc func, Gate *gate)
{
  int own = dup (STDERR_FILENO);
  gboolean is_done;

  g_assert_cmpint (dup2 (fd, STDERR_FILENO), >=, 0);
  close (fd);
  is_done = pyxis_command_work_run (&work, func, gate, NULL);
  g_assert_cmpint (dup2 (own, STDERR_FILENO), >=, 0);
  close (own);
  g_assert_true (is_done);
}

/* The gate opens when `awaited` was shown. */
static void
run_at_terminal (PyxisFileWorkFunc func, const char *awaited)
{
  Gate gate = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *seen = NULL;
  Terminal terminal = {
    .fd = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC),
    .text = text,
    .awaited = awaited,
    .gate = &gate,
  };
  int fd;
  GThread *thread;

  g_assert_cmpint (grantpt (terminal.fd), ==, 0);
  g_assert_cmpint (unlockpt (terminal.fd), ==, 0);
  fd = open (ptsname (terminal.fd), O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);
  thread = g_thread_new ("terminal", read_terminal, &terminal);
  run_at (fd, func, &gate);
  g_thread_join (thread);
  close (terminal.fd);

  seen = dup_seen (text->str);
  g_assert_cmpstr (seen, ==, "");
}

static void
test_terminal (void)
{
  run_at_terminal (wait_at_gate, "42 %");
}

static gboolean
be_done_after_all (gpointer data,
                   PyxisCopyProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  kill (getpid (), SIGINT);
  return wait_at_gate (data, progress, cancellable, error);
}

static void
test_cancelling (void)
{
  signal (SIGINT, SIG_DFL);
  run_at_terminal (be_done_after_all, "Cancelling");
}

/* Of the main loop, while it works. */
static Gate *polled;
static int longest; /* that it would have waited; -1: nothing is going to come by time */

static gint
poll_cb (GPollFD *fds, guint n_fds, gint timeout)
{
  longest = MAX (longest, timeout);
  let_go (polled);
  return g_poll (fds, n_fds, timeout);
}

static void
test_no_terminal (void)
{
  Gate gate = { 0 };
  char byte;
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  polled = &gate;
  longest = -1;
  g_main_context_set_poll_func (NULL, poll_cb);
  run_at (ends[1], wait_at_gate, &gate);
  g_main_context_set_poll_func (NULL, NULL);
  g_assert_cmpint (longest, <=, 0);
  g_assert_cmpint (read (ends[0], &byte, 1), ==, 0);
  close (ends[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command-work/terminal", test_terminal);
  g_test_add_func ("/command-work/cancelling", test_cancelling);
  g_test_add_func ("/command-work/no-terminal", test_no_terminal);
  return g_test_run ();
}
