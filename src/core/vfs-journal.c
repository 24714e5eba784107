/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-journal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vfs-file.h"
#include "vfs-journal-private.h"

/* What is being applied. */
typedef struct {
  PyxisVfs *vfs;
  guint64 ino;  /* of the file that bytes belong to; 0: none */
  guint number; /* of its record */
  gint64 mtime; /* which it gets after its bytes */
} Target;

/* Always FALSE. */
static gboolean
fail (const PyxisVfsJournal *self, int code, GError **error)
{
  g_set_error (error, G_IO_ERROR, code == ENOENT ? G_IO_ERROR_NOT_FOUND : G_IO_ERROR_FAILED,
               "The stored files in “%s” cannot be read: %s.", self->shown, g_strerror (code));
  return FALSE;
}

gboolean
journal_go_on (JournalReader *self,
               PyxisCopyProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  pyxis_copy_progress_set_done (progress, (gsize) self->at);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Whether the record is the next of the changes from the first on. */
static gboolean
follows (const JournalRecord *record, const JournalRecord *before, guint last)
{
  gboolean is_first = before->kind == 0 || before->kind == JOURNAL_COMMIT;

  if (record->after != last || record->number != (is_first ? 0 : before->number + 1))
    return FALSE;
  return is_first ? record->change > last : record->change == before->change;
}

static void
note_commit (PyxisVfsJournal *self, guint64 end, const JournalRecord *record, gboolean is_empty)
{
  self->found = end;
  self->n_unsaved = record->n_unsaved;
  self->is_empty = is_empty;
}

/* What is whole behind the damage, if that is what it is. What an attempt that failed left has a lower
 * number than what came after it. */
static gboolean
find_more (PyxisVfsJournal *self,
           JournalReader *reader,
           guint newest,
           PyxisCopyProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  JournalRecord record;
  guint64 at;

  do {
    for (at = reader->at; journal_reader_take (reader, &record); at = reader->at) {
      if (!journal_go_on (reader, progress, cancellable, error))
        return FALSE;
      if (record.change < newest)
        continue;
      if (record.kind == JOURNAL_COMMIT)
        note_commit (self, reader->at, &record, FALSE);
      else if (record.after > self->last)
        self->found = MAX (self->found, at);
      newest = record.kind == JOURNAL_COMMIT ? record.change + 1 : record.change;
    }
    if (!journal_go_on (reader, progress, cancellable, error))
      return FALSE;
  } while (journal_reader_skip (reader));
  return TRUE;
}

static gboolean
verify (PyxisVfsJournal *self,
        JournalReader *reader,
        PyxisCopyProgress *progress,
        GCancellable *cancellable,
        GError **error)
{
  JournalRecord before = { 0 }, record;
  gboolean is_empty = TRUE;
  guint64 at;

  for (at = reader->at; journal_reader_take (reader, &record); at = reader->at) {
    if (!journal_go_on (reader, progress, cancellable, error))
      return FALSE;
    if (self->form > 1 && !follows (&record, &before, self->last))
      break;
    before = record;
    is_empty &= record.kind == JOURNAL_COMMIT;
    if (record.kind != JOURNAL_COMMIT)
      continue;
    self->last = record.change;
    self->end = reader->at;
    note_commit (self, reader->at, &record, is_empty);
  }
  reader->at = at;
  return self->form == 1 || find_more (self, reader, MAX (before.change, self->last + 1), progress,
                                       cancellable, error);
}

/* Before the first record is the mark; where that was damaged, the first record has it too. */
static gboolean
has_record (const PyxisVfsJournal *self, guint64 size)
{
  JournalReader reader;
  JournalRecord record;
  gboolean has;

  journal_reader_init (&reader, self, size);
  has = journal_reader_take (&reader, &record);
  journal_reader_clear (&reader);
  return has;
}

static void
find_mark (PyxisVfsJournal *self, guint64 size)
{
  guint8 marks[2][JOURNAL_MARK_SIZE];

  if (pread (self->fd, marks, sizeof marks, JOURNAL_START_SIZE) != sizeof marks)
    return;
  self->start = JOURNAL_START_SIZE + JOURNAL_MARK_SIZE;
  for (guint i = 0; i < 2; i++) {
    memcpy (self->mark, marks[i], JOURNAL_MARK_SIZE);
    if (has_record (self, size))
      return;
  }
  memcpy (self->mark, marks[0], JOURNAL_MARK_SIZE);
}

/* Its form, from its first bytes. */
static gboolean
read_start (PyxisVfsJournal *self, guint64 size, GError **error)
{
  guint8 start[JOURNAL_START_SIZE];
  gssize n = pread (self->fd, start, sizeof start, 0);

  if (n < 0)
    return fail (self, errno, error);
  if (n == sizeof start && memcmp (start, JOURNAL_START, JOURNAL_NAME_SIZE) == 0 &&
      (start[8] == 1 || start[8] == 2) && memcmp (start + 9, "\0\0\0", 3) == 0)
    self->form = start[8];
  self->start = self->end = self->found = JOURNAL_START_SIZE;
  if (self->form == 2)
    find_mark (self, size);
  self->end = self->found = self->start;
  if (self->form > 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "“%s” holds no files of this version of Pyxis. Move it away to begin anew.",
               self->shown);
  return FALSE;
}

static gboolean
read_all (PyxisVfsJournal *self,
          guint64 size,
          PyxisCopyProgress *progress,
          GCancellable *cancellable,
          GError **error)
{
  JournalReader reader;
  gboolean is_read;

  pyxis_copy_progress_set_total (progress, size);
  journal_reader_init (&reader, self, size);
  is_read = verify (self, &reader, progress, cancellable, error);
  if (is_read && reader.code != 0)
    is_read = fail (self, reader.code, error);
  journal_reader_clear (&reader);
  /* It got its name when its first change was whole: without one it is no beginning, but damaged. */
  if (!is_read || self->found > self->start)
    return is_read;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "“%s” is damaged. Move it away to begin anew.", self->shown);
  return FALSE;
}

