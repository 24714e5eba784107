/* SPDX-License-Identifier: Apache-2.0 */
#include "opened-files.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "alert.h"
#include "transfer-row.h"
#include "upload-words.h"
#include "vfs-upload.h"
#include "view-opened.h"

/* Of those that are no files to open, so many are named. */
#define NAMED_MAX 5

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

/* (transfer full): how it ended. */
static char *
describe (const PyxisVfsUploadResult *outcome)
{
  guint n = outcome->n_files;
  g_autofree char *left_out = pyxis_upload_words_dup_left_out (outcome);
  g_autofree char *done =
    g_strdup_printf (g_dngettext (NULL, "%u file opened", "%u files opened", n), n);

  return outcome->error ? g_strdup_printf ("%s (%s)", outcome->error->message, done)
                        : g_strconcat (done, left_out, NULL);
}

static void
uploaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HandOver) self = user_data;
  g_autoptr (PyxisVfsUploadResult) outcome = pyxis_vfs_upload_finish (PYXIS_VFS (source), result);
  PyxisView *view = pyxis_project_page_get_view (self->page);
  g_autofree char *words = describe (outcome);

  if (view && outcome->created->len > 0)
    tell_page (view, outcome->created);
  if (get_window (self->page) && !is_all (outcome) &&
      !g_error_matches (outcome->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    pyxis_alert_show (get_window (self->page), _ ("Not All Files Were Opened"), words);
}

/* (nullable) (transfer none) */
static PyxisVfsCopies *
get_copies (PyxisProjectPage *page)
{
  PyxisFileKeeper *keeper = pyxis_session_get_keeper (pyxis_project_page_get_session (page));

  return keeper ? pyxis_file_keeper_get_copies (keeper) : NULL;
}

/* `copies` (nullable). */
static gboolean
provide_folder (PyxisVfs *vfs, PyxisVfsCopies *copies, GError **error)
{
  PyxisVfsStat stat;

  if (pyxis_vfs_stat (vfs, PYXIS_OPENED_FOLDER, &stat, NULL) && stat.is_folder)
    return TRUE;
  if (!pyxis_vfs_make_folder (vfs, PYXIS_OPENED_FOLDER, 0755, error))
    return FALSE;
  if (copies)
    pyxis_vfs_copies_add (copies, PYXIS_OPENED_FOLDER);
  return TRUE;
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
    .copies = get_copies (self->page),
  };

  if (!provide_folder (vfs, options.copies, &error)) {
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

static void
hand_over (PyxisProjectPage *page, const char *const *paths)
{
  HandOver *self = g_new0 (HandOver, 1);

  self->paths = g_strdupv ((char **) paths);
  if (pyxis_project_page_get_view (page)) {
    self->page = g_object_ref (page);
    begin (self);
  } else {
    g_signal_connect_data (page, "notify::view", G_CALLBACK (started_cb), self, waiting_free, 0);
  }
}

char *
pyxis_opened_files_find_fault (const PyxisDescription *description, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);
  GStatBuf facts;

  if (g_stat (path, &facts) != 0)
    return errno == ENOENT
             ? g_strdup_printf (_ ("“%s” is not there, so it is not opened."), shown)
             : g_strdup_printf (_ ("“%s” is not opened: %s."), shown, g_strerror (errno));
  if (S_ISDIR (facts.st_mode))
    return g_strdup_printf (_ ("“%s” is a folder, and %s opens files only."), shown,
                            description->name);
  if (!S_ISREG (facts.st_mode))
    return g_strdup_printf (_ ("“%s” is no file, so it is not opened."), shown);
  if (g_access (path, R_OK) != 0)
    return g_strdup_printf (_ ("“%s” is not opened: %s."), shown, g_strerror (errno));
  return NULL;
}

static void
tell_faults (PyxisProjectPage *page, GPtrArray *faults)
{
  guint n_more = faults->len > NAMED_MAX ? faults->len - NAMED_MAX : 0;
  g_autofree char *text = NULL;

  g_ptr_array_set_size (faults, (int) MIN (faults->len, NAMED_MAX));
  if (n_more > 0)
    g_ptr_array_add (
      faults, g_strdup_printf (g_dngettext (NULL, "And %u more.", "And %u more.", n_more), n_more));
  g_ptr_array_add (faults, NULL);
  text = g_strjoinv ("\n", (char **) faults->pdata);
  pyxis_alert_show (get_window (page), _ ("Not All Files Were Opened"), text);
}

void
pyxis_opened_files_open (PyxisProjectPage *page,
                         const PyxisDescription *description,
                         const char *const *paths)
{
  g_autoptr (GPtrArray) good = g_ptr_array_new ();
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  g_return_if_fail (PYXIS_IS_PROJECT_PAGE (page));

  for (gsize i = 0; paths[i]; i++) {
    char *fault = pyxis_opened_files_find_fault (description, paths[i]);

    g_ptr_array_add (fault ? faults : good, fault ? fault : (char *) paths[i]);
  }
  g_ptr_array_add (good, NULL);
  if (good->len > 1)
    hand_over (page, (const char *const *) good->pdata);
  if (faults->len > 0)
    tell_faults (page, faults);
}
