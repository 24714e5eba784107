/* SPDX-License-Identifier: Apache-2.0 */
#include "save-files.h"

#include <glib/gi18n.h>

#include "alert.h"
#include "file-work.h"
#include "page-memory.h"
#include "toast.h"
#include "vfs-archive.h"
#include "vfs-merge.h"
#include "vfs-save.h"

/* One that the user asked for. */
typedef struct {
  PyxisProjectPage *page;
  PyxisSavedFunc saved; /* (nullable) */
  gboolean is_lost;     /* of no file of the page's, */
  void (*found) (gpointer user_data);
  GWeakRef finder;  /* who hears of it instead */
  char **paths;     /* (nullable): all */
  gboolean is_file; /* the only one of the paths, which the snapshot is of then */
  PyxisVfsSnapshot *snapshot;
  guint64 moment; /* of the snapshot */
  PyxisVfsLimits limits;
  char *name;
  char *place; /* that the user chose */
  char *made;  /* (nullable): what was made there */
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_object_unref (save->page);
  g_weak_ref_clear (&save->finder);
  g_strfreev (save->paths);
  g_clear_pointer (&save->snapshot, pyxis_vfs_snapshot_unref);
  g_free (save->name);
  g_free (save->place);
  g_free (save->made);
  g_free (save);
}

static GtkWindow *
get_window (PyxisProjectPage *page)
{
  return GTK_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (page), GTK_TYPE_WINDOW));
}

/* Where toasts are said, while the page has files. */
static GtkWidget *
get_place (PyxisProjectPage *page)
{
  return GTK_WIDGET (pyxis_project_page_get_view (page));
}

/* (nullable): NULL when the page goes. */
static PyxisFileKeeper *
get_keeper (PyxisProjectPage *page)
{
  return pyxis_session_get_keeper (pyxis_project_page_get_session (page));
}

static Save *
save_new (PyxisProjectPage *page)
{
  Save *save = g_new0 (Save, 1);
  g_autofree char *name = g_strdup_printf (
    _ ("%s files"), pyxis_project_get_name (pyxis_project_page_get_project (page)));

  save->page = g_object_ref (page);
  g_weak_ref_init (&save->finder, NULL);
  save->name = g_strdelimit (g_steal_pointer (&name), "/\\:*?\"<>|\n\r\t", '-');
  if (*save->name == '.')
    *save->name = '-';
  return save;
}

