/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gstdio.h>
#include <string.h>

#include "damaged-files.h"
#include "file-keeper-private.h"
#include "user-folder.h"

#define LOST "lost-"

static char *
dup_folder (const char *base, PyxisProject *project)
{
  return g_build_filename (base, pyxis_user_folder_get_name (), "files",
                           pyxis_project_get_origin (project), NULL);
}

/* Whether anybody could miss what a spool has. One that cannot be read may be of another version. */
static gboolean
is_worth_it (const char *spool)
{
  g_autoptr (PyxisVfsJournal) journal = pyxis_vfs_journal_open (spool, NULL, NULL, NULL);

  return !journal ||
         (!pyxis_vfs_journal_is_empty (journal) && pyxis_vfs_journal_get_n_unsaved (journal) > 0);
}

static int
compare_backwards (gconstpointer a, gconstpointer b)
{
  return -g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

static void
find_lost (PyxisKeptFiles *self, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (g_str_has_prefix (name, LOST))
      g_ptr_array_add (self->lost, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (self->lost, compare_backwards);
}

/* After all that are there, also where the clock was put back meanwhile. */
static char *
dup_lost_name (PyxisKeptFiles *self)
{
  const char *newest = self->lost->len > 0 ? strrchr (self->lost->pdata[0], '-') + 1 : "0";
  gint64 after = g_ascii_strtoll (newest, NULL, 10);

  after = after < G_MAXINT64 ? after + 1 : after;
  return g_strdup_printf (LOST "%020" G_GINT64_FORMAT, MAX (g_get_real_time (), after));
}

/* Its process is no more. */
static void
put_spool_aside (PyxisKeptFiles *self, const char *folder)
{
  g_autofree char *name = dup_lost_name (self);
  g_autofree char *lost = g_build_filename (folder, name, NULL);

  if (!g_file_test (self->spool, G_FILE_TEST_EXISTS))
    return;
  if (!is_worth_it (self->spool))
    g_unlink (self->spool);
  else if (g_rename (self->spool, lost) == 0)
    g_ptr_array_insert (self->lost, 0, g_steal_pointer (&lost));
}

static void
limit_lost (PyxisKeptFiles *self)
{
  while (self->lost->len > PYXIS_KEPT_FILES_MAX_LOST) {
    g_unlink (self->lost->pdata[self->lost->len - 1]);
    g_ptr_array_remove_index (self->lost, self->lost->len - 1);
  }
}

static void
take_lock (PyxisKeptFiles *self, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  self->lock = pyxis_file_lock_try (path, &error);
  self->is_foreign = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  if (!self->is_foreign)
    self->lock_error = g_steal_pointer (&error);
}

/* In the thread: there may be as much as memory holds. */
static void
read_files (PyxisKeptFiles *self)
{
  const char *path = self->keeps ? self->file : self->is_foreign ? self->spool : NULL;
  g_autoptr (PyxisVfsJournal) journal =
    path ? pyxis_vfs_journal_open (path, NULL, NULL, &self->error) : NULL;
  g_autoptr (GPtrArray) doubtful = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *damaged = NULL;

  self->vfs = pyxis_vfs_new ();
  if (g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_clear_error (&self->error);
  if (journal && self->keeps && self->lock && pyxis_vfs_journal_is_damaged (journal))
    damaged = pyxis_damaged_files_keep (path, &self->error);
  if (!journal || self->error)
    return;
  if (pyxis_vfs_journal_apply (journal, self->vfs, doubtful, NULL, NULL, &self->error)) {
    self->damage = damaged ? pyxis_damaged_files_describe (doubtful, damaged) : NULL;
    return;
  }
  g_object_unref (self->vfs);
  self->vfs = pyxis_vfs_new ();
}

void
pyxis_kept_files_open_in_thread (GTask *task,
                                 gpointer source,
                                 gpointer data,
                                 GCancellable *cancellable)
{
  g_autoptr (PyxisKeptFiles) self = g_new0 (PyxisKeptFiles, 1);
  const PyxisConfiguration *configuration = pyxis_project_get_configuration (data);
  g_autofree char *state = dup_folder (g_get_user_state_dir (), data);
  g_autofree char *stored = dup_folder (g_get_user_data_dir (), data);

  self->keeps = pyxis_configuration_get_boolean (configuration, "pyxis", "keep-files",
                                                 pyxis_project_is_app (data));
  self->file = g_build_filename (stored, "files", NULL);
  self->spool = g_build_filename (state, "spool", NULL);
  self->lost = g_ptr_array_new_with_free_func (g_free);
  take_lock (self, state);
  if (self->lock) {
    pyxis_vfs_store_settle (self->spool);
    pyxis_vfs_store_settle (self->file);
    find_lost (self, state);
    put_spool_aside (self, state);
    limit_lost (self);
  }
  read_files (self);
  g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify) pyxis_kept_files_free);
}

void
pyxis_kept_files_free (PyxisKeptFiles *self)
{
  g_clear_pointer (&self->lock, pyxis_file_lock_free);
  g_clear_object (&self->vfs);
  g_clear_pointer (&self->lost, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_clear_error (&self->lock_error);
  g_free (self->damage);
  g_free (self->file);
  g_free (self->spool);
  g_free (self);
}
