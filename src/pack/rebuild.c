/* SPDX-License-Identifier: Apache-2.0 */
#include "rebuild.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "bundle-writer.h"
#include "file-stream.h"
#include "hash.h"
#include "run-writer.h"

typedef struct {
  PyxisBundle *bundle;
  int fd; /* of its file */
  PyxisCopyProgress *progress;
} Comparison;

static gboolean
fail (GError **error, const char *path, const char *what)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "“%s” %s.", path, what);
  return FALSE;
}

/* The first file that is not the same in both; TRUE: there is none. */
static gboolean
compare_files (const PyxisManifest *packed, const PyxisContents *folder, GError **error)
{
  for (guint i = 0; i < folder->files->len; i++) {
    const PyxisManifestFile *file = folder->files->pdata[i];
    const PyxisManifestFile *other = pyxis_manifest_lookup (packed, file->path);

    if (!other)
      return fail (error, file->path, "is in the folder and not in the bundle");
    if (!g_str_equal (file->hash, other->hash))
      return fail (error, file->path, "is not the same in the folder as in the bundle");
  }
  for (guint i = 0; i < packed->files->len; i++) {
    const PyxisManifestFile *file = packed->files->pdata[i];
    gboolean is_found = FALSE;

    for (guint j = 0; j < folder->files->len && !is_found; j++)
      is_found =
        g_str_equal (((const PyxisManifestFile *) folder->files->pdata[j])->path, file->path);
    if (!is_found)
      return fail (error, file->path, "is in the bundle and not in the folder");
  }
  return TRUE;
}

/* (transfer full): of all bytes of a file. */
static char *
hash_file (int fd, GError **error)
{
  goffset size = lseek (fd, 0, SEEK_END), read;
  g_autoptr (GInputStream) stream = pyxis_file_stream_new (dup (fd), size);

  lseek (fd, 0, SEEK_SET);
  return pyxis_hash_stream (stream, size, -1, &read, NULL, error);
}

/* As the bundle that is compared: alone, or behind what runs it. */
static gboolean
write_again (const Comparison *self, const PyxisContents *contents, int fd, GError **error)
{
  const char *signature = pyxis_bundle_get_signature (self->bundle);
  PyxisRunKind kind = pyxis_run_find_kind (self->fd);
  PyxisPackOptions options = {
    .is_shared = kind == PYXIS_RUN_SCRIPT,
    .progress = self->progress,
  };

  return kind == PYXIS_RUN_NONE ? pyxis_bundle_write (contents, signature, fd, &options, error)
                                : pyxis_run_write (contents, &options, signature, fd, error);
}

static gboolean
compare_bytes (const Comparison *self, const PyxisContents *contents, GError **error)
{
  g_autofree char *name = NULL, *packed = NULL, *rebuilt = NULL;
  int again = g_file_open_tmp ("pyxis-XXXXXX", &name, error);

  if (again < 0)
    return FALSE;
  unlink (name);
  packed = hash_file (self->fd, error);
  if (packed && write_again (self, contents, again, error))
    rebuilt = hash_file (again, error);
  close (again);
  if (!rebuilt)
    return FALSE;
  return g_str_equal (packed, rebuilt) ||
         fail (error, pyxis_bundle_get_shown (self->bundle),
               "has the same files, and was written by another program");
}

static gboolean
compare (const Comparison *self, const PyxisContents *read, GError **error)
{
  const PyxisManifest *manifest = pyxis_bundle_get_manifest (self->bundle);
  gboolean is_program = pyxis_run_find_kind (self->fd) == PYXIS_RUN_PROGRAM;
  g_autoptr (PyxisContents) contents = pyxis_run_make_contents (read, !is_program, error);

  if (!contents || !compare_files (manifest, contents, error))
    return FALSE;
  if (!g_str_equal (contents->manifest, pyxis_bundle_get_manifest_text (self->bundle)))
    return fail (error, pyxis_bundle_get_shown (self->bundle),
                 "describes the app in other words than the folder");
  return compare_bytes (self, contents, error);
}

gboolean
pyxis_rebuild_compare (PyxisBundle *bundle,
                       const char *path,
                       PyxisProject *project,
                       PyxisRuntimes *runtimes,
                       PyxisCopyProgress *progress,
                       GError **error)
{
  const PyxisManifest *manifest = pyxis_bundle_get_manifest (bundle);
  g_autoptr (PyxisContents) contents = pyxis_contents_new_of_project (
    project, manifest->runtimes->len > 0 ? runtimes : NULL, NULL, error);
  Comparison self = {
    .bundle = bundle,
    .fd = contents ? open (path, O_RDONLY | O_CLOEXEC) : -1,
    .progress = progress,
  };
  gboolean is_same;

  if (contents && self.fd < 0)
    return fail (error, pyxis_bundle_get_shown (bundle), "cannot be read any more");
  is_same = contents && compare (&self, contents, error);
  if (self.fd >= 0)
    close (self.fd);
  return is_same;
}