/* Nothing more to say of what the user cancelled. */
static void
say_error (Save *save, const char *title, const GError *error)
{
  GtkWindow *window = get_window (save->page);

  if (window && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    pyxis_alert_show (window, title, error->message);
}

static void
say_not_saved (Save *save, const GError *error)
{
  say_error (save, save->is_file ? _ ("The File Was Not Saved") : _ ("The Files Were Not Saved"),
             error);
}

/* What was saved is that of now. FALSE: the page has gone, or the file, which is said. */
static gboolean
take_snapshot (Save *save)
{
  PyxisFileKeeper *keeper = get_keeper (save->page);
  PyxisVfs *vfs = keeper ? pyxis_file_keeper_get_vfs (keeper) : NULL;
  g_autoptr (GError) error = NULL;

  if (!keeper || save->snapshot)
    return keeper != NULL;
  save->moment = pyxis_vfs_unsaved_get_moment (pyxis_file_keeper_get_unsaved (keeper));
  save->snapshot = save->is_file ? pyxis_vfs_take_part (vfs, save->paths[0], &error)
                                 : pyxis_vfs_take_snapshot (vfs);
  if (error)
    say_not_saved (save, error);
  return save->snapshot != NULL;
}

static void
mark_saved (Save *save)
{
  PyxisFileKeeper *keeper = get_keeper (save->page);
  PyxisVfsUnsaved *unsaved = keeper ? pyxis_file_keeper_get_unsaved (keeper) : NULL;

  if (unsaved && !save->paths)
    pyxis_vfs_unsaved_mark_saved (unsaved, "", save->moment);
  for (guint i = 0; unsaved && save->paths && save->paths[i]; i++)
    pyxis_vfs_unsaved_mark_saved (unsaved, save->paths[i], save->moment);
}

static void
tell_finder (Save *save)
{
  g_autoptr (GObject) finder = g_weak_ref_get (&save->finder);

  if (finder)
    save->found (finder);
}

static void
saved_end (gpointer data, const GError *error)
{
  Save *save = data;
  const char *path = save->made ? save->made : save->place;
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = g_strdup_printf (_ ("“%s” saved"), name);

  if (error) {
    say_not_saved (save, error);
    return;
  }
  if (!get_keeper (save->page))
    return; /* its window has gone meanwhile */
  pyxis_toast_say_saved (get_place (save->page), text, path);
  if (save->is_lost)
    tell_finder (save);
  else
    mark_saved (save);
  if (save->saved)
    save->saved (save->page);
}

static gboolean
save_work (gpointer data, PyxisCopyProgress *progress, GCancellable *cancellable, GError **error)
{
  Save *save = data;
  g_autoptr (PyxisVfsPart) files =
    save->paths ? pyxis_vfs_part_pick (save->snapshot, (const char *const *) save->paths)
                : pyxis_vfs_part_ref (save->snapshot);

  save->made = pyxis_vfs_save_in (files, save->place, save->name, progress, cancellable, error);
  return save->made != NULL;
}

static gboolean
save_file_work (gpointer data,
                PyxisCopyProgress *progress,
                GCancellable *cancellable,
                GError **error)
{
  Save *save = data;

  pyxis_vfs_part_add_total (save->snapshot, progress);
  return pyxis_vfs_save (save->snapshot, save->place, progress, cancellable, error);
}

static gboolean
export_work (gpointer data, PyxisCopyProgress *progress, GCancellable *cancellable, GError **error)
{
  Save *save = data;
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  g_ptr_array_add (parts, save->snapshot);
  return pyxis_vfs_archive_export (parts, save->place, progress, cancellable, error);
}

static gboolean
import_work (gpointer data, PyxisCopyProgress *progress, GCancellable *cancellable, GError **error)
{
  Save *save = data;

  save->snapshot =
    pyxis_vfs_archive_import (save->place, &save->limits, progress, cancellable, error);
  return save->snapshot != NULL;
}

/* They are on the disk, as the zip. What meets a file takes its place, which the snapshot undoes. */
static void
imported_end (gpointer data, const GError *error)
{
  Save *save = data;
  PyxisFileKeeper *keeper = get_keeper (save->page);
  PyxisVfs *vfs = keeper ? pyxis_file_keeper_get_vfs (keeper) : NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  PyxisVfsMerged merged = { .paths = paths };
  g_autofree char *text = NULL;
  g_autoptr (GError) cause = NULL;

  if (!vfs)
    return;
  if (!error)
    pyxis_page_memory_take_snapshot (save->page, _ ("Before an import"));
  if (!error && !pyxis_vfs_merge (vfs, save->snapshot, PYXIS_VFS_MERGE_REPLACE, &merged, &cause))
    error = cause;
  if (error) {
    say_error (save, _ ("The Files Were Not Imported"), error);
    return;
  }
  save->moment = pyxis_vfs_unsaved_get_moment (pyxis_file_keeper_get_unsaved (keeper));
  g_ptr_array_add (paths, NULL);
  save->paths = g_strdupv ((char **) paths->pdata);
  mark_saved (save);
  text = g_strdup_printf (ngettext ("%u file imported", "%u files imported", merged.n_files),
                          merged.n_files);
  pyxis_toast_say_with_action (get_place (save->page), text, _ ("_Undo"), "page.undo-files");
}

typedef struct {
  Save *save;
  const char *title;
  PyxisFileWorkFunc work;
  PyxisFileWorkEnd end;
  gboolean is_import;
} Choice;

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Choice *choice = user_data;
  Save *save = g_steal_pointer (&choice->save);
  g_autoptr (GFile) file =
    response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  GtkWindow *window = get_window (save->page);

  save->place = file ? g_file_get_path (file) : NULL;
  if (save->place && window && (choice->is_import || take_snapshot (save)))
    pyxis_file_work_run (window, choice->title, choice->work, choice->end, save, save_free);
  else
    save_free (save);
  g_free (choice);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

/* Takes `choice`. */
static GtkFileChooser *
new_chooser (const Choice *choice, const char *title, GtkFileChooserAction action)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (title, get_window (choice->save->page), action, NULL, NULL);

  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) folder = g_file_new_for_path (documents ? documents : g_get_home_dir ());

  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), g_memdup2 (choice, sizeof *choice));
  return GTK_FILE_CHOOSER (dialog);
}

