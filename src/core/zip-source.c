/* SPDX-License-Identifier: Apache-2.0 */
#include "zip-source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "zip-directory.h"
#include "zip-index.h"
#include "zip-stream.h"

struct _PyxisZipSource {
  GObject parent_instance;
  int fd; /* the path is not trusted a second time */
  PyxisZipIndex *index;
  PyxisZipDirectory *directory; /* (nullable): entries are walked to, then */
};

static void pyxis_zip_source_source_init (PyxisSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PyxisZipSource,
                               pyxis_zip_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PYXIS_TYPE_SOURCE,
                                                      pyxis_zip_source_source_init))

static gboolean
check_entry (const PyxisZipEntry *entry, GError **error)
{
  if (entry->size > PYXIS_ZIP_MAX_SIZE) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 "“%s” is larger than 4 GiB: unpack the zip file and open the folder.",
                 entry->path);
    return FALSE;
  }
  if (!entry->is_plain) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 "“%s” is compressed by an unusual method: make the zip file again with “deflate”.",
                 entry->path);
    return FALSE;
  }

  return TRUE;
}

static gboolean
is_entry (const PyxisZipHeader *header, const PyxisZipEntry *entry)
{
  return header && g_strcmp0 (header->path, entry->path) == 0 && header->size == entry->size &&
         header->is_plain == entry->is_plain;
}

/* (nullable) (transfer full): as walk_to (), without going through what comes before; NULL where
 * that cannot be, or gives anything else than the index says. */
static PyxisZipArchive *
jump_to (PyxisZipSource *self, const PyxisZipEntry *entry)
{
  g_autoptr (PyxisZipArchive) archive =
    self->directory ? pyxis_zip_directory_open (self->directory, self->fd, entry->ordinal) : NULL;

  if (!archive || !is_entry (pyxis_zip_archive_next (archive, NULL), entry))
    return NULL;

  return g_steal_pointer (&archive);
}

/* (transfer full): the archive with `entry` as its current one. */
static PyxisZipArchive *
walk_to (PyxisZipSource *self, const PyxisZipEntry *entry, GError **error)
{
  g_autoptr (PyxisZipArchive) archive = pyxis_zip_archive_new (self->fd, error);
  const PyxisZipHeader *header = NULL;
  g_autoptr (GError) local = NULL;

  if (!archive)
    return NULL;

  for (guint i = 0; i <= entry->ordinal; i++) {
    header = pyxis_zip_archive_next (archive, &local);
    if (!header)
      break;
  }

  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  if (!is_entry (header, entry)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "The zip file was changed after it had been opened: open it again.");
    return NULL;
  }

  return g_steal_pointer (&archive);
}

static PyxisContent *
pyxis_zip_source_open (PyxisSource *source, const char *path, GError **error)
{
  PyxisZipSource *self = PYXIS_ZIP_SOURCE (source);
  const PyxisZipEntry *entry = pyxis_zip_index_lookup (self->index, path);
  PyxisZipArchive *archive;

  if (!entry) {
    if (pyxis_zip_index_has_folder (self->index, path))
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "“%s” is a folder.", path);
    else
      pyxis_source_set_not_found (error, path);
    return NULL;
  }

  if (!check_entry (entry, error))
    return NULL;
  archive = jump_to (self, entry);
  if (!archive)
    archive = walk_to (self, entry, error);
  if (!archive)
    return NULL;

  return pyxis_content_new (pyxis_zip_stream_new (archive, entry->size, PYXIS_ZIP_MAX_SIZE),
                            entry->size, entry->mtime);
}

static gboolean
pyxis_zip_source_is_folder (PyxisSource *source, const char *path)
{
  PyxisZipIndex *index = PYXIS_ZIP_SOURCE (source)->index;

  return !pyxis_zip_index_lookup (index, path) && pyxis_zip_index_has_folder (index, path);
}

static char **
pyxis_zip_source_list_root (PyxisSource *source, guint limit, GError **error)
{
  return pyxis_zip_index_list_root (PYXIS_ZIP_SOURCE (source)->index, limit);
}

static void
pyxis_zip_source_source_init (PyxisSourceInterface *iface)
{
  iface->open = pyxis_zip_source_open;
  iface->is_folder = pyxis_zip_source_is_folder;
  iface->list_root = pyxis_zip_source_list_root;
}

static void
pyxis_zip_source_finalize (GObject *object)
{
  PyxisZipSource *self = PYXIS_ZIP_SOURCE (object);

  g_clear_pointer (&self->index, pyxis_zip_index_free);
  g_clear_pointer (&self->directory, pyxis_zip_directory_free);
  if (self->fd >= 0)
    close (self->fd);
  G_OBJECT_CLASS (pyxis_zip_source_parent_class)->finalize (object);
}

static void
pyxis_zip_source_class_init (PyxisZipSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_zip_source_finalize;
}

static void
pyxis_zip_source_init (PyxisZipSource *self)
{
  self->fd = -1;
}

static gboolean
open_file (PyxisZipSource *self, const char *path, GError **error)
{
  struct stat status;

  self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (self->fd < 0 || fstat (self->fd, &status) != 0) {
    int saved = errno;

    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "“%s” cannot be opened: %s.",
                 path, g_strerror (saved));
    return FALSE;
  }
  if (!S_ISREG (status.st_mode)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "“%s” is no file.", path);
    return FALSE;
  }

  return TRUE;
}

static gboolean
read_index (PyxisZipSource *self, const char *shown, GError **error)
{
  g_autoptr (PyxisZipArchive) archive = pyxis_zip_archive_new (self->fd, error);

  self->index = archive ? pyxis_zip_index_new (archive, error) : NULL;
  if (!self->index) {
    g_prefix_error (error, "“%s” cannot be opened. ", shown);
    return FALSE;
  }

  self->directory =
    pyxis_zip_directory_new (self->fd, pyxis_zip_index_get_archive_length (self->index));
  return TRUE;
}

PyxisSource *
pyxis_zip_source_new (const char *path, GError **error)
{
  g_autoptr (PyxisZipSource) self = g_object_new (PYXIS_TYPE_ZIP_SOURCE, NULL);

  if (!open_file (self, path, error) || !read_index (self, path, error))
    return NULL;

  return PYXIS_SOURCE (g_steal_pointer (&self));
}

PyxisSource *
pyxis_zip_source_new_for_fd (int fd, const char *shown, GError **error)
{
  g_autoptr (PyxisZipSource) self = g_object_new (PYXIS_TYPE_ZIP_SOURCE, NULL);

  self->fd = fcntl (fd, F_DUPFD_CLOEXEC, 3);
  if (self->fd < 0) {
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "“%s” cannot be opened: %s.",
                 shown, g_strerror (errno));
    return NULL;
  }
  if (!read_index (self, shown, error))
    return NULL;

  return PYXIS_SOURCE (g_steal_pointer (&self));
}
