/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gi18n.h>

#include "file-keeper-private.h"

/* When the files are written to the disk, and how. */

#define INTERVAL_SECONDS 10

/* Once until it works again. */
void
pyxis_file_keeper_tell_failure (PyxisFileKeeper *self, const GError *error)
{
  g_autofree char *sentence = NULL;

  if (self->has_told)
    return;
  self->has_told = TRUE;
  sentence =
    g_strdup_printf (_ ("The files in /vfs cannot be written to disk, so that they would be "
                        "lost with Pyxis: %s. Make room, or export them."),
                     error->message);
  g_signal_emit_by_name (self, "notice", "files", sentence);
}

/* A store that holds much of the memory lets it go: the page would find no room to write it anew. */
static void
spare_memory (PyxisFileKeeper *self)
{
  if (pyxis_vfs_get_used_bytes (self->vfs) > pyxis_vfs_get_limits (self->vfs)->bytes / 2)
    pyxis_vfs_store_forget (self->store);
}

static gboolean
is_anything_to_write (PyxisFileKeeper *self)
{
  return self->kept->keeps || pyxis_vfs_unsaved_count (self->unsaved) > 0;
}

static void
note_written (PyxisFileKeeper *self, guint64 moment)
{
  self->has_told = FALSE;
  self->is_damaged = FALSE;
  self->written_moment = MAX (self->written_moment, moment);
}

typedef struct {
  PyxisFileKeeper *keeper;
  guint64 moment;
  GTask *task; /* (nullable): of who waits for it */
} Writing;

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Writing *writing = user_data;
  g_autoptr (PyxisFileKeeper) self = writing->keeper;
  g_autoptr (GTask) task = writing->task;
  g_autoptr (GError) error = NULL;

  self->n_writing--;
  if (!pyxis_vfs_store_save_finish (PYXIS_VFS_STORE (source), result, &error) && self->store)
    pyxis_file_keeper_tell_failure (self, error);
  if (error && task)
    g_task_return_error (task, g_error_copy (error));
  if (!self->store) { /* all have left meanwhile, and cleared what was written */
    if (!error && task)
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "The project was closed.");
    return;
  }
  if (!error)
    note_written (self, writing->moment);
  spare_memory (self);
  /* A disk that takes nothing now may do so later. */
  if (error || self->is_stale)
    pyxis_file_keeper_schedule (self);
  if (!error && task)
    g_task_return_boolean (task, TRUE);
}

/* Takes `task` (nullable). */
static void
write_in_thread (PyxisFileKeeper *self, GTask *task)
{
  g_autoptr (PyxisVfsSnapshot) now = pyxis_vfs_copies_take_snapshot (self->copies);
  Writing *writing = g_new0 (Writing, 1);

  writing->keeper = g_object_ref (self);
  writing->moment = pyxis_vfs_unsaved_get_moment (self->unsaved);
  writing->task = task;
  self->n_writing++;
  self->is_stale = FALSE;
  pyxis_vfs_store_save_async (self->store, now, pyxis_vfs_unsaved_count (self->unsaved), written_cb,
                              writing);
}

static gboolean
interval_cb (gpointer user_data)
{
  PyxisFileKeeper *self = user_data;

  self->timeout = 0;
  if (is_anything_to_write (self))
    write_in_thread (self, NULL);
  else
    pyxis_vfs_store_clear (self->store, NULL);
  return G_SOURCE_REMOVE;
}

void
pyxis_file_keeper_schedule (PyxisFileKeeper *self)
{
  if (self->timeout == 0 && self->n_writing == 0 && self->store)
    self->timeout = g_timeout_add_seconds (INTERVAL_SECONDS, interval_cb, self);
}

gboolean
pyxis_file_keeper_write (PyxisFileKeeper *self, GError **error)
{
  g_autoptr (PyxisVfsSnapshot) now = NULL;
  guint64 moment;

  g_return_val_if_fail (PYXIS_IS_FILE_KEEPER (self), FALSE);

  moment = pyxis_vfs_unsaved_get_moment (self->unsaved);
  if (!self->store)
    return TRUE;
  if (!is_anything_to_write (self))
    return pyxis_vfs_store_clear (self->store, error);
  if (self->n_writing == 0 && self->written_moment == moment && !self->is_damaged)
    return TRUE;
  now = pyxis_vfs_copies_take_snapshot (self->copies);
  if (!pyxis_vfs_store_save (self->store, now, pyxis_vfs_unsaved_count (self->unsaved), error))
    return FALSE;
  note_written (self, moment);
  return TRUE;
}

void
pyxis_file_keeper_write_async (PyxisFileKeeper *self,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (PYXIS_IS_FILE_KEEPER (self));

  if (!self->store)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "The store is closed");
  else if (is_anything_to_write (self))
    write_in_thread (self, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
pyxis_file_keeper_write_finish (PyxisFileKeeper *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

guint
pyxis_file_keeper_count_losses (PyxisFileKeeper *self)
{
  g_return_val_if_fail (PYXIS_IS_FILE_KEEPER (self), 0);

  if (self->kept->keeps && self->store && pyxis_file_keeper_write (self, NULL))
    return 0;
  return pyxis_vfs_unsaved_count (self->unsaved);
}

gboolean
pyxis_file_keeper_can_write (PyxisFileKeeper *self)
{
  g_return_val_if_fail (PYXIS_IS_FILE_KEEPER (self), FALSE);

  return self->store != NULL;
}
