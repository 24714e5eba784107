/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-save.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "file-tree.h"
#include "new-file.h"
#include "vfs-archive.h"

#define BLOCK (256 * 1024)
#define FOLDER_MODE 0777

/* How many names are tried for a new folder. */
#define MAX_NAMES 1000

/* One copy under way. */
typedef struct {
  GPtrArray *parts;
  char *path;
  gboolean is_zip; /* else the only part as it is */
  PyxisCopyProgress *progress;
} Save;

static void
save_free (gpointer data)
{
  Save *self = data;

  g_ptr_array_unref (self->parts);
  g_free (self->path);
  pyxis_copy_progress_unref (self->progress);
  g_free (self);
}

static gboolean
write_file (PyxisVfsPart *part,
            const char *path,
            PyxisCopyProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (PyxisNewFile) file = pyxis_new_file_begin (path, error);
  g_autoptr (GInputStream) stream = pyxis_vfs_part_open_stream (part);
  g_autofree guint8 *block = g_malloc (BLOCK);
  gssize n;

  if (!file)
    return FALSE;
  while ((n = g_input_stream_read (stream, block, BLOCK, cancellable, error)) > 0) {
    if (!pyxis_new_file_write (file, block, n, error))
      return FALSE;
    pyxis_copy_progress_add (progress, n);
  }
  return n == 0 && pyxis_new_file_commit (file, error);
}

/* In a new folder nothing is there yet: two names that are one on this disk ("A", "a") would be one file
 * less. */
static gboolean
is_free (const char *path, GError **error)
{
  if (g_access (path, F_OK) != 0)
    return TRUE;
  errno = EEXIST;
  return pyxis_file_tree_fail (error, "create", path);
}

/* Names were made by a page, but hold no slash and are never "..": nothing gets outside. */
static gboolean
write_part (PyxisVfsPart *part,
            const char *path,
            PyxisCopyProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  pyxis_copy_progress_add (progress, PYXIS_COPY_PROGRESS_FILE);
  if (!pyxis_vfs_part_is_folder (part))
    return write_file (part, path, progress, cancellable, error);

  if (g_mkdir (path, FOLDER_MODE) != 0)
    return pyxis_file_tree_fail (error, "create", path);
  for (guint i = 0; i < pyxis_vfs_part_get_n_entries (part); i++) {
    PyxisVfsPart *entry = pyxis_vfs_part_get_entry (part, i);
    g_autofree char *below = g_build_filename (path, pyxis_vfs_part_get_name (entry), NULL);

    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !is_free (below, error) ||
        !write_part (entry, below, progress, cancellable, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
pyxis_vfs_save (PyxisVfsPart *part,
                const char *path,
                PyxisCopyProgress *progress,
                GCancellable *cancellable,
                GError **error)
{
  g_autofree char *temporary = pyxis_new_file_dup_temporary (path);
  gboolean is_whole;

  if (!pyxis_vfs_part_is_folder (part))
    return write_part (part, path, progress, cancellable, error);
  is_whole = write_part (part, temporary, progress, cancellable, error);
  if (is_whole && g_rename (temporary, path) != 0)
    is_whole = pyxis_file_tree_fail (error, "create", path);
  if (!is_whole)
    pyxis_file_tree_remove (temporary, NULL);
  return is_whole;
}

/* (transfer full) (nullable): the folder that was made. */
static char *
make_folder (const char *folder, const char *name, GError **error)
{
  for (guint i = 1; i <= MAX_NAMES; i++) {
    g_autofree char *other = i > 1 ? g_strdup_printf ("%s (%u)", name, i) : g_strdup (name);
    g_autofree char *path = g_build_filename (folder, other, NULL);

    if (g_mkdir (path, FOLDER_MODE) == 0)
      return g_steal_pointer (&path);
    if (errno != EEXIST)
      break;
  }
  pyxis_file_tree_fail (error, "create a folder in", folder);
  return NULL;
}

char *
pyxis_vfs_save_in (PyxisVfsPart *part,
                   const char *folder,
                   const char *name,
                   PyxisCopyProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *made = make_folder (folder, name, error);

  if (!made)
    return NULL;
  pyxis_vfs_part_add_total (part, progress);
  if (pyxis_vfs_save (part, made, progress, cancellable, error))
    return g_steal_pointer (&made);
  g_rmdir (made);
  return NULL;
}

static void
save_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Save *self = task_data;
  GError *error = NULL;
  gboolean is_saved;

  if (!self->is_zip)
    pyxis_vfs_part_add_total (self->parts->pdata[0], self->progress);
  is_saved =
    self->is_zip
      ? pyxis_vfs_archive_export (self->parts, self->path, self->progress, cancellable, &error)
      : pyxis_vfs_save (self->parts->pdata[0], self->path, self->progress, cancellable, &error);
  if (is_saved)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes `parts`. */
static void
start (
  GPtrArray *parts, const char *path, gboolean is_zip, PyxisCopyProgress *progress, GTask *task)
{
  Save *self = g_new0 (Save, 1);

  self->parts = parts;
  self->path = g_strdup (path);
  self->is_zip = is_zip;
  self->progress = pyxis_copy_progress_ref (progress);
  /* What was done when the word came stays done. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, save_free);
  g_task_run_in_thread (task, save_thread);
}

void
pyxis_vfs_save_async (PyxisVfsPart *part,
                      const char *path,
                      PyxisCopyProgress *progress,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) pyxis_vfs_part_unref);

  g_ptr_array_add (parts, pyxis_vfs_part_ref (part));
  start (parts, path, FALSE, progress, task);
}

void
pyxis_vfs_save_zip_async (GPtrArray *parts,
                          const char *path,
                          PyxisCopyProgress *progress,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  start (g_ptr_array_ref (parts), path, TRUE, progress, task);
}

gboolean
pyxis_vfs_save_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
