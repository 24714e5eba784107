/* SPDX-License-Identifier: Apache-2.0 */
#include "interpreter-snapshot-key.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#define PIECE (256 * 1024)

/* What an ordinary start of Pyodide reads. Versions of another layout have no snapshot. */
static const char *const files[] = {
  "pyodide.mjs",       "pyodide.asm.mjs",   "pyodide.asm.wasm",
  "python_stdlib.zip", "pyodide-lock.json", NULL,
};

gboolean
pyxis_interpreter_snapshot_key_is_known (const PyxisRuntime *runtime)
{
  if (!g_str_equal (runtime->name, "pyodide"))
    return FALSE;
  for (gsize i = 0; files[i]; i++)
    if (!pyxis_runtime_has_file (runtime, files[i]))
      return FALSE;
  return TRUE;
}

static void
finish_hash (GChecksum *checksum, guint8 *hash)
{
  gsize size = 32;

  g_checksum_get_digest (checksum, hash, &size);
}

static void
add_text (GChecksum *checksum, const char *text)
{
  /* With its NUL, so that two texts never read as others. */
  g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
}

static gboolean
add_stamp (GChecksum *checksum, const char *path, GError **error)
{
  struct stat status;
  g_autofree char *line = NULL;

  if (stat (path, &status) != 0) {
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "“%s” cannot be read", path);
    return FALSE;
  }
  line = g_strdup_printf ("%ju %ju %jd %jd.%09ld %jd.%09ld", (uintmax_t) status.st_dev,
                          (uintmax_t) status.st_ino, (intmax_t) status.st_size,
                          (intmax_t) status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                          (intmax_t) status.st_ctim.tv_sec, status.st_ctim.tv_nsec);
  add_text (checksum, line);
  return TRUE;
}

/* Each byte that comes from there was compared with what the digest is of. */
static void
take_digest (const PyxisRuntime *runtime, const char *facts, guint8 *hash)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  add_text (checksum, facts);
  add_text (checksum, runtime->digest);
  finish_hash (checksum, hash);
}

static gboolean
take_stamp (const PyxisRuntime *runtime, const char *facts, guint8 *stamp, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  add_text (checksum, facts);
  for (gsize i = 0; files[i]; i++) {
    g_autofree char *path = g_build_filename (runtime->path, files[i], NULL);

    add_text (checksum, files[i]);
    if (!add_stamp (checksum, path, error))
      return FALSE;
  }
  finish_hash (checksum, stamp);
  return TRUE;
}

static gboolean
add_file (GChecksum *checksum, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree guchar *piece = g_malloc (PIECE);
  guint64 total = 0;
  gssize length;

  if (!stream)
    return FALSE;
  while ((length = g_input_stream_read (G_INPUT_STREAM (stream), piece, PIECE, NULL, error)) > 0) {
    g_checksum_update (checksum, piece, length);
    total += (guint64) length;
  }
  total = GUINT64_TO_LE (total);
  g_checksum_update (checksum, (const guchar *) &total, sizeof total);
  return length == 0;
}

PyxisInterpreterSnapshotKey *
pyxis_interpreter_snapshot_key_new (const PyxisRuntime *runtime, const char *facts, GError **error)
{
  g_autoptr (PyxisInterpreterSnapshotKey) self = g_new0 (PyxisInterpreterSnapshotKey, 1);

  self->runtime = runtime;
  self->facts = g_strdup (facts);
  if (runtime->digest) {
    take_digest (runtime, facts, self->stamp);
    take_digest (runtime, facts, self->content);
    self->has_content = TRUE;
  } else if (!take_stamp (runtime, facts, self->stamp, error)) {
    return NULL;
  }
  return g_steal_pointer (&self);
}

gboolean
pyxis_interpreter_snapshot_key_read (PyxisInterpreterSnapshotKey *self, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 stamp[32];

  if (self->runtime->digest)
    return TRUE;
  add_text (checksum, self->facts);
  for (gsize i = 0; files[i]; i++) {
    g_autofree char *path = g_build_filename (self->runtime->path, files[i], NULL);

    add_text (checksum, files[i]);
    if (!add_file (checksum, path, error))
      return FALSE;
  }
  if (!take_stamp (self->runtime, self->facts, stamp, error))
    return FALSE;
  if (memcmp (stamp, self->stamp, sizeof stamp) != 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, "the files of %s %s are being changed",
                 self->runtime->name, self->runtime->version);
    return FALSE;
  }
  finish_hash (checksum, self->content);
  self->has_content = TRUE;
  return TRUE;
}

gboolean
pyxis_interpreter_snapshot_key_fits (PyxisInterpreterSnapshotKey *self,
                                     const guint8 *stamp,
                                     const guint8 *content)
{
  if (memcmp (stamp, self->stamp, sizeof self->stamp) == 0)
    return TRUE;
  if (!self->has_content && !pyxis_interpreter_snapshot_key_read (self, NULL))
    return FALSE;
  return memcmp (content, self->content, sizeof self->content) == 0;
}

void
pyxis_interpreter_snapshot_key_free (PyxisInterpreterSnapshotKey *self)
{
  g_free (self->facts);
  g_free (self);
}
