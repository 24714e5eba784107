/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "vfs-journal-writer.h"
#include "vfs-journal.h"

/* The file may hold this much that is of no use any more, and as much again as is. */
#define SLACK (1 << 20)

struct _PyxisVfsStore {
  GObject parent_instance;

  GMutex mutex;
  char *path;
  PyxisVfsSnapshot *last;         /* (nullable): what the file holds */
  PyxisVfsJournalWriter *journal; /* NULL: the next save makes a new file */
  guint64 n_asked;                /* saves, as they were asked for */
  guint64 newest;                 /* the one that came last of these, and was saved */
  gboolean is_closed;
};

G_DEFINE_FINAL_TYPE (PyxisVfsStore, pyxis_vfs_store, G_TYPE_OBJECT)

typedef struct {
  PyxisVfsSnapshot *snapshot;
  guint n_unsaved;
  guint64 number;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  pyxis_vfs_snapshot_unref (save->snapshot);
  g_free (save);
}

static void
forget (PyxisVfsStore *self)
{
  g_clear_pointer (&self->journal, pyxis_vfs_journal_writer_free);
  g_clear_pointer (&self->last, pyxis_vfs_snapshot_unref);
}

static void
pyxis_vfs_store_finalize (GObject *object)
{
  PyxisVfsStore *self = PYXIS_VFS_STORE (object);

  forget (self);
  g_mutex_clear (&self->mutex);
  g_free (self->path);

  G_OBJECT_CLASS (pyxis_vfs_store_parent_class)->finalize (object);
}

static void
pyxis_vfs_store_class_init (PyxisVfsStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_vfs_store_finalize;
}

static void
pyxis_vfs_store_init (PyxisVfsStore *self)
{
  g_mutex_init (&self->mutex);
}

PyxisVfsStore *
pyxis_vfs_store_new (const char *path)
{
  PyxisVfsStore *self = g_object_new (PYXIS_TYPE_VFS_STORE, NULL);

  self->path = g_strdup (path);
  return self;
}

const char *
pyxis_vfs_store_get_path (PyxisVfsStore *self)
{
  g_return_val_if_fail (PYXIS_IS_VFS_STORE (self), NULL);

  return self->path;
}

/* Always FALSE. */
static gboolean
fail (int code, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
  return FALSE;
}

/* A name that lasts: a power cut may otherwise leave the old one. Not every file system can. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

static char *
dup_part_path (const char *path)
{
  return g_strconcat (path, ".new", NULL);
}

/* Everything anew, beside the old file, whose place it takes when it is whole. */
static gboolean
write_all (PyxisVfsStore *self, PyxisVfsSnapshot *snapshot, guint n_unsaved, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *part = dup_part_path (self->path);
  g_autoptr (PyxisVfsJournalWriter) journal = NULL;

  forget (self);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (errno, error);
  g_unlink (part);
  journal = pyxis_vfs_journal_writer_new (part, error);
  if (!journal || !pyxis_vfs_journal_writer_write (journal, NULL, snapshot, n_unsaved, error)) {
    g_unlink (part);
    return FALSE;
  }
  if (g_rename (part, self->path) != 0) {
    fail (errno, error);
    g_unlink (part);
    return FALSE;
  }
  sync_folder (self->path);
  self->journal = g_steal_pointer (&journal);
  self->last = pyxis_vfs_snapshot_ref (snapshot);
  return TRUE;
}

static gboolean
write_changes (PyxisVfsStore *self, PyxisVfsSnapshot *snapshot, guint n_unsaved, GError **error)
{
  if (!pyxis_vfs_journal_writer_write (self->journal, self->last, snapshot, n_unsaved, error))
    return FALSE;
  pyxis_vfs_snapshot_unref (self->last);
  self->last = pyxis_vfs_snapshot_ref (snapshot);
  return TRUE;
}

