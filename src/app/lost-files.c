/* SPDX-License-Identifier: Apache-2.0 */
#include "lost-files.h"

#include "damaged-files.h"
#include "vfs-merge.h"

static PyxisLostFiles *
new_for_journal (const char *path, PyxisVfsJournal *journal)
{
  PyxisLostFiles *self = g_new0 (PyxisLostFiles, 1);

  self->path = g_strdup (path);
  self->journal = journal;
  self->doubtful = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
open_in_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  PyxisVfsJournal *journal = pyxis_vfs_journal_open (path, NULL, cancellable, &error);

  if (journal)
    g_task_return_pointer (task, new_for_journal (path, journal),
                           (GDestroyNotify) pyxis_lost_files_free);
  else
    g_task_return_error (task, error);
}

void
pyxis_lost_files_open_async (const char *path,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, open_in_thread);
}

PyxisLostFiles *
pyxis_lost_files_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

PyxisLostFiles *
pyxis_lost_files_copy (const PyxisLostFiles *self)
{
  return new_for_journal (self->path, pyxis_vfs_journal_ref (self->journal));
}

/* A file system of its own, which is gone again when this returns. */
static PyxisVfsSnapshot *
read_all (PyxisLostFiles *self,
          PyxisCopyProgress *progress,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();

  if (!pyxis_vfs_journal_apply (self->journal, vfs, self->doubtful, progress, cancellable, error))
    return NULL;
  return pyxis_vfs_take_snapshot (vfs);
}

gboolean
pyxis_lost_files_read (PyxisLostFiles *self,
                       PyxisCopyProgress *progress,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (PyxisVfsSnapshot) all = read_all (self, progress, cancellable, error);

  if (!all)
    return FALSE;
  self->files =
    self->now ? pyxis_vfs_merge_pick (all, self->now, cancellable) : pyxis_vfs_snapshot_ref (all);
  return self->files || !g_cancellable_set_error_if_cancelled (cancellable, error);
}

char *
pyxis_lost_files_keep_damaged (PyxisLostFiles *self, GError **error)
{
  g_autofree char *kept = NULL;

  if (!pyxis_vfs_journal_is_damaged (self->journal))
    return NULL;
  kept = pyxis_damaged_files_keep (self->path, error);
  return kept ? pyxis_damaged_files_describe (self->doubtful, kept) : NULL;
}

void
pyxis_lost_files_free (PyxisLostFiles *self)
{
  g_clear_pointer (&self->journal, pyxis_vfs_journal_unref);
  g_clear_pointer (&self->now, pyxis_vfs_snapshot_unref);
  g_clear_pointer (&self->files, pyxis_vfs_snapshot_unref);
  g_clear_pointer (&self->doubtful, g_ptr_array_unref);
  g_free (self->path);
  g_free (self);
}
