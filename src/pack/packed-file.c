/* SPDX-License-Identifier: Apache-2.0 */
#include "packed-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "deb-reader.h"
#include "flatpak-reader.h"
#include "own-output.h"
#include "run-writer.h"
#include "seal.h"

#define START_SIZE 512

static gboolean
fail (GError **error, const char *path, const char *what)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "“%s” %s.", shown, what);
  return FALSE;
}

/* The bundle is a file of the folder. */
static gboolean
find_in_folder (PyxisPackedFile *self, const char *path, int folder, GError **error)
{
  g_autofree char *bundle = pyxis_own_output_dup_bundle (folder);

  if (!bundle)
    return fail (error, path,
                 "is a folder, and no app that Pyxis packed as one; name what `pyxis pack` made");
  self->kind = "folder";
  self->path = g_build_filename (path, bundle, NULL);
  return TRUE;
}

static gboolean
extract (PyxisPackedFile *self, const char *path, int fd, const char *bundle, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *name = NULL;

  self->fd = g_file_open_tmp ("pyxis-XXXXXX", &name, error);
  if (self->fd < 0)
    return FALSE;
  unlink (name);
  self->path = g_strdup_printf ("/proc/self/fd/%d", self->fd);
  if (bundle ? pyxis_deb_extract (fd, bundle, self->fd, error)
             : pyxis_flatpak_extract (fd, self->fd, error))
    return TRUE;
  g_prefix_error (error, "“%s” cannot be opened. ", shown);
  return FALSE;
}

/* Whether a file that begins so is a zip or one of Pyxis's programs, be it damaged. */
static gboolean
is_begun (const char *start)
{
  return g_str_has_prefix (start, "PK") ||
         g_str_has_prefix (start + PYXIS_RUN_MARK_PLACE, PYXIS_RUN_MARK) ||
         (g_str_has_prefix (start, "#!") && strstr (start, "pyxis app "));
}

/* The bundle is in a package, or is the file itself. */
static gboolean
find_in_file (PyxisPackedFile *self, const char *path, int fd, GError **error)
{
  char start[START_SIZE + 1] = { 0 };
  gssize n = pread (fd, start, START_SIZE, 0);
  gsize length = (gsize) MAX (n, 0);
  gboolean is_deb = pyxis_deb_is_one (start, length);
  g_autofree char *bundle = is_deb ? pyxis_deb_dup_bundle (fd) : NULL;

  self->kind = is_deb                                 ? "Debian package"
               : pyxis_flatpak_is_one (start, length) ? "Flatpak bundle"
                                                      : NULL;
  if (is_deb && !bundle)
    return fail (error, path,
                 "is a Debian package that Pyxis did not make, or is damaged; verify what `pyxis "
                 "pack` made");
  if (self->kind)
    return extract (self, path, fd, bundle, error);

  if (!is_begun (start) && !pyxis_seal_is_there (fd))
    return fail (error, path,
                 "is no packed app; name what `pyxis pack` made, and if this is it, get it again");
  self->path = g_strdup (path);
  return TRUE;
}

static gboolean
find (PyxisPackedFile *self, const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  gboolean is_found;

  /* What cannot be opened, or is of no use, the bundle refuses in its own words. */
  if (fd < 0 || (!is_folder && !g_file_test (path, G_FILE_TEST_IS_REGULAR))) {
    self->path = g_strdup (path);
    is_found = TRUE;
  } else {
    is_found =
      is_folder ? find_in_folder (self, path, fd, error) : find_in_file (self, path, fd, error);
  }
  if (fd >= 0)
    close (fd);
  return is_found;
}

gboolean
pyxis_packed_file_open (PyxisPackedFile *self, const char *path, GError **error)
{
  *self = (PyxisPackedFile){ .fd = -1 };
  if (find (self, path, error))
    self->bundle = pyxis_bundle_open_as (self->path, path, error);
  return self->bundle != NULL;
}

void
pyxis_packed_file_clear (PyxisPackedFile *self)
{
  g_clear_object (&self->bundle);
  g_clear_pointer (&self->path, g_free);
  if (self->fd > 0)
    close (self->fd);
}
