/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-journal.h"

#include <string.h>

#include "vfs-file.h"
#include "vfs-journal-private.h"

struct _PyxisVfsJournal {
  GMappedFile *file; /* its writer never makes it shorter */
  gsize end;         /* of what holds */
  guint n_unsaved;
  gboolean is_empty;
};

typedef struct {
  const guint8 *at;
  gsize left;
} Reader;

typedef struct {
  JournalKind kind;
  guint mode;
  gint64 mtime;
  guint64 size;
  guint64 offset;
  guint n_unsaved;
  const guint8 *bytes; /* of a path, of a file, or a digest */
  gsize length;
} Record;

/* What is being applied. */
typedef struct {
  PyxisVfs *vfs;
  guint64 ino;  /* of the file that bytes belong to; 0: none */
  gint64 mtime; /* which it gets after its bytes */
} Target;

static gboolean
take_bytes (Reader *reader, gsize n, const guint8 **bytes)
{
  if (n > reader->left)
    return FALSE;
  *bytes = reader->at;
  reader->at += n;
  reader->left -= n;
  return TRUE;
}

static gboolean
take_number (Reader *reader, gsize n, guint64 *number)
{
  const guint8 *bytes;

  if (!take_bytes (reader, n, &bytes))
    return FALSE;
  *number = 0;
  for (gsize i = n; i > 0; i--)
    *number = *number << 8 | bytes[i - 1];
  return TRUE;
}

static gboolean
take_32 (Reader *reader, guint *number)
{
  guint64 wide = 0;
  gboolean is_there = take_number (reader, 4, &wide);

  *number = (guint) wide;
  return is_there;
}

static gboolean
take_path (Reader *reader, Record *record)
{
  guint length;

  if (!take_32 (reader, &length) || length == 0 || length > PYXIS_VFS_PATH_MAX)
    return FALSE;
  record->length = length;
  return take_bytes (reader, length, &record->bytes);
}

static gboolean
take_content (Reader *reader, Record *record)
{
  guint length;

  if (!take_number (reader, 8, &record->offset) || !take_32 (reader, &length))
    return FALSE;
  record->length = length;
  return take_bytes (reader, length, &record->bytes);
}

static gboolean
take_file (Reader *reader, Record *record)
{
  guint64 mtime;

  if (!take_32 (reader, &record->mode) || !take_number (reader, 8, &mtime) ||
      !take_number (reader, 8, &record->size))
    return FALSE;
  record->mtime = (gint64) mtime;
  return take_path (reader, record);
}

/* FALSE: there is no whole record more. */
static gboolean
take_record (Reader *reader, Record *record)
{
  const guint8 *kind;

  if (!take_bytes (reader, 1, &kind))
    return FALSE;
  *record = (Record){ .kind = *kind };
  switch (record->kind) {
  case JOURNAL_REMOVED:
    return take_path (reader, record);
  case JOURNAL_FOLDER:
    return take_32 (reader, &record->mode) && take_path (reader, record);
  case JOURNAL_FILE:
    return take_file (reader, record);
  case JOURNAL_BYTES:
    return take_content (reader, record);
  case JOURNAL_COMMIT:
    record->length = JOURNAL_DIGEST_SIZE;
    return take_32 (reader, &record->n_unsaved) &&
           take_bytes (reader, JOURNAL_DIGEST_SIZE, &record->bytes);
  default:
    return FALSE;
  }
}

/* The digest of everything up to here; `checksum` goes on. */
static gboolean
is_digest (const GChecksum *checksum, const guint8 *bytes)
{
  g_autoptr (GChecksum) copy = g_checksum_copy (checksum);
  guint8 digest[JOURNAL_DIGEST_SIZE];
  gsize length = sizeof digest;

  g_checksum_get_digest (copy, digest, &length);
  return memcmp (digest, bytes, length) == 0;
}

static void
hash (GChecksum *checksum, const guint8 *begin, const guint8 *end)
{
  for (gsize n; begin < end; begin += n) {
    n = MIN (end - begin, 1 << 20);
    g_checksum_update (checksum, begin, (gssize) n);
  }
}

