/* SPDX-License-Identifier: Apache-2.0 */
#include "tree-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "blocks.h"
#include "file-tree.h"
#include "new-file.h"
#include "output-file.h"

static gboolean
fail_taken (GError **error, const char *output, const char *what)
{
  g_autofree char *shown = g_filename_display_name (output);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "“%s” %s; choose another name for it.", shown,
               what);
  return FALSE;
}

static gboolean
write_file (const char *path, const PyxisAppFile *file, GCancellable *cancellable, GError **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  gboolean is_written;

  if (fd < 0)
    return pyxis_output_file_fail (error);
  is_written = pyxis_blocks_write (file->bytes, fd, cancellable, error) &&
               (fchmod (fd, file->mode) == 0 || pyxis_output_file_fail (error));
  if (close (fd) != 0 && is_written)
    return pyxis_output_file_fail (error);
  return is_written;
}

/* Makes the folders above `path`, which lie in `root`. */
static gboolean
make_folders (const char *root, const char *path, GError **error)
{
  for (const char *slash = strchr (path, '/'); slash; slash = strchr (slash + 1, '/')) {
    g_autofree char *above = g_strndup (path, (gsize) (slash - path));
    g_autofree char *folder = g_build_filename (root, above, NULL);

    if (g_mkdir (folder, 0755) == 0 ? chmod (folder, 0755) != 0 : errno != EEXIST)
      return pyxis_output_file_fail (error);
  }
  return TRUE;
}

static gboolean
write_files (const PyxisAppTree *tree, const char *root, GCancellable *cancellable, GError **error)
{
  if (g_mkdir (root, 0755) != 0 || chmod (root, 0755) != 0)
    return pyxis_output_file_fail (error);
  for (guint i = 0; i < tree->files->len; i++) {
    const PyxisAppFile *file = tree->files->pdata[i];
    g_autofree char *path = g_build_filename (root, file->path, NULL);

    if (!make_folders (root, file->path, error) || !write_file (path, file, cancellable, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
pyxis_tree_check_output (const char *output, GError **error)
{
  g_autoptr (GDir) dir = NULL;

  if (!g_file_test (output, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!g_file_test (output, G_FILE_TEST_IS_DIR))
    return fail_taken (error, output, "is there and no folder");
  dir = g_dir_open (output, 0, NULL);
  if (!dir)
    return fail_taken (error, output, "is a folder that cannot be read");
  return !g_dir_read_name (dir) || fail_taken (error, output, "is a folder with something in it");
}

gboolean
pyxis_tree_write (const PyxisAppTree *tree,
                  const char *output,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autofree char *whole = g_canonicalize_filename (output, NULL);
  g_autofree char *behind = realpath (whole, NULL);
  const char *place = behind ? behind : whole;
  g_autofree char *temporary = pyxis_new_file_dup_temporary (place);

  if (!pyxis_tree_check_output (place, error))
    return FALSE;
  /* The last step refuses what has come there meanwhile. */
  if (write_files (tree, temporary, cancellable, error) &&
      (g_rename (temporary, place) == 0 || pyxis_output_file_fail (error)))
    return TRUE;

  pyxis_file_tree_remove (temporary, NULL);
  return FALSE;
}
