/* SPDX-License-Identifier: Apache-2.0 */
#include "opened-files.h"

#include <glib/gi18n.h>

#include "alert.h"
#include "transfer-row.h"
#include "upload-words.h"
#include "vfs-upload.h"
#include "view-opened.h"

/* Some on their way. */
typedef struct {
  PyxisProjectPage *page;
  char **paths;
  GtkWidget *row; /* NULL: it has not begun */
} HandOver;

static void
hand_over_free (HandOver *self)
{
  if (self->row && gtk_widget_get_parent (self->row))
    gtk_box_remove (GTK_BOX (gtk_widget_get_parent (self->row)), self->row);
  g_clear_object (&self->row);
  g_strfreev (self->paths);
  g_object_unref (self->page);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HandOver, hand_over_free)

/* (nullable) */
static GtkWindow *
get_window (PyxisProjectPage *page)
{
  return GTK_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (page), GTK_TYPE_WINDOW));
}

static void
tell_page (PyxisView *view, GPtrArray *created)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; i < created->len; i++) {
    g_autofree char *path = g_strconcat ("/vfs/", created->pdata[i], NULL);

    g_strv_builder_add (paths, path);
  }
  list = g_strv_builder_end (paths);
  pyxis_view_tell_opened (view, (const char *const *) list);
}

static gboolean
is_all (const PyxisVfsUploadResult *outcome)
{
  return !outcome->error && outcome->n_refused == 0 && outcome->skipped.n_special == 0 &&
         outcome->skipped.n_unreadable == 0 && outcome->created->len > 0;
}

static void
uploaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HandOver) self = user_data;
  g_autoptr (PyxisVfsUploadResult) outcome = pyxis_vfs_upload_finish (PYXIS_VFS (source), result);
  PyxisView *view = pyxis_project_page_get_view (self->page);
  g_autofree char *words = pyxis_upload_words_dup (outcome);

  if (view && outcome->created->len > 0)
    tell_page (view, outcome->created);
  if (get_window (self->page) && !is_all (outcome) &&
      !g_error_matches (outcome->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    pyxis_alert_show (get_window (self->page), _ ("Not All Files Were Opened"), words);
}

static gboolean
provide_folder (PyxisVfs *vfs, GError **error)
{
  PyxisVfsStat stat;

  return (pyxis_vfs_stat (vfs, PYXIS_OPENED_FOLDER, &stat, NULL) && stat.is_folder) ||
         pyxis_vfs_make_folder (vfs, PYXIS_OPENED_FOLDER, 0755, error) != 0;
}

/* Takes `self`. */
static void
begin (HandOver *self)
{
  PyxisView *view = pyxis_project_page_get_view (self->page);
  PyxisVfs *vfs = pyxis_engine_get_vfs (pyxis_view_get_engine (view));
  g_autoptr (GError) error = NULL;
  PyxisVfsUploadOptions options = {
    .paths = (const char *const *) self->paths,
    .folder = PYXIS_OPENED_FOLDER,
    .conflict = PYXIS_VFS_UPLOAD_KEEP_BOTH,
  };

  if (!provide_folder (vfs, &error)) {
    pyxis_alert_show (get_window (self->page), _ ("The Files Were Not Opened"), error->message);
    hand_over_free (self);
    return;
  }
  self->row = g_object_ref_sink (pyxis_transfer_row_new (_ ("Opening Files")));
  pyxis_project_page_add_transfer (self->page, self->row);
  options.progress = pyxis_transfer_row_get_progress (PYXIS_TRANSFER_ROW (self->row));
  pyxis_vfs_upload_async (vfs, &options,
                          pyxis_transfer_row_get_cancellable (PYXIS_TRANSFER_ROW (self->row)),
                          uploaded_cb, self);
}

static void
started_cb (PyxisProjectPage *page, GParamSpec *pspec, gpointer user_data)
{
  HandOver *waiting = user_data;
  HandOver *self = g_new0 (HandOver, 1);

  self->page = g_object_ref (page);
  self->paths = g_steal_pointer (&waiting->paths);
  g_signal_handlers_disconnect_by_data (page, waiting);
  begin (self);
}

/* Those that wait do not keep the page. */
static void
waiting_free (gpointer data, GClosure *closure)
{
  HandOver *self = data;

  g_strfreev (self->paths);
  g_free (self);
}

void
pyxis_opened_files_hand_over (PyxisProjectPage *page, const char *const *paths)
{
  HandOver *self = g_new0 (HandOver, 1);

  g_return_if_fail (PYXIS_IS_PROJECT_PAGE (page));

  self->paths = g_strdupv ((char **) paths);
  if (pyxis_project_page_get_view (page)) {
    self->page = g_object_ref (page);
    begin (self);
  } else {
    g_signal_connect_data (page, "notify::view", G_CALLBACK (started_cb), self, waiting_free, 0);
  }
}