static Reader
start_reading (const PyxisVfsJournal *self, gsize end)
{
  const guint8 *start = (const guint8 *) g_mapped_file_get_contents (self->file);

  return (Reader){ start + JOURNAL_START_SIZE, end - JOURNAL_START_SIZE };
}

/* Up to the last change that is whole. */
static void
verify (PyxisVfsJournal *self)
{
  const guint8 *start = (const guint8 *) g_mapped_file_get_contents (self->file);
  Reader reader = start_reading (self, g_mapped_file_get_length (self->file));
  g_autoptr (GChecksum) checksum = g_checksum_new (JOURNAL_DIGEST);
  gboolean is_empty = TRUE;
  Record record;

  self->end = JOURNAL_START_SIZE;
  self->is_empty = TRUE;
  for (const guint8 *begin = reader.at; take_record (&reader, &record); begin = reader.at) {
    if (record.kind == JOURNAL_COMMIT && !is_digest (checksum, record.bytes))
      return;
    hash (checksum, begin, reader.at);
    is_empty &= record.kind == JOURNAL_COMMIT;
    if (record.kind != JOURNAL_COMMIT)
      continue;
    self->end = reader.at - start;
    self->n_unsaved = record.n_unsaved;
    self->is_empty = is_empty;
  }
}

PyxisVfsJournal *
pyxis_vfs_journal_open (const char *path, GError **error)
{
  g_autoptr (PyxisVfsJournal) self = g_new0 (PyxisVfsJournal, 1);
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GError) cause = NULL;

  self->file = g_mapped_file_new (path, FALSE, &cause);
  if (!self->file) {
    gboolean is_missing = g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT);

    g_set_error (error, G_IO_ERROR, is_missing ? G_IO_ERROR_NOT_FOUND : G_IO_ERROR_FAILED,
                 "The stored files cannot be read: %s.", cause->message);
    return NULL;
  }
  if (g_mapped_file_get_length (self->file) < JOURNAL_START_SIZE ||
      memcmp (g_mapped_file_get_contents (self->file), JOURNAL_START, JOURNAL_START_SIZE) != 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "“%s” holds no files of this version of Pyxis. Move it away to begin anew.",
                 shown);
    return NULL;
  }
  verify (self);
  /* It got its name when its first change was whole: without one it is no beginning, but damaged. */
  if (self->end > JOURNAL_START_SIZE)
    return g_steal_pointer (&self);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "“%s” is damaged. Move it away to begin anew.", shown);
  return NULL;
}

gboolean
pyxis_vfs_journal_is_empty (const PyxisVfsJournal *self)
{
  return self->is_empty;
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
apply_folder (Target *target, const Record *record, const char *path, GError **error)
{
  guint64 ino;

  if (find_ino (target->vfs, path, &ino))
    return pyxis_vfs_set_mode (target->vfs, ino, record->mode, error);
  return pyxis_vfs_make_folder (target->vfs, path, record->mode, error) != 0;
}

static gboolean
apply_file (Target *target, const Record *record, const char *path, GError **error)
{
  if (!find_ino (target->vfs, path, &target->ino))
    target->ino = pyxis_vfs_create (target->vfs, path, record->mode, error);
  target->mtime = record->mtime;
  return target->ino != 0 && pyxis_vfs_truncate (target->vfs, target->ino, record->size, error) &&
         pyxis_vfs_set_mode (target->vfs, target->ino, record->mode, error);
}

static gboolean
apply_bytes (Target *target, const Record *record, GError **error)
{
  if (target->ino == 0) {
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
apply_record (Target *target, const Record *record, GError **error)
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
pyxis_vfs_journal_apply (const PyxisVfsJournal *self, PyxisVfs *vfs, GError **error)
{
  Reader reader = start_reading (self, self->end);
  Target target = { .vfs = vfs };
  Record record;

  while (take_record (&reader, &record))
    if (!apply_record (&target, &record, error))
      return FALSE;
  return finish_file (&target, error);
}

void
pyxis_vfs_journal_free (PyxisVfsJournal *self)
{
  g_clear_pointer (&self->file, g_mapped_file_unref);
  g_free (self);
}
