/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-upload.h"

#include "vfs-file.h"
#include "vfs-name.h"
#include "vfs-private.h"

#define FOLDER_MODE 0755

/* Of the limit of bytes, what may be kept of replaced files. */
#define KEPT_SHARE 8

typedef struct {
  PyxisDiskWalk *walk;
  PyxisVfsConflict conflict;
  PyxisVfsCopies *copies; /* (nullable) */
  gboolean is_counted;
  gsize max; /* bytes of one file, for the batch that is read */
  GPtrArray
    *folders;       /* (element-type utf8): where those of the walk are, by number; NULL: nowhere */
  GHashTable *made; /* a set of the paths among them that are new */
  guint64 kept;     /* bytes of what was replaced */
  PyxisVfsUploadResult *result;
} Upload;

static void
upload_free (gpointer data)
{
  Upload *self = data;

  pyxis_disk_walk_free (self->walk);
  g_ptr_array_unref (self->folders);
  g_hash_table_unref (self->made);
  g_clear_pointer (&self->result, pyxis_vfs_upload_result_free);
  g_clear_object (&self->copies);
  g_free (self);
}

static void
refuse (Upload *self, GError *error)
{
  if (g_error_matches (error, PYXIS_VFS_ERROR, PYXIS_VFS_ENOSPC) && !self->result->error) {
    self->result->error = error;
    return;
  }
  self->result->n_refused++;
  if (self->result->refusal)
    g_error_free (error);
  else
    self->result->refusal = error;
}

static void
note_created (Upload *self, const char *path)
{
  g_autofree char *folder = pyxis_vfs_name_dup_folder (path);

  if (self->copies)
    pyxis_vfs_copies_add (self->copies, path);
  if (!g_hash_table_contains (self->made, folder))
    g_ptr_array_add (self->result->created, g_strdup (path));
}

/* What is replaced can come back, unless that would take much room. */
static void
note_replaced (Upload *self, PyxisVfs *vfs, const char *path, guint64 size)
{
  GPtrArray *replaced = self->result->replaced;
  guint64 most = pyxis_vfs_get_limits (vfs)->bytes / KEPT_SHARE;

  if (!replaced)
    return;
  self->kept += size;
  if (self->kept > most)
    g_clear_pointer (&self->result->replaced, g_ptr_array_unref);
  else
    pyxis_vfs_kept_list_add (replaced, vfs, path, NULL);
}

/* (transfer full): where an entry goes, which may be there already. */
static char *
find_place (Upload *self, PyxisVfs *vfs, const char *folder, const PyxisDiskEntry *entry)
{
  g_autofree char *path = pyxis_vfs_name_dup_path (folder, entry->name);
  gboolean may_meet = self->conflict == PYXIS_VFS_UPLOAD_REPLACE;
  PyxisVfsStat stat;

  if (!pyxis_vfs_stat (vfs, path, &stat, NULL) ||
      (may_meet && stat.is_folder == (entry->number > 0)))
    return g_steal_pointer (&path);
  return pyxis_vfs_name_dup_free (vfs, folder, entry->name);
}

/* (nullable) (transfer full): where the folder is. */
static char *
store_folder (Upload *self, PyxisVfs *vfs, char *path)
{
  g_autofree char *place = path;
  g_autoptr (GError) error = NULL;
  PyxisVfsStat stat;

  if (pyxis_vfs_stat (vfs, place, &stat, NULL) && stat.is_folder)
    return g_steal_pointer (&place);
  if (!pyxis_vfs_make_folder (vfs, place, FOLDER_MODE, &error)) {
    refuse (self, g_steal_pointer (&error));
    return NULL;
  }
  note_created (self, place);
  g_hash_table_add (self->made, g_strdup (place));
  self->result->n_folders++;
  return g_steal_pointer (&place);
}

