/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-file.h"
#include "vfs-journal-private.h"
#include "vfs-name.h"

/* The records behind damage. Some before them are gone: each is taken for what it says by itself, and
 * what it does not fit is put out of its way. */
typedef struct {
  PyxisVfs *vfs;
  GHashTable *doubtful; /* a set of paths */
  guint newest;         /* change */
  guint64 ino;          /* of the file that bytes belong to; 0: none */
  char *path;           /* its */
  JournalRecord file;   /* its record */
  guint64 held;         /* bytes of it that were found */
  gboolean is_doubtful; /* what it was made from is not what it should be */
} Salvage;

static gboolean
finish_file (Salvage *self, GError **error)
{
  guint64 ino = self->ino;
  gboolean is_whole = self->held == self->file.held;
  gboolean is_all = self->file.held >= self->file.size;

  self->ino = 0;
  if (ino == 0)
    return TRUE;
  if (is_whole && (is_all || !self->is_doubtful))
    g_hash_table_remove (self->doubtful, self->path);
  else
    g_hash_table_add (self->doubtful, g_strdup (self->path));
  return pyxis_vfs_set_mtime (self->vfs, ino, self->file.mtime, error);
}

/* Whether a folder or a file, as wanted, is there; what is neither is removed. */
static gboolean
make_way (Salvage *self, const char *path, gboolean is_folder, PyxisVfsStat *stat)
{
  if (!pyxis_vfs_stat (self->vfs, path, stat, NULL))
    return FALSE;
  if (stat->is_folder == is_folder)
    return TRUE;
  pyxis_vfs_remove (self->vfs, path, NULL);
  return FALSE;
}

/* The folders that it is in; a file in their place was removed before. */
static gboolean
make_parents (Salvage *self, const char *path, GError **error)
{
  g_autofree char *folder = pyxis_vfs_name_dup_folder (path);
  PyxisVfsStat stat;

  if (*folder && !make_way (self, folder, TRUE, &stat))
    return make_parents (self, folder, error) &&
           pyxis_vfs_make_folder (self->vfs, folder, 0755, error) != 0;
  return TRUE;
}

static gboolean
put_folder (Salvage *self, const JournalRecord *record, const char *path, GError **error)
{
  PyxisVfsStat stat;

  if (make_way (self, path, TRUE, &stat))
    return pyxis_vfs_set_mode (self->vfs, stat.ino, record->mode, error);
  return make_parents (self, path, error) &&
         pyxis_vfs_make_folder (self->vfs, path, record->mode, error) != 0;
}

static gboolean
put_file (Salvage *self, const JournalRecord *record, const char *path, GError **error)
{
  gboolean is_new = record->base_size == JOURNAL_NO_BASE;
  PyxisVfsStat stat;
  gboolean is_there = make_way (self, path, FALSE, &stat);

  g_free (self->path);
  self->path = g_strdup (path);
  self->file = *record;
  self->held = 0;
  self->is_doubtful =
    !is_new && (!is_there || stat.size != record->base_size || stat.mtime != record->base_mtime ||
                g_hash_table_contains (self->doubtful, path));
  if (!is_there && !make_parents (self, path, error))
    return FALSE;
  self->ino = is_there ? stat.ino : pyxis_vfs_create (self->vfs, path, record->mode, error);
  if (self->ino == 0 || (is_new && !pyxis_vfs_truncate (self->vfs, self->ino, 0, error)))
    return FALSE;
  return pyxis_vfs_truncate (self->vfs, self->ino, record->size, error) &&
         pyxis_vfs_set_mode (self->vfs, self->ino, record->mode, error);
}

/* Those of a file whose own record is gone belong nowhere. */
static gboolean
put_bytes (Salvage *self, const JournalRecord *record, GError **error)
{
  if (self->ino == 0 || record->change != self->file.change || record->file != self->file.number)
    return TRUE;
  self->held += record->length;
  return pyxis_vfs_write (self->vfs, self->ino, record->offset, record->bytes, record->length,
                          error);
}

static gboolean
put (Salvage *self, const JournalRecord *record, GError **error)
{
  g_autofree char *path = NULL;

  if (record->change < self->newest)
    return TRUE;
  self->newest = record->kind == JOURNAL_COMMIT ? record->change + 1 : record->change;
  if (record->kind == JOURNAL_BYTES)
    return put_bytes (self, record, error);
  if (!finish_file (self, error))
    return FALSE;
  if (record->kind == JOURNAL_COMMIT)
    return TRUE;
  if (!pyxis_vfs_check_path (self->vfs, (const char *) record->bytes, (gssize) record->length,
                             error))
    return FALSE;
  path = g_strndup ((const char *) record->bytes, record->length);
  if (record->kind == JOURNAL_REMOVED)
    return pyxis_vfs_remove (self->vfs, path, NULL) || TRUE;
  return record->kind == JOURNAL_FOLDER ? put_folder (self, record, path, error)
                                        : put_file (self, record, path, error);
}

static gboolean
put_all (Salvage *self,
         JournalReader *reader,
         PyxisCopyProgress *progress,
         GCancellable *cancellable,
         GError **error)
{
  JournalRecord record;

  do {
    while (journal_reader_take (reader, &record))
      if (!journal_go_on (reader, progress, cancellable, error) || !put (self, &record, error))
        return FALSE;
    if (!journal_go_on (reader, progress, cancellable, error))
      return FALSE;
  } while (journal_reader_skip (reader));
  return finish_file (self, error);
}

/* Those that are there still. */
static void
list_doubtful (Salvage *self, GPtrArray *doubtful)
{
  GHashTableIter iter;
  gpointer path;
  PyxisVfsStat stat;

  g_hash_table_iter_init (&iter, self->doubtful);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (pyxis_vfs_stat (self->vfs, path, &stat, NULL) && !stat.is_folder)
      g_ptr_array_add (doubtful, g_strdup (path));
}

gboolean
journal_salvage (const PyxisVfsJournal *self,
                 PyxisVfs *vfs,
                 GPtrArray *doubtful,
                 PyxisCopyProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Salvage salvage = { .vfs = vfs, .doubtful = paths, .newest = self->last + 1 };
  JournalReader reader;
  gboolean is_done;

  journal_reader_init (&reader, self, self->found);
  reader.at = self->end;
  is_done = put_all (&salvage, &reader, progress, cancellable, error);
  journal_reader_clear (&reader);
  if (is_done && doubtful)
    list_doubtful (&salvage, doubtful);
  g_free (salvage.path);
  return is_done;
}
