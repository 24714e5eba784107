/* SPDX-License-Identifier: Apache-2.0 */
#include "bundle.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bundle-entries.h"
#include "file-stream.h"
#include "hash.h"
#include "key.h"
#include "seal.h"
#include "zip-source.h"

/* A larger file is not held in memory. */
#define MEMORY_MAX (32 * 1024 * 1024)

struct _PyxisBundle {
  GObject parent_instance;

  char *shown; /* its name in errors */
  int fd;
  goffset size;
  PyxisSource *zip;
  PyxisManifest *manifest;
  char *text;
  char *signature;
  char *key;
};

G_DEFINE_FINAL_TYPE (PyxisBundle, pyxis_bundle, G_TYPE_OBJECT)

static gboolean
fail_changed (GError **error, const char *path)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "“%s” in it is not what its author packed: get the app again.", path);
  return FALSE;
}

static gboolean
open_fd (PyxisBundle *self, const char *path, GError **error)
{
  struct stat facts;

  self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (self->fd < 0 || fstat (self->fd, &facts) != 0) {
    int code = errno;

    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "It cannot be read: %s.",
                 g_strerror (code));
    return FALSE;
  }
  if (!S_ISREG (facts.st_mode)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "It is no file.");
    return FALSE;
  }
  self->size = facts.st_size;
  return TRUE;
}

/* (transfer full): a temporary file with what `stream` has, which nobody else can change between
 * the comparison and the use. */
static GInputStream *
spool (GInputStream *stream, const PyxisManifestFile *file, GError **error)
{
  g_autofree char *name = NULL, *hash = NULL;
  int fd = g_file_open_tmp ("pyxis-XXXXXX", &name, error);
  goffset size;

  if (fd < 0)
    return NULL;
  unlink (name);
  hash = pyxis_hash_stream (stream, file->size, fd, &size, NULL, error);
  if (hash && g_str_equal (hash, file->hash) && lseek (fd, 0, SEEK_SET) == 0)
    return pyxis_file_stream_new (fd, file->size);

  close (fd);
  if (hash)
    fail_changed (error, file->path);
  return NULL;
}

/* (transfer full): the same in memory. */
static GInputStream *
load (GInputStream *stream, const PyxisManifestFile *file, GError **error)
{
  gsize length = (gsize) file->size, read = 0;
  g_autofree guint8 *data = g_malloc (length + 1);
  g_autofree char *hash = NULL;

  if (!g_input_stream_read_all (stream, data, length + 1, &read, NULL, error))
    return NULL;
  hash = read == length ? pyxis_hash_bytes (data, length) : NULL;
  if (!hash || !g_str_equal (hash, file->hash)) {
    fail_changed (error, file->path);
    return NULL;
  }
  return g_memory_input_stream_new_from_data (g_steal_pointer (&data), (gssize) length, g_free);
}

PyxisContent *
pyxis_bundle_open_file (PyxisBundle *self, const char *path, GError **error)
{
  const PyxisManifestFile *file = pyxis_manifest_lookup (self->manifest, path);
  g_autoptr (PyxisContent) content = NULL;
  g_autoptr (GError) local = NULL;
  GInputStream *stream;

  if (!file) {
    pyxis_source_set_not_found (error, path);
    return NULL;
  }

  content = pyxis_source_open (self->zip, path, &local);
  stream = !content                   ? NULL
           : file->size <= MEMORY_MAX ? load (content->stream, file, &local)
                                      : spool (content->stream, file, &local);
  if (stream)
    return pyxis_content_new (stream, file->size, -1);

  /* Damage that the zip itself notices is the same to whoever asks. */
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    fail_changed (error, path);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* `progress` (nullable) */
static gboolean
check_files (PyxisBundle *self, PyxisCopyProgress *progress, GError **error)
{
  for (guint i = 0; i < self->manifest->files->len; i++) {
    const PyxisManifestFile *file = self->manifest->files->pdata[i];

    pyxis_copy_progress_add_total (progress, (gsize) file->size + PYXIS_COPY_PROGRESS_FILE);
  }
  for (guint i = 0; i < self->manifest->files->len; i++) {
    const PyxisManifestFile *file = self->manifest->files->pdata[i];
    g_autoptr (PyxisContent) content = pyxis_bundle_open_file (self, file->path, error);

    if (!content)
      return FALSE;
    pyxis_copy_progress_add (progress, (gsize) file->size + PYXIS_COPY_PROGRESS_FILE);
  }
  return TRUE;
}

/* Where the seal is broken, what is it? A file of the app, or what holds them together. */
static gboolean
check_seal (PyxisBundle *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (pyxis_seal_is_whole (self->fd, &local))
    return TRUE;
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (check_files (self, NULL, error))
    g_set_error_literal (
      error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
      "Its seal is broken: bytes of it that are in no file were changed. Get the "
      "app again.");
  return FALSE;
}

/* The zip holds what the manifest lists, in the same sizes. */
static gboolean
compare_entries (PyxisBundle *self, GHashTable *sizes, GError **error)
{
  for (guint i = 0; i < self->manifest->files->len; i++) {
    const PyxisManifestFile *file = self->manifest->files->pdata[i];
    const goffset *size = g_hash_table_lookup (sizes, file->path);

    if (!size) {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "“%s” is missing in it: get the app again.", file->path);
      return FALSE;
    }
    if (*size != file->size)
      return fail_changed (error, file->path);
    g_hash_table_remove (sizes, file->path);
  }

  if (g_hash_table_size (sizes) > 0) {
    g_autofree gpointer *names = g_hash_table_get_keys_as_array (sizes, NULL);

    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "“%s” is in it and not in its manifest: get the app again.",
                 (const char *) names[0]);
    return FALSE;
  }
  return TRUE;
}