static void
store_file (Upload *self, PyxisVfs *vfs, const char *path, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  PyxisVfsStat stat;
  gboolean is_new = !pyxis_vfs_stat (vfs, path, &stat, NULL);

  if (!bytes) {
    pyxis_vfs_refuse (vfs, PYXIS_VFS_LIMIT_BYTES, path, &error);
    refuse (self, g_steal_pointer (&error));
    return;
  }
  if (!is_new)
    note_replaced (self, vfs, path, stat.size);
  if (!pyxis_vfs_put (vfs, path, bytes, &error)) {
    refuse (self, g_steal_pointer (&error));
    return;
  }
  if (is_new)
    note_created (self, path);
  self->result->n_files++;
}

static void
store (Upload *self, PyxisVfs *vfs, const PyxisDiskEntry *entry)
{
  const char *folder = self->folders->pdata[entry->folder];
  g_autofree char *path = folder ? find_place (self, vfs, folder, entry) : NULL;

  if (entry->number > 0)
    g_ptr_array_add (self->folders,
                     path ? store_folder (self, vfs, g_steal_pointer (&path)) : NULL);
  else if (path)
    store_file (self, vfs, path, entry->bytes);
  else
    self->result->n_refused++;
}

static void
read_batch_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Upload *self = task_data;

  if (!self->is_counted)
    pyxis_disk_walk_count (self->walk, cancellable);
  self->is_counted = TRUE;
  g_task_return_pointer (task, pyxis_disk_walk_next (self->walk, self->max, cancellable),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void read_batch (GTask *task);

static void
batch_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Upload *self = g_task_get_task_data (task);
  g_autoptr (GPtrArray) batch = g_task_propagate_pointer (G_TASK (result), NULL);
  GCancellable *cancellable = g_task_get_cancellable (task);

  for (guint i = 0; i < batch->len && !self->result->error; i++)
    store (self, PYXIS_VFS (source), batch->pdata[i]);
  if (!self->result->error)
    g_cancellable_set_error_if_cancelled (cancellable, &self->result->error);
  if (batch->len > 0 && !self->result->error) {
    read_batch (task);
    return;
  }
  self->result->skipped = *pyxis_disk_walk_get_skipped (self->walk);
  g_task_return_pointer (task, g_steal_pointer (&self->result),
                         (GDestroyNotify) pyxis_vfs_upload_result_free);
}

/* A file that takes another's place may be larger than the room that is left. */
static void
read_batch (GTask *task)
{
  PyxisVfs *vfs = g_task_get_source_object (task);
  Upload *self = g_task_get_task_data (task);
  gsize limit = pyxis_vfs_get_limits (vfs)->bytes;
  gsize used = pyxis_vfs_get_used_bytes (vfs);
  g_autoptr (GTask) batch =
    g_task_new (vfs, g_task_get_cancellable (task), batch_cb, g_object_ref (task));

  self->max = self->conflict == PYXIS_VFS_UPLOAD_REPLACE ? limit : limit - MIN (used, limit);
  g_task_set_check_cancellable (batch, FALSE);
  g_task_set_task_data (batch, self, NULL);
  g_task_run_in_thread (batch, read_batch_thread);
}

void
pyxis_vfs_upload_async (PyxisVfs *vfs,
                        const PyxisVfsUploadOptions *options,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (vfs, cancellable, callback, user_data);
  Upload *self = g_new0 (Upload, 1);

  g_return_if_fail (PYXIS_IS_VFS (vfs));

  self->walk = pyxis_disk_walk_new (options->paths, options->progress);
  self->conflict = options->conflict;
  g_set_object (&self->copies, options->copies);
  self->folders = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->folders, g_strdup (options->folder));
  self->made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->result = g_new0 (PyxisVfsUploadResult, 1);
  self->result->created = g_ptr_array_new_with_free_func (g_free);
  self->result->replaced = pyxis_vfs_kept_list_new ();
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, upload_free);
  read_batch (task);
}

PyxisVfsUploadResult *
pyxis_vfs_upload_finish (PyxisVfs *vfs, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, vfs), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
pyxis_vfs_upload_result_free (PyxisVfsUploadResult *self)
{
  g_clear_pointer (&self->created, g_ptr_array_unref);
  g_clear_pointer (&self->replaced, g_ptr_array_unref);
  g_clear_error (&self->refusal);
  g_clear_error (&self->error);
  g_free (self);
}
