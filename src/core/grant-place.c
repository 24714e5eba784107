/* SPDX-License-Identifier: Apache-2.0 */
#include "grant-place.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "folder-open.h"
#include "grant-error.h"
#include "random-token.h"
#include "vfs-path.h"

#define SWAP_PREFIX ".pyxis-"
#define SWAP_SUFFIX ".swap"
#define SWAP_LENGTH (strlen (SWAP_PREFIX) + PYXIS_RANDOM_TOKEN_LENGTH + strlen (SWAP_SUFFIX))

gboolean
pyxis_grant_place_is_swap (const char *name)
{
  return strlen (name) == SWAP_LENGTH && g_str_has_prefix (name, SWAP_PREFIX) &&
         g_str_has_suffix (name, SWAP_SUFFIX);
}

char *
pyxis_grant_place_make_swap_name (void)
{
  g_autofree char *token = pyxis_random_token_make ();

  return g_strconcat (SWAP_PREFIX, token, SWAP_SUFFIX, NULL);
}

static gboolean
check_path (PyxisVfsPath *parsed, const char *path, gsize length, GError **error)
{
  const PyxisVfsLimits limits = { .path = PYXIS_VFS_PATH_MAX, .name = PYXIS_VFS_NAME_MAX };
  g_autoptr (GError) reason = NULL;

  if (pyxis_vfs_path_parse (parsed, path, (gssize) length, &limits, &reason) && !parsed->is_folder)
    return TRUE;
  g_set_error (error, PYXIS_GRANT_ERROR, PYXIS_GRANT_TYPE_ERROR, "%s",
               reason ? reason->message : "A name must not end with a slash.");
  return FALSE;
}

/* The folder that was granted, or that of the granted file. The last part of its path is no link: it
 * was followed when it was granted, and whoever put one there since did not ask the user. */
static int
open_base (PyxisGrant *grant, GError **error)
{
  g_autofree char *folder = grant->is_folder ? NULL : g_path_get_dirname (grant->path);
  int fd;

  do
    fd = open (folder ? folder : grant->path, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  while (fd < 0 && errno == EINTR);
  if (fd < 0)
    pyxis_grant_error_set (error, errno == ENOTDIR ? ENOENT : errno, FALSE, grant->name);
  return fd;
}

/* From the granted folder to the one of the last name. */
static gboolean
open_way (PyxisGrantPlace *self, const PyxisVfsPath *path, GError **error)
{
  g_autofree char *way = NULL;
  int fd;

  if (path->last == 0)
    return TRUE;
  way = g_strndup (path->text, path->last - 1);
  fd = pyxis_folder_open (self->folder, way, PYXIS_FOLDER_OPEN_FOLDER);
  if (fd < 0) {
    pyxis_grant_error_set (error, fd == -ENOTDIR ? ENOENT : -fd, FALSE, way);
    return FALSE;
  }
  close (self->folder);
  self->folder = fd;
  return TRUE;
}

gboolean
pyxis_grant_place_open (
  PyxisGrantPlace *self, PyxisGrant *grant, const char *path, gsize length, GError **error)
{
  PyxisVfsPath parsed;

  *self = (PyxisGrantPlace){ .folder = -1 };
  if (!check_path (&parsed, path, length, error))
    return FALSE;
  if (!grant->is_folder && parsed.length > 0) {
    pyxis_grant_error_set (error, ENOTDIR, FALSE, grant->name);
    return FALSE;
  }

  self->folder = open_base (grant, error);
  if (self->folder < 0)
    return FALSE;
  self->is_root = parsed.length == 0;
  if (self->is_root)
    self->name = grant->is_folder ? g_strdup (".") : g_path_get_basename (grant->path);
  else
    self->name = g_strndup (path + parsed.last, parsed.length - parsed.last);
  self->shown = self->is_root ? grant->name : self->name;
  if (!pyxis_grant_place_is_swap (self->name))
    return open_way (self, &parsed, error);
  pyxis_grant_error_set (error, ENOENT, FALSE, self->name);
  return FALSE;
}

gboolean
pyxis_grant_place_stat (const PyxisGrantPlace *self, struct stat *status, GError **error)
{
  int number = 0;

  if (fstatat (self->folder, self->name, status, AT_SYMLINK_NOFOLLOW) != 0)
    number = errno;
  else if (S_ISLNK (status->st_mode))
    number = ELOOP;
  else if (!S_ISREG (status->st_mode) && !S_ISDIR (status->st_mode))
    number = ENODEV;
  else
    return TRUE;
  pyxis_grant_error_set (error, number, FALSE, self->shown);
  return FALSE;
}

static int
open_it (const PyxisGrantPlace *self, int flags, GError **error)
{
  int fd;

  do
    fd = openat (self->folder, self->name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | flags);
  while (fd < 0 && errno == EINTR);
  if (fd < 0)
    pyxis_grant_error_set (error, errno, FALSE, self->shown);
  return fd;
}

int
pyxis_grant_place_open_file (const PyxisGrantPlace *self, struct stat *status, GError **error)
{
  int fd = open_it (self, O_NONBLOCK | O_NOCTTY, error);
  int number = 0;

  if (fd < 0)
    return -1;
  if (fstat (fd, status) != 0)
    number = errno;
  else if (S_ISDIR (status->st_mode))
    number = EISDIR;
  else if (!S_ISREG (status->st_mode))
    number = ENODEV;
  else
    return fd;
  close (fd);
  pyxis_grant_error_set (error, number, FALSE, self->shown);
  return -1;
}

int
pyxis_grant_place_open_folder (const PyxisGrantPlace *self, GError **error)
{
  return open_it (self, O_DIRECTORY, error);
}

char *
pyxis_grant_place_make_version (const struct stat *status)
{
  return g_strdup_printf (
    "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x-%" G_GINT64_FORMAT ".%09ld-%" G_GINT64_FORMAT,
    (gint64) status->st_dev, (gint64) status->st_ino, (gint64) status->st_mtim.tv_sec,
    status->st_mtim.tv_nsec, (gint64) status->st_size);
}

void
pyxis_grant_place_clear (PyxisGrantPlace *self)
{
  if (self->folder >= 0)
    close (self->folder);
  self->folder = -1;
  g_clear_pointer (&self->name, g_free);
}
