/* SPDX-License-Identifier: Apache-2.0 */
#include "end-signals.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static const int signals[] = { SIGTERM, SIGHUP, SIGINT };

typedef struct {
  PyxisEndSignals *all;
  int signal;
  guint source; /* 0: it is ignored */
} Watched;

struct _PyxisEndSignals {
  PyxisEndSignalFunc func;
  gpointer data;
  Watched watched[G_N_ELEMENTS (signals)];
};

static gboolean
signal_cb (gpointer user_data)
{
  Watched *watched = user_data;

  watched->all->func (watched->signal, watched->all->data);
  return G_SOURCE_CONTINUE;
}

static gboolean
is_ignored (int signal)
{
  struct sigaction action;

  return sigaction (signal, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

PyxisEndSignals *
pyxis_end_signals_watch (PyxisEndSignalFunc func, gpointer data)
{
  PyxisEndSignals *self = g_new0 (PyxisEndSignals, 1);

  self->func = func;
  self->data = data;
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++) {
    Watched *watched = &self->watched[i];

    watched->all = self;
    watched->signal = signals[i];
    if (!is_ignored (signals[i]))
      watched->source =
        g_unix_signal_add_full (G_PRIORITY_HIGH, signals[i], signal_cb, watched, NULL);
  }
  return self;
}

void
pyxis_end_signals_free (PyxisEndSignals *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_clear_handle_id (&self->watched[i].source, g_source_remove);
  g_free (self);
}

void
pyxis_end_signals_end (int number)
{
  fflush (NULL);
  signal (number, SIG_DFL);
  raise (number);
  _exit (128 + number); /* the signal is blocked, or this is the first process, which none ends */
}
