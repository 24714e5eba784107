/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "zip-archive.h"

/* PyxisZipIndex: which files an archive has, by path. Of two entries with one name the first
 * counts; names that no address can have, and hidden ones, are left out, as is "__MACOSX", which
 * one system's packer adds beside every folder. Folders need no entry of their own. An archive
 * whose single root entry is a folder is entered. Constant after construction. */
#define PYXIS_ZIP_MAX_ENTRIES 100000
#define PYXIS_ZIP_MAX_SIZE (G_GINT64_CONSTANT (4) * 1024 * 1024 * 1024)

typedef struct {
  char *path;
  guint ordinal; /* how many entries of the archive come before it */
  goffset size;
  gint64 mtime;
  gboolean is_folder;
  gboolean is_plain;
} PyxisZipEntry;

typedef struct _PyxisZipIndex PyxisZipIndex;

/* Goes through the whole of `archive`. */
PyxisZipIndex *pyxis_zip_index_new (PyxisZipArchive *archive, GError **error);

/* (nullable): borrowed; never a folder. */
const PyxisZipEntry *pyxis_zip_index_lookup (PyxisZipIndex *self, const char *path);

/* How many entries the archive has, those that were left out among them. */
guint pyxis_zip_index_get_archive_length (PyxisZipIndex *self);

gboolean pyxis_zip_index_has_folder (PyxisZipIndex *self, const char *path);

/* (transfer full): as pyxis_source_list_root () wants it. */
char **pyxis_zip_index_list_root (PyxisZipIndex *self, guint limit);

void pyxis_zip_index_free (PyxisZipIndex *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisZipIndex, pyxis_zip_index_free)
