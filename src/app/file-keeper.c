/* SPDX-License-Identifier: Apache-2.0 */
#include "file-keeper.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "file-keeper-private.h"
#include "file-snapshot.h"

#define KEEPER "pyxis-file-keeper"

enum { NOTICE, LOST_CHANGED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisFileKeeper, pyxis_file_keeper, G_TYPE_OBJECT)

static void
changed_cb (PyxisVfsUnsaved *unsaved, gpointer user_data)
{
  PyxisFileKeeper *self = user_data;

  if (self->kept->lock_error)
    pyxis_file_keeper_tell_failure (self, self->kept->lock_error);
  self->is_stale = TRUE;
  pyxis_file_keeper_schedule (self);
}

static void
pyxis_file_keeper_finalize (GObject *object)
{
  PyxisFileKeeper *self = PYXIS_FILE_KEEPER (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->users, g_hash_table_unref);
  g_clear_object (&self->copies);
  g_clear_object (&self->unsaved);
  g_clear_object (&self->vfs);
  g_clear_object (&self->snapshots);
  g_clear_object (&self->store);
  g_clear_pointer (&self->kept, pyxis_kept_files_free);
  g_free (self->notice);

  G_OBJECT_CLASS (pyxis_file_keeper_parent_class)->finalize (object);
}

static void
pyxis_file_keeper_class_init (PyxisFileKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_file_keeper_finalize;

  signals[NOTICE] = g_signal_new ("notice", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[LOST_CHANGED] = g_signal_new ("lost-changed", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pyxis_file_keeper_init (PyxisFileKeeper *self)
{
  self->users = g_hash_table_new (NULL, NULL);
  self->snapshots = g_list_store_new (PYXIS_TYPE_FILE_SNAPSHOT);
}

/* Takes the sentence. */
static void
set_notice (PyxisFileKeeper *self, const char *code, char *sentence)
{
  g_free (self->notice);
  self->notice = sentence;
  self->notice_code = code;
}

/* What was kept and cannot be read is left as it is, for whoever can. */
static void
give_up_store (PyxisFileKeeper *self)
{
  g_clear_object (&self->store);
  set_notice (
    self, "files",
    g_strdup_printf (_ ("The files of the last time are not there, and what is in /vfs now "
                        "is lost with Pyxis: %s"),
                     self->kept->error->message));
}

/* Takes `kept`. */
static PyxisFileKeeper *
new_keeper (PyxisKeptFiles *kept)
{
  PyxisFileKeeper *self = g_object_new (PYXIS_TYPE_FILE_KEEPER, NULL);

  self->kept = kept;
  self->vfs = g_steal_pointer (&kept->vfs);
  if (kept->lock)
    self->store = pyxis_vfs_store_new (kept->keeps ? kept->file : kept->spool);
  if (kept->damage) {
    set_notice (self, "files", g_strdup (kept->damage));
    self->is_damaged = TRUE;
    pyxis_file_keeper_schedule (self);
  }
  if (kept->error)
    give_up_store (self);
  if (kept->is_foreign) {
    pyxis_vfs_set_read_only (self->vfs);
    set_notice (
      self, "read-only",
      g_strdup (_ ("This project is open in another Pyxis, which has its files: here /vfs "
                   "can only be read, and is as it was when the other wrote it last.")));
  }
  self->unsaved = pyxis_vfs_unsaved_new (self->vfs);
  self->copies = pyxis_vfs_copies_new (self->vfs, self->unsaved);
  g_signal_connect_object (self->unsaved, "changed", G_CALLBACK (changed_cb), self, 0);
  g_object_set_data (G_OBJECT (self->vfs), KEEPER, self);
  return self;
}

void
pyxis_file_keeper_open_async (PyxisProject *project,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (project, cancellable, callback, user_data);

  g_task_set_task_data (task, g_object_ref (project), g_object_unref);
  g_task_run_in_thread (task, pyxis_kept_files_open_in_thread);
}

PyxisFileKeeper *
pyxis_file_keeper_open_finish (GAsyncResult *result, GError **error)
{
  PyxisKeptFiles *kept = g_task_propagate_pointer (G_TASK (result), error);

  return kept ? new_keeper (kept) : NULL;
}

PyxisFileKeeper *
pyxis_file_keeper_find (PyxisVfs *vfs)
{
  return g_object_get_data (G_OBJECT (vfs), KEEPER);
}

PyxisVfs *
pyxis_file_keeper_get_vfs (PyxisFileKeeper *self)
{
  g_return_val_if_fail (PYXIS_IS_FILE_KEEPER (self), NULL);

  return self->vfs;
}

PyxisVfsUnsaved *
pyxis_file_keeper_get_unsaved (PyxisFileKeeper *self)
{
  g_return_val_if_fail (PYXIS_IS_FILE_KEEPER (self), NULL);

  return self->unsaved;
}

PyxisVfsCopies *
pyxis_file_keeper_get_copies (PyxisFileKeeper *self)
{
  g_return_val_if_fail (PYXIS_IS_FILE_KEEPER (self), NULL);

  return self->copies;
}

GListStore *
pyxis_file_keeper_get_snapshots (PyxisFileKeeper *self)
{
  g_return_val_if_fail (PYXIS_IS_FILE_KEEPER (self), NULL);

  return self->snapshots;
}

void
pyxis_file_keeper_join (PyxisFileKeeper *self, gconstpointer user)
{
  g_return_if_fail (PYXIS_IS_FILE_KEEPER (self));

  g_hash_table_insert (self->users, (gpointer) user, GUINT_TO_POINTER (FALSE));
  if (self->notice)
    g_signal_emit (self, signals[NOTICE], 0, self->notice_code, self->notice);
}

void
pyxis_file_keeper_leave (PyxisFileKeeper *self, gconstpointer user)
{
  g_return_if_fail (PYXIS_IS_FILE_KEEPER (self));

  if (!g_hash_table_remove (self->users, user) || g_hash_table_size (self->users) > 0)
    return;
  if (self->kept->keeps)
    pyxis_file_keeper_write (self, NULL);
  if (self->store)
    pyxis_vfs_store_close (self->store);
  if (self->store && !self->kept->keeps)
    pyxis_vfs_store_clear (self->store, NULL);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_object_set_data (G_OBJECT (self->vfs), KEEPER, NULL);
  g_clear_object (&self->store);
  g_clear_pointer (&self->kept->lock, pyxis_file_lock_free);
}

void
pyxis_file_keeper_set_leaving (PyxisFileKeeper *self, gconstpointer user, gboolean is_leaving)
{
  g_return_if_fail (PYXIS_IS_FILE_KEEPER (self));

  if (g_hash_table_contains (self->users, user))
    g_hash_table_insert (self->users, (gpointer) user, GUINT_TO_POINTER (is_leaving));
}

gboolean
pyxis_file_keeper_is_leaving (PyxisFileKeeper *self, gconstpointer user)
{
  g_return_val_if_fail (PYXIS_IS_FILE_KEEPER (self), FALSE);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->users, user));
}

gboolean
pyxis_file_keeper_is_last (PyxisFileKeeper *self, gconstpointer user)
{
  GHashTableIter iter;
  gpointer other, is_leaving;

  g_return_val_if_fail (PYXIS_IS_FILE_KEEPER (self), FALSE);

  g_hash_table_iter_init (&iter, self->users);
  while (g_hash_table_iter_next (&iter, &other, &is_leaving))
    if (other != user && !GPOINTER_TO_UINT (is_leaving))
      return FALSE;
  return TRUE;
}