static gboolean
read_bundle (PyxisBundle *self, GError **error)
{
  g_auto (PyxisBundleEntries) entries = { NULL };

  if (!pyxis_bundle_entries_read (self->fd, &entries, error))
    return FALSE;
  self->manifest = pyxis_manifest_read (entries.manifest, strlen (entries.manifest), error);
  if (!self->manifest)
    return FALSE;
  self->text = g_steal_pointer (&entries.manifest);
  self->signature = g_steal_pointer (&entries.signature);
  if (self->signature) {
    self->key = pyxis_key_verify (self->signature, strlen (self->signature), self->text,
                                  strlen (self->text), error);
    if (!self->key)
      return FALSE;
  }
  if (!compare_entries (self, entries.sizes, error))
    return FALSE;

  self->zip = pyxis_zip_source_new_for_fd (self->fd, self->shown, error);
  return self->zip && (self->size > PYXIS_BUNDLE_SEAL_MAX || check_seal (self, error));
}

static void
pyxis_bundle_finalize (GObject *object)
{
  PyxisBundle *self = PYXIS_BUNDLE (object);

  g_clear_object (&self->zip);
  g_clear_pointer (&self->manifest, pyxis_manifest_free);
  g_free (self->shown);
  g_free (self->text);
  g_free (self->signature);
  g_free (self->key);
  if (self->fd >= 0)
    close (self->fd);

  G_OBJECT_CLASS (pyxis_bundle_parent_class)->finalize (object);
}

static void
pyxis_bundle_class_init (PyxisBundleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_bundle_finalize;
}

static void
pyxis_bundle_init (PyxisBundle *self)
{
  self->fd = -1;
}

PyxisBundle *
pyxis_bundle_open_as (const char *path, const char *shown, GError **error)
{
  g_autoptr (PyxisBundle) self = g_object_new (PYXIS_TYPE_BUNDLE, NULL);

  self->shown = g_filename_display_name (shown);
  if (!open_fd (self, path, error) || !read_bundle (self, error)) {
    g_prefix_error (error, "“%s” cannot be opened. ", self->shown);
    return NULL;
  }
  return g_steal_pointer (&self);
}

PyxisBundle *
pyxis_bundle_open (const char *path, GError **error)
{
  return pyxis_bundle_open_as (path, path, error);
}

const char *
pyxis_bundle_get_shown (PyxisBundle *self)
{
  return self->shown;
}

const PyxisManifest *
pyxis_bundle_get_manifest (PyxisBundle *self)
{
  return self->manifest;
}

const char *
pyxis_bundle_get_manifest_text (PyxisBundle *self)
{
  return self->text;
}

const char *
pyxis_bundle_get_key (PyxisBundle *self)
{
  return self->key;
}

const char *
pyxis_bundle_get_signature (PyxisBundle *self)
{
  return self->signature;
}

goffset
pyxis_bundle_get_size (PyxisBundle *self)
{
  return self->size;
}

gboolean
pyxis_bundle_check (PyxisBundle *self, PyxisCopyProgress *progress, GError **error)
{
  if (check_files (self, progress, error) && check_seal (self, error))
    return TRUE;

  g_prefix_error (error, "“%s” is damaged. ", self->shown);
  return FALSE;
}
