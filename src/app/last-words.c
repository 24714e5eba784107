/* SPDX-License-Identifier: Apache-2.0 */
#include "last-words.h"

#include <glib-unix.h>
#include <signal.h>

#include "window-private.h"

typedef struct {
  GtkApplication *application;
  int signal;
} LastWords;

static void
write_files (GtkApplication *application)
{
  for (GList *l = gtk_application_get_windows (application); l; l = l->next) {
    PyxisProjectPage *page =
      PYXIS_IS_WINDOW (l->data) ? pyxis_window_get_page (PYXIS_WINDOW (l->data)) : NULL;
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

  write_files (self->application);
  signal (self->signal, SIG_DFL);
  raise (self->signal);
  return G_SOURCE_CONTINUE;
}

void
pyxis_last_words_prepare (GtkApplication *application)
{
  static const int signals[] = { SIGTERM, SIGHUP, SIGINT };

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++) {
    LastWords *words = g_new0 (LastWords, 1);

    words->application = application;
    words->signal = signals[i];
    g_unix_signal_add_full (G_PRIORITY_HIGH, signals[i], signal_cb, words, g_free);
  }
}
