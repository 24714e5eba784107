/* SPDX-License-Identifier: Apache-2.0 */
#include "check-downloads.h"

#include <string.h>

#include "check-files.h"
#include "download.h"

/* At once; a page needs no gesture to give more. */
#define MAX_RUNNING 16

static void
finished_cb (PyxisDownload *download, GError *error, gpointer user_data)
{
  PyxisCheckDownloads *self = user_data;

  g_ptr_array_remove (self->running, download);
  if (self->running->len > 0 || !self->is_awaited)
    return;
  self->is_awaited = FALSE;
  self->over (self->user_data);
}

static void
download_cb (PyxisView *view, PyxisDownload *download, gpointer user_data)
{
  PyxisCheckDownloads *self = user_data;

  if (self->running->len >= MAX_RUNNING)
    return;
  g_ptr_array_add (self->running, g_object_ref (download));
  g_signal_connect (download, "finished", G_CALLBACK (finished_cb), self);
  pyxis_download_save_to_vfs (download, pyxis_engine_get_vfs (pyxis_view_get_engine (view)));
}

void
pyxis_check_downloads_watch (PyxisCheckDownloads *self,
                             PyxisView *view,
                             const char *const *gets,
                             void (*over) (gpointer user_data),
                             gpointer user_data)
{
  *self = (PyxisCheckDownloads){ view, gets, NULL, FALSE, over, user_data };
  self->running = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (view, "download", G_CALLBACK (download_cb), self);
}

/* (nullable) (transfer full) */
static char *
find_missing (PyxisCheckDownloads *self)
{
  return pyxis_check_files_find_missing_download (
    pyxis_engine_get_vfs (pyxis_view_get_engine (self->view)), self->gets);
}

gboolean
pyxis_check_downloads_await (PyxisCheckDownloads *self)
{
  g_autofree char *missing = self->running ? find_missing (self) : NULL;

  self->is_awaited = self->running && (self->running->len > 0 || missing);
  return self->is_awaited;
}

char *
pyxis_check_downloads_dup_sentence (PyxisCheckDownloads *self)
{
  g_autofree char *missing = find_missing (self);

  if (self->running->len > 0 || !missing)
    return g_strdup ("A download did not end.");
  return g_strdup_printf ("The app gave no download “%s”, which --get names.", missing);
}

gboolean
pyxis_check_downloads_is_offer (PyxisEvent *event)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);

  return g_str_equal (fields->kind, "download") && fields->detail &&
         strstr (fields->detail, "\"state\":\"offered\"");
}

void
pyxis_check_downloads_clear (PyxisCheckDownloads *self)
{
  if (!self->view)
    return;
  g_signal_handlers_disconnect_by_data (self->view, self);
  for (guint i = 0; i < self->running->len; i++) {
    g_signal_handlers_disconnect_by_data (self->running->pdata[i], self);
    pyxis_download_cancel (self->running->pdata[i]); /* which leaves nothing where it passes */
  }
  g_clear_pointer (&self->running, g_ptr_array_unref);
  self->view = NULL;
}