/* Where somebody took the file away, it is not written on where nobody finds it. */
static gboolean
can_append (PyxisVfsStore *self, PyxisVfsSnapshot *snapshot)
{
  guint64 needed = pyxis_vfs_journal_writer_measure (snapshot);

  return self->journal && self->last && g_access (self->path, F_OK) == 0 &&
         pyxis_vfs_journal_writer_get_size (self->journal) < 2 * needed + SLACK;
}

static guint64
take_number (PyxisVfsStore *self)
{
  guint64 number;

  g_mutex_lock (&self->mutex);
  number = ++self->n_asked;
  g_mutex_unlock (&self->mutex);
  return number;
}

/* One that was overtaken by a newer one has nothing to say. */
static gboolean
save_locked (PyxisVfsStore *self, const Save *save, GError **error)
{
  gboolean is_saved;

  if (self->is_closed) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The store is closed");
    return FALSE;
  }
  if (save->number < self->newest)
    return TRUE;
  is_saved = can_append (self, save->snapshot)
               ? write_changes (self, save->snapshot, save->n_unsaved, error)
               : write_all (self, save->snapshot, save->n_unsaved, error);
  if (is_saved)
    self->newest = save->number;
  return is_saved;
}

static gboolean
save_numbered (PyxisVfsStore *self, const Save *save, GError **error)
{
  gboolean is_saved;

  g_mutex_lock (&self->mutex);
  is_saved = save_locked (self, save, error);
  g_mutex_unlock (&self->mutex);
  return is_saved;
}

gboolean
pyxis_vfs_store_save (PyxisVfsStore *self,
                      PyxisVfsSnapshot *snapshot,
                      guint n_unsaved,
                      GError **error)
{
  Save save = { snapshot, n_unsaved, 0 };

  g_return_val_if_fail (PYXIS_IS_VFS_STORE (self) && snapshot, FALSE);

  save.number = take_number (self);
  return save_numbered (self, &save, error);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (save_numbered (source, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
pyxis_vfs_store_save_async (PyxisVfsStore *self,
                            PyxisVfsSnapshot *snapshot,
                            guint n_unsaved,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Save *save = g_new0 (Save, 1);

  g_return_if_fail (PYXIS_IS_VFS_STORE (self));

  save->snapshot = pyxis_vfs_snapshot_ref (snapshot);
  save->n_unsaved = n_unsaved;
  save->number = take_number (self);
  g_task_set_task_data (task, save, save_free);
  g_task_run_in_thread (task, save_in_thread);
}

gboolean
pyxis_vfs_store_save_finish (PyxisVfsStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
pyxis_vfs_store_forget (PyxisVfsStore *self)
{
  g_return_if_fail (PYXIS_IS_VFS_STORE (self));

  g_mutex_lock (&self->mutex);
  forget (self);
  g_mutex_unlock (&self->mutex);
}

gboolean
pyxis_vfs_store_clear (PyxisVfsStore *self, GError **error)
{
  gboolean is_gone;

  g_return_val_if_fail (PYXIS_IS_VFS_STORE (self), FALSE);

  g_mutex_lock (&self->mutex);
  forget (self);
  self->newest = ++self->n_asked; /* what was asked before and waits still is overtaken */
  is_gone = g_unlink (self->path) == 0 || errno == ENOENT || fail (errno, error);
  g_mutex_unlock (&self->mutex);
  return is_gone;
}

void
pyxis_vfs_store_settle (const char *path)
{
  g_autofree char *part = dup_part_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisVfsJournal) journal = NULL;

  if (g_access (part, F_OK) != 0)
    return;
  journal = pyxis_vfs_journal_open (part, NULL, NULL, &error);
  /* What cannot be read now may be read another time. */
  if (journal ? pyxis_vfs_journal_is_damaged (journal)
              : g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    g_unlink (part);
  else if (journal)
    g_rename (part, path);
}

void
pyxis_vfs_store_close (PyxisVfsStore *self)
{
  g_return_if_fail (PYXIS_IS_VFS_STORE (self));

  g_mutex_lock (&self->mutex);
  forget (self);
  self->is_closed = TRUE;
  g_mutex_unlock (&self->mutex);
}
