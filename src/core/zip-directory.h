/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "zip-archive.h"

/* PyxisZipDirectory: where the records of a zip file lie, so that one entry can be opened without a
 * walk over all before it, which libarchive has no way for. Only positions are read here: what an
 * entry means is libarchive's business, which is shown a small archive of that entry alone, made of
 * the file's own bytes. Nothing here is trusted: whoever opens an entry compares it with the index,
 * and libarchive checks the checksum. Constant after construction. */
typedef struct _PyxisZipDirectory PyxisZipDirectory;

/* (nullable): NULL for whatever is not of the plainest form, such as entries of 4 GiB, two with one
 * place, or bytes before the archive. That is no error, only slow: they are to be walked to.
 * `length`: how many entries libarchive found; others have another order. */
PyxisZipDirectory *pyxis_zip_directory_new (int fd, guint length);

/* (nullable): an archive of the entry with that ordinal alone, in front of it; NULL as above. */
PyxisZipArchive *pyxis_zip_directory_open (const PyxisZipDirectory *self, int fd, guint ordinal);

void pyxis_zip_directory_free (PyxisZipDirectory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisZipDirectory, pyxis_zip_directory_free)