PyxisVfsJournal *
pyxis_vfs_journal_open (const char *path,
                        PyxisCopyProgress *progress,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (PyxisVfsJournal) self = g_atomic_rc_box_new0 (PyxisVfsJournal);
  struct stat status;

  self->is_empty = TRUE;
  self->shown = g_filename_display_name (path);
  self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (self->fd < 0 || fstat (self->fd, &status) != 0) {
    fail (self, errno, error);
    return NULL;
  }
  if (!S_ISREG (status.st_mode)) {
    fail (self, S_ISDIR (status.st_mode) ? EISDIR : EINVAL, error);
    return NULL;
  }
  if (!read_start (self, (guint64) status.st_size, error) ||
      !read_all (self, (guint64) status.st_size, progress, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
pyxis_vfs_journal_is_damaged (const PyxisVfsJournal *self)
{
  return self->found > self->end;
}

gboolean
pyxis_vfs_journal_is_empty (const PyxisVfsJournal *self)
{
  return self->is_empty && !pyxis_vfs_journal_is_damaged (self);
}

guint
pyxis_vfs_journal_get_n_unsaved (const PyxisVfsJournal *self)
{
  return self->n_unsaved;
}

static gboolean
find_ino (PyxisVfs *vfs, const char *path, guint64 *ino)
{
  PyxisVfsStat stat;

  *ino = pyxis_vfs_stat (vfs, path, &stat, NULL) ? stat.ino : 0;
  return *ino != 0;
}

static gboolean
apply_folder (Target *target, const JournalRecord *record, const char *path, GError **error)
{
  guint64 ino;

  if (find_ino (target->vfs, path, &ino))
    return pyxis_vfs_set_mode (target->vfs, ino, record->mode, error);
  return pyxis_vfs_make_folder (target->vfs, path, record->mode, error) != 0;
}

static gboolean
apply_file (Target *target, const JournalRecord *record, const char *path, GError **error)
{
  if (!find_ino (target->vfs, path, &target->ino))
    target->ino = pyxis_vfs_create (target->vfs, path, record->mode, error);
  target->mtime = record->mtime;
  target->number = record->number;
  return target->ino != 0 && pyxis_vfs_truncate (target->vfs, target->ino, record->size, error) &&
         pyxis_vfs_set_mode (target->vfs, target->ino, record->mode, error);
}

static gboolean
apply_bytes (Target *target, const JournalRecord *record, GError **error)
{
  if (target->ino == 0 || record->file != target->number) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "The stored files are damaged.");
    return FALSE;
  }
  return pyxis_vfs_write (target->vfs, target->ino, record->offset, record->bytes, record->length,
                          error);
}

/* All bytes of the last file are there. */
static gboolean
finish_file (Target *target, GError **error)
{
  guint64 ino = target->ino;

  target->ino = 0;
  return ino == 0 || pyxis_vfs_set_mtime (target->vfs, ino, target->mtime, error);
}

static gboolean
apply_record (Target *target, const JournalRecord *record, GError **error)
{
  g_autofree char *path = NULL;

  if (record->kind == JOURNAL_BYTES)
    return apply_bytes (target, record, error);
  if (!finish_file (target, error))
    return FALSE;
  if (record->kind == JOURNAL_COMMIT)
    return TRUE;
  if (!pyxis_vfs_check_path (target->vfs, (const char *) record->bytes, (gssize) record->length,
                             error))
    return FALSE;
  path = g_strndup ((const char *) record->bytes, record->length);
  if (record->kind == JOURNAL_REMOVED)
    return pyxis_vfs_remove (target->vfs, path, error);
  return record->kind == JOURNAL_FOLDER ? apply_folder (target, record, path, error)
                                        : apply_file (target, record, path, error);
}

gboolean
pyxis_vfs_journal_apply (const PyxisVfsJournal *self,
                         PyxisVfs *vfs,
                         GPtrArray *doubtful,
                         PyxisCopyProgress *progress,
                         GCancellable *cancellable,
                         GError **error)
{
  JournalReader reader;
  Target target = { .vfs = vfs };
  JournalRecord record;
  gboolean is_applied = TRUE;

  pyxis_copy_progress_set_total (progress, self->found);
  journal_reader_init (&reader, self, self->end);
  while (is_applied && journal_reader_take (&reader, &record))
    is_applied = journal_go_on (&reader, progress, cancellable, error) &&
                 apply_record (&target, &record, error);
  if (is_applied && reader.at < self->end)
    is_applied = fail (self, reader.code != 0 ? reader.code : EIO, error);
  journal_reader_clear (&reader);
  if (!is_applied || !finish_file (&target, error))
    return FALSE;
  return !pyxis_vfs_journal_is_damaged (self) ||
         journal_salvage (self, vfs, doubtful, progress, cancellable, error);
}

PyxisVfsJournal *
pyxis_vfs_journal_ref (PyxisVfsJournal *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer journal)
{
  PyxisVfsJournal *self = journal;

  if (self->fd >= 0)
    close (self->fd);
  g_free (self->shown);
}

void
pyxis_vfs_journal_unref (PyxisVfsJournal *self)
{
  g_atomic_rc_box_release_full (self, clear);
}
