/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "grant-call-private.h"
#include "grant-error.h"

/* Removes what is in a folder, whose descriptor it takes; links go, and nothing behind them. An error
 * number, or 0. */
static int
empty_folder (int fd, guint depth)
{
  DIR *dir = fdopendir (fd);
  int number = 0;

  if (!dir) {
    number = errno;
    close (fd);
    return number;
  }
  for (struct dirent *entry; number == 0 && (entry = readdir (dir));) {
    int below;

    if (g_str_equal (entry->d_name, ".") || g_str_equal (entry->d_name, "..") ||
        unlinkat (dirfd (dir), entry->d_name, 0) == 0)
      continue;
    if (errno != EISDIR && errno != EPERM) {
      number = errno == ENOENT ? 0 : errno;
      continue;
    }
    below =
      depth >= PYXIS_GRANT_CLIENT_DEPTH_MAX
        ? -1
        : openat (dirfd (dir), entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    number = below < 0 ? (depth >= PYXIS_GRANT_CLIENT_DEPTH_MAX ? ENOTEMPTY : errno)
                       : empty_folder (below, depth + 1);
    if (number == 0 && unlinkat (dirfd (dir), entry->d_name, AT_REMOVEDIR) != 0)
      number = errno;
  }
  closedir (dir);
  return number;
}

static int
remove_it (const PyxisGrantPlace *place, gboolean is_folder, gboolean is_recursive)
{
  int fd, number;

  if (is_folder && is_recursive) {
    fd = openat (place->folder, place->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    number = fd < 0 ? errno : empty_folder (fd, 0);
    if (number != 0)
      return number;
  }
  return unlinkat (place->folder, place->name, is_folder ? AT_REMOVEDIR : 0) == 0 ? 0 : errno;
}

/* Whether what is there is what the page has seen, so that it can mean to remove it. */
static gboolean
is_seen (const char *seen, const struct stat *status)
{
  g_autofree char *version = pyxis_grant_place_make_version (status);

  return g_str_equal (seen, S_ISDIR (status->st_mode) ? "folder" : version);
}

static GBytes *
keep (PyxisGrantCall *self)
{
  if (!pyxis_grant_call_get_flag (self, "quiet"))
    self->answer->kept = g_strdup (self->path);
  return g_bytes_new_static ("kept", 4);
}

/* A writer locks its file for all but other writers, as the web has it. */
static gboolean
check_lock (const PyxisGrantCall *self, const PyxisGrantPlace *place, GError **error)
{
  GHashTableIter iter;
  gpointer writer;

  g_hash_table_iter_init (&iter, self->desk->writers);
  while (g_hash_table_iter_next (&iter, NULL, &writer)) {
    if (!pyxis_grant_writer_is_at (writer, place))
      continue;
    g_set_error (error, PYXIS_GRANT_ERROR, PYXIS_GRANT_NO_MODIFICATION,
                 "“%s” is being written: close what createWritable () gave first.", place->shown);
    return FALSE;
  }
  return TRUE;
}

GBytes *
pyxis_grant_call_remove (PyxisGrantCall *self, GError **error)
{
  g_auto (PyxisGrantPlace) place = { .folder = -1 };
  const char *seen = pyxis_grant_call_get_text (self, "seen");
  struct stat status;
  int number;

  if (!pyxis_grant_check (self->grant, PYXIS_GRANT_READWRITE, error) ||
      !pyxis_grant_call_open_place (self, &place, error))
    return NULL;
  if (place.is_root) {
    g_set_error (error, PYXIS_GRANT_ERROR, PYXIS_GRANT_INVALID_MODIFICATION,
                 "What was granted itself is removed by nobody but the user.");
    return NULL;
  }
  if (!pyxis_grant_place_stat (&place, &status, error))
    return NULL;
  if (seen && !is_seen (seen, &status))
    return keep (self);
  if (!seen && !check_lock (self, &place, error))
    return NULL;
  number = remove_it (&place, S_ISDIR (status.st_mode),
                      !seen && pyxis_grant_call_get_flag (self, "recursive"));
  if (seen && number == ENOTEMPTY)
    return keep (self);
  if (number == 0)
    return g_bytes_new_static ("removed", 7);
  pyxis_grant_error_set (error, number, TRUE, place.shown);
  return NULL;
}
