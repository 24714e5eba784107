/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "description.h"

/* PyxisManifest: what a bundle says of itself: the app's description, the runtimes that it carries,
 * and of every other file its path, size and SHA-256. As text it is JSON in one form only, so that a
 * signature of it means the same everywhere. Immutable after it was read; `add_file` is for making.
 *
 *   {"format":1,"app":{"id":...},"runtimes":[{"name":"pyscript","version":"0.7.31"}],
 *    "files":[{"path":"app/index.html","size":17,"sha256":"..."}]} */
#define PYXIS_MANIFEST_NAME "manifest.json"
#define PYXIS_MANIFEST_MAX_SIZE (16 * 1024 * 1024)
#define PYXIS_MANIFEST_MAX_FILES 30000
#define PYXIS_MANIFEST_MAX_TOTAL (G_GINT64_CONSTANT (3) * 1024 * 1024 * 1024)

typedef struct {
  char *path;
  goffset size;
  char *hash;
} PyxisManifestFile;

typedef struct {
  char *name;
  char *version;
} PyxisManifestRuntime;

typedef struct {
  char *id;
  char *name;
  char *version;
  char *licence;
  char *author;
  char **hosts;
  gboolean has_devtools;
  GPtrArray *runtimes; /* (element-type PyxisManifestRuntime): sorted by name */
  GPtrArray *files;    /* (element-type PyxisManifestFile): sorted by path, none twice */
  goffset size;        /* of all files */
} PyxisManifest;

/* The text of a manifest: of the same things always the same. `files` and `runtimes` as above. */
char *pyxis_manifest_write (const PyxisDescription *description,
                            GPtrArray *runtimes,
                            GPtrArray *files) G_GNUC_WARN_UNUSED_RESULT;

/* Reads what anybody may have written: all that is not as above is G_IO_ERROR_INVALID_DATA. */
PyxisManifest *pyxis_manifest_read (const char *text, gsize length, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* (nullable): by path. */
const PyxisManifestFile *pyxis_manifest_lookup (const PyxisManifest *self, const char *path);

PyxisManifestFile *pyxis_manifest_file_new (const char *path, goffset size, const char *hash);
void pyxis_manifest_file_free (PyxisManifestFile *self);

PyxisManifestRuntime *pyxis_manifest_runtime_new (const char *name, const char *version);
void pyxis_manifest_runtime_free (PyxisManifestRuntime *self);

/* (transfer full): "pyodide 314.0.2, pyscript 2026.7.3" of an array of PyxisManifestRuntime; "" of an empty one. */
char *pyxis_manifest_dup_runtimes (const GPtrArray *runtimes);

void pyxis_manifest_free (PyxisManifest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisManifest, pyxis_manifest_free)
