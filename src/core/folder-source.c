/* SPDX-License-Identifier: Apache-2.0 */
#include "folder-source.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "address.h"
#include "file-stream.h"
#include "folder-source-private.h"
#include "names.h"

struct _PyxisFolderSource {
  GObject parent_instance;
  int fd;
  PyxisFolderOpen open;
};

static void pyxis_folder_source_source_init (PyxisSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PyxisFolderSource,
                               pyxis_folder_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PYXIS_TYPE_SOURCE,
                                                      pyxis_folder_source_source_init))

static void
set_open_error (GError **error, int number, const char *path)
{
  switch (number) {
  case ENOENT:
  case ENOTDIR:
  case ELOOP:        /* a link */
  case EXDEV:        /* out of the folder */
  case ENAMETOOLONG: /* longer than the file system can hold, so it holds none */
  case ENXIO:        /* a socket, or a device without a driver */
  case ENODEV:
    pyxis_source_set_not_found (error, path);
    break;
  case EACCES:
  case EPERM:
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                 "“%s” may not be read: change its permissions.", path);
    break;
  default:
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), "“%s” cannot be read: %s.",
                 path, g_strerror (number));
  }
}

/* Takes `fd`. */
static PyxisContent *
content_for_fd (int fd, const char *path, GError **error)
{
  struct stat status = { 0 };

  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode)) {
    GInputStream *stream = pyxis_file_stream_new (fd, status.st_size);

    return pyxis_content_new (stream, status.st_size, status.st_mtim.tv_sec);
  }

  close (fd);
  if (S_ISDIR (status.st_mode))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "“%s” is a folder.", path);
  else
    pyxis_source_set_not_found (error, path);

  return NULL;
}

static PyxisContent *
pyxis_folder_source_open (PyxisSource *source, const char *path, GError **error)
{
  PyxisFolderSource *self = PYXIS_FOLDER_SOURCE (source);
  int fd;

  if (!*path) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "The project is a folder.");
    return NULL;
  }

  fd = self->open (self->fd, path, PYXIS_FOLDER_OPEN_READ);
  if (fd < 0) {
    set_open_error (error, -fd, path);
    return NULL;
  }

  return content_for_fd (fd, path, error);
}

static gboolean
pyxis_folder_source_is_folder (PyxisSource *source, const char *path)
{
  PyxisFolderSource *self = PYXIS_FOLDER_SOURCE (source);
  int fd = *path ? self->open (self->fd, path, PYXIS_FOLDER_OPEN_FOLDER) : -1;

  if (fd >= 0)
    close (fd);

  return !*path || fd >= 0;
}

static gboolean
is_of_type (int fd, const struct dirent *entry, unsigned char wanted)
{
  struct stat status;

  if (entry->d_type != DT_UNKNOWN)
    return entry->d_type == wanted;
  /* Some file systems do not tell. */
  if (fstatat (fd, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
    return FALSE;

  return wanted == DT_DIR ? S_ISDIR (status.st_mode) : S_ISREG (status.st_mode);
}

/* (nullable) (transfer full): the name as list_root () gives it; NULL for what is left out. */
static char *
dup_listed_name (int fd, const struct dirent *entry)
{
  if (entry->d_name[0] == '.' || !pyxis_address_check_path (entry->d_name, NULL))
    return NULL;
  if (is_of_type (fd, entry, DT_DIR))
    return g_strconcat (entry->d_name, "/", NULL);

  return is_of_type (fd, entry, DT_REG) ? g_strdup (entry->d_name) : NULL;
}

static char **
pyxis_folder_source_list_root (PyxisSource *source, guint limit, GError **error)
{
  PyxisFolderSource *self = PYXIS_FOLDER_SOURCE (source);
  int fd = openat (self->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *dir = fd >= 0 ? fdopendir (fd) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (!dir) {
    int saved = errno;

    if (fd >= 0)
      close (fd);
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved),
                 "The folder cannot be listed: %s.", g_strerror (saved));
    return NULL;
  }

  for (struct dirent *entry; names->len < limit && (entry = readdir (dir));) {
    char *name = dup_listed_name (fd, entry);

    if (name)
      g_ptr_array_add (names, name);
  }
  closedir (dir);

  return pyxis_names_steal_sorted (names);
}

static void
pyxis_folder_source_source_init (PyxisSourceInterface *iface)
{
  iface->open = pyxis_folder_source_open;
  iface->is_folder = pyxis_folder_source_is_folder;
  iface->list_root = pyxis_folder_source_list_root;
}

static void
pyxis_folder_source_finalize (GObject *object)
{
  close (PYXIS_FOLDER_SOURCE (object)->fd);
  G_OBJECT_CLASS (pyxis_folder_source_parent_class)->finalize (object);
}

static void
pyxis_folder_source_class_init (PyxisFolderSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_folder_source_finalize;
}

static void
pyxis_folder_source_init (PyxisFolderSource *self)
{
}

PyxisSource *
pyxis_folder_source_new_with_open (const char *path, PyxisFolderOpen open_below, GError **error)
{
  int fd = open (path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  PyxisFolderSource *self;

  if (fd < 0) {
    int saved = errno;

    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved),
                 "The folder “%s” cannot be opened: %s.", path, g_strerror (saved));
    return NULL;
  }

  self = g_object_new (PYXIS_TYPE_FOLDER_SOURCE, NULL);
  self->fd = fd;
  self->open = open_below;

  return PYXIS_SOURCE (self);
}

PyxisSource *
pyxis_folder_source_new (const char *path, GError **error)
{
  return pyxis_folder_source_new_with_open (path, pyxis_folder_open, error);
}
