/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "content.h"

/* PyxisSource: where the files of a place come from; a folder, a zip, or pages made in memory.
 *
 * Paths are those of PyxisAddress: relative, decoded, canonical. Each function may be called from
 * any thread; open () and list_root () may wait for the disk. A source never follows a link, and
 * gives regular files only.
 *
 * Errors: G_IO_ERROR_NOT_FOUND for what is missing, hidden, linked or no regular file;
 * G_IO_ERROR_IS_DIRECTORY for a folder; G_IO_ERROR_PERMISSION_DENIED for an unreadable file;
 * G_IO_ERROR_INVALID_DATA for a damaged archive, G_IO_ERROR_NOT_SUPPORTED for an entry of a
 * kind that is not read. Their sentences name nothing outside of the source. */

#define PYXIS_TYPE_SOURCE (pyxis_source_get_type ())
G_DECLARE_INTERFACE (PyxisSource, pyxis_source, PYXIS, SOURCE, GObject)

struct _PyxisSourceInterface {
  GTypeInterface parent;

  PyxisContent *(*open) (PyxisSource *self, const char *path, GError **error);
  gboolean (*is_folder) (PyxisSource *self, const char *path);
  char **(*list_root) (PyxisSource *self, guint limit, GError **error);
};

/* A path that is not canonical is not found, so no source has to look at it. */
PyxisContent *pyxis_source_open (PyxisSource *self, const char *path, GError **error);

/* Whether open () would say G_IO_ERROR_IS_DIRECTORY, or that a folder may not be read; "" is one.
 * Cheap enough for the main thread: nothing is opened for reading, and nothing listed. */
gboolean pyxis_source_is_folder (PyxisSource *self, const char *path);

/* Whether a name in `path` begins with a dot: no source and no address gives such a file. */
gboolean pyxis_source_is_hidden (const char *path);

/* The one sentence for a file that is not there, for sources. */
void pyxis_source_set_not_found (GError **error, const char *path);

/* The whole text of a small file: at most `limit` bytes, valid UTF-8 without NUL, else
 * G_IO_ERROR_INVALID_DATA with a sentence. */
char *pyxis_source_load_text (PyxisSource *self, const char *path, gsize limit, GError **error);

/* As many names as are enough for any project. */
#define PYXIS_SOURCE_LIST_MAX 100000

/* (transfer full): the names directly in the root, sorted, folders with a trailing slash, hidden
 * and linked ones left out. Stops reading after `limit` names, whichever they are. */
char **pyxis_source_list_root (PyxisSource *self, guint limit, GError **error);
