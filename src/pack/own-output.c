/* SPDX-License-Identifier: Apache-2.0 */
#include "own-output.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "deb-reader.h"
#include "flatpak-reader.h"
#include "key.h"
#include "seal.h"

/* Of those in a folder called "bin" that are looked at. */
#define MAX_LAUNCHERS 100

PyxisOwnKind
pyxis_own_output_find_kind (int fd, goffset size)
{
  char start[PYXIS_KEY_START_SIZE];
  gssize length = size >= (goffset) sizeof start ? pread (fd, start, sizeof start, 0) : 0;

  if (length < (gssize) sizeof start)
    return PYXIS_OWN_NONE;
  if (pyxis_key_is_secret (start, (gsize) length))
    return PYXIS_OWN_SECRET_KEY;
  if (pyxis_seal_is_there (fd))
    return PYXIS_OWN_APP;
  if (pyxis_deb_is_one (start, (gsize) length)) {
    g_autofree char *bundle = pyxis_deb_dup_bundle (fd);

    return bundle ? PYXIS_OWN_APP : PYXIS_OWN_NONE;
  }
  return pyxis_flatpak_is_one (start, (gsize) length) && pyxis_flatpak_has_bundle (fd)
           ? PYXIS_OWN_APP
           : PYXIS_OWN_NONE;
}

static gboolean
is_sealed (int folder, const char *path)
{
  int fd = openat (folder, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  gboolean result = fd >= 0 && pyxis_seal_is_there (fd);

  if (fd >= 0)
    close (fd);
  return result;
}

char *
pyxis_own_output_dup_bundle (int folder)
{
  int fd = openat (folder, "bin", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  DIR *dir = fd >= 0 ? fdopendir (fd) : NULL;
  g_autofree char *found = NULL;
  struct dirent *entry;

  if (fd >= 0 && !dir)
    close (fd);
  for (guint i = 0; dir && !found && i < MAX_LAUNCHERS && (entry = readdir (dir)) != NULL; i++) {
    g_autofree char *path = g_strdup_printf ("share/%s/%s.pyxis", entry->d_name, entry->d_name);

    if (is_sealed (folder, path))
      found = g_steal_pointer (&path);
  }
  if (dir)
    closedir (dir);
  return g_steal_pointer (&found);
}
