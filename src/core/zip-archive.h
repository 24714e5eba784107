/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* PyxisZipArchive: one pass through a zip file, from its first entry to its last, over libarchive.
 * Each pass has its own handle, and reads by position from a descriptor of its own, so that any
 * number of passes may run in as many threads. One pass stays in one thread at a time.
 *
 * Every error is G_IO_ERROR_INVALID_DATA with a sentence. */
typedef struct _PyxisZipArchive PyxisZipArchive;

typedef struct {
  const char *path; /* as the archive says it; NULL for what is no file and no folder: links,
                       encrypted entries, names that libarchive cannot read */
  const char *name; /* as the archive says it, whatever it is; for errors */
  goffset size;     /* -1 where the archive does not say */
  gint64 mtime;     /* seconds since 1970; -1 where the archive does not say */
  guint mode;       /* permission bits */
  gboolean is_folder;
  gboolean is_plain; /* stored or deflated: other methods may ask for gigabytes of memory */
} PyxisZipHeader;

/* `fd` is borrowed and must be of a regular file. */
PyxisZipArchive *pyxis_zip_archive_new (int fd, GError **error);

/* The same of an archive that is made of `length` bytes at `start` and of `end` behind them. */
PyxisZipArchive *
pyxis_zip_archive_new_part (int fd, goffset start, goffset length, GBytes *end, GError **error);

/* (nullable): borrowed until the next call. NULL without an error is the end. */
const PyxisZipHeader *pyxis_zip_archive_next (PyxisZipArchive *self, GError **error);

/* The next bytes of the current entry, borrowed until the next call; `length` 0 is the end, which
 * is reached only if the checksum is right. */
gboolean
pyxis_zip_archive_read (PyxisZipArchive *self, const guint8 **block, gsize *length, GError **error);

/* How far it has come in the file. */
goffset pyxis_zip_archive_get_position (PyxisZipArchive *self);

/* Whether reading never waits for a network or another program (file-system.h). */
gboolean pyxis_zip_archive_is_local (PyxisZipArchive *self);

void pyxis_zip_archive_free (PyxisZipArchive *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisZipArchive, pyxis_zip_archive_free)
