/* SPDX-License-Identifier: Apache-2.0 */
#include "last-words.h"

#include "end-signals.h"
#include "packed-window.h"
#include "window-private.h"

typedef struct {
  PyxisLastWords words;
  gpointer data;
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

static void
signal_cb (int signal, gpointer user_data)
{
  LastWords *self = user_data;

  self->words (self->data);
  pyxis_end_signals_end (signal);
}

/* Both last as long as the program. */
void
pyxis_last_words_add (PyxisLastWords words, gpointer data)
{
  LastWords *self = g_new0 (LastWords, 1);

  self->words = words;
  self->data = data;
  pyxis_end_signals_watch (signal_cb, self);
}

void
pyxis_last_words_prepare (GtkApplication *application)
{
  pyxis_last_words_add (write_files, application);
}
