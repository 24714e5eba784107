/* SPDX-License-Identifier: Apache-2.0 */
#include "last-words.h"

#include <glib-unix.h>
#include <signal.h>

#include "packed-window.h"
#include "window-private.h"

typedef struct {
  PyxisLastWords words;
  gpointer data;
  int signal;
} LastWords;

/* (nullable) */
static PyxisProjectPage *
get_page (gpointer window)
{
  if (PYXIS_IS_PACKED_WINDOW (window))
    return pyxis_packed_window_get_page (window);
  return PYXIS_IS_WINDOW (window) ? pyxis_window_get_page (window) : NULL;
}

static void
write_files (gpointer data)
{
  GtkApplication *application = data;

  for (GList *l = gtk_application_get_windows (application); l; l = l->next) {
    PyxisProjectPage *page = get_page (l->data);
    PyxisFileKeeper *keeper =
      page ? pyxis_session_get_keeper (pyxis_project_page_get_session (page)) : NULL;

    if (!keeper)
      continue;
    pyxis_panel_save_drafts (pyxis_project_page_get_panel (page), NULL);
    pyxis_file_keeper_write (keeper, NULL);
  }
}

/* It ends as it would without us, and whoever waits for it sees that. */
static gboolean
signal_cb (gpointer user_data)
{
  LastWords *self = user_data;

  self->words (self->data);
  signal (self->signal, SIG_DFL);
  raise (self->signal);
  return G_SOURCE_CONTINUE;
}

void
pyxis_last_words_add (PyxisLastWords words, gpointer data)
{
  static const int signals[] = { SIGTERM, SIGHUP, SIGINT };

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++) {
    LastWords *self = g_new0 (LastWords, 1);

    self->words = words;
    self->data = data;
    self->signal = signals[i];
    g_unix_signal_add_full (G_PRIORITY_HIGH, signals[i], signal_cb, self, g_free);
  }
}

void
pyxis_last_words_prepare (GtkApplication *application)
{
  pyxis_last_words_add (write_files, application);
}