static void
filter_zips (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Zip files"));
  gtk_file_filter_add_mime_type (filter, "application/zip");
  gtk_file_filter_add_pattern (filter, "*.zip");
  gtk_file_chooser_add_filter (chooser, filter);
}

void
pyxis_save_files (PyxisProjectPage *page, const char *const *paths, PyxisSavedFunc saved)
{
  Choice choice = { save_new (page), _ ("Saving"), save_work, saved_end, FALSE };

  choice.save->saved = saved;
  choice.save->paths = g_strdupv ((char **) paths);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (new_chooser (
    &choice, _ ("Choose Where the Folder Goes"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER)));
}

void
pyxis_save_file (PyxisProjectPage *page, const char *path)
{
  Choice choice = { save_new (page), _ ("Saving"), save_file_work, saved_end, FALSE };
  GtkFileChooser *chooser =
    new_chooser (&choice, _ ("Save the File"), GTK_FILE_CHOOSER_ACTION_SAVE);
  const char *downloads = g_get_user_special_dir (G_USER_DIRECTORY_DOWNLOAD);
  g_autoptr (GFile) folder = g_file_new_for_path (downloads ? downloads : g_get_home_dir ());
  g_autofree char *name = g_path_get_basename (path);

  choice.save->is_file = TRUE;
  choice.save->paths = g_strdupv ((char *[]){ (char *) path, NULL });
  gtk_file_chooser_set_current_folder (chooser, folder, NULL);
  gtk_file_chooser_set_current_name (chooser, name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* Takes `save`. */
static void
ask_for_zip (Save *save)
{
  Choice choice = { save, _ ("Exporting"), export_work, saved_end, FALSE };
  g_autofree char *name = g_strconcat (save->name, ".zip", NULL);
  GtkFileChooser *chooser =
    new_chooser (&choice, _ ("Export the Files"), GTK_FILE_CHOOSER_ACTION_SAVE);

  gtk_file_chooser_set_current_name (chooser, name);
  filter_zips (chooser);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
pyxis_save_files_as_zip (PyxisProjectPage *page)
{
  ask_for_zip (save_new (page));
}

void
pyxis_save_snapshot_as_zip (PyxisProjectPage *page,
                            PyxisVfsSnapshot *snapshot,
                            void (*saved) (gpointer user_data),
                            GObject *user_data)
{
  Save *save = save_new (page);

  save->snapshot = pyxis_vfs_snapshot_ref (snapshot);
  save->is_lost = TRUE;
  save->found = saved;
  g_weak_ref_set (&save->finder, user_data);
  ask_for_zip (save);
}

void
pyxis_import_zip (PyxisProjectPage *page)
{
  Choice choice = { save_new (page), _ ("Importing"), import_work, imported_end, TRUE };
  PyxisFileKeeper *keeper = get_keeper (page);
  GtkFileChooser *chooser = new_chooser (&choice, _ ("Import Files"), GTK_FILE_CHOOSER_ACTION_OPEN);

  if (keeper)
    choice.save->limits = *pyxis_vfs_get_limits (pyxis_file_keeper_get_vfs (keeper));
  filter_zips (chooser);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
