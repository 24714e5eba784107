/* SPDX-License-Identifier: Apache-2.0 */
#include "file-tree.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "names.h"

#define MAX_DEPTH 16

gboolean
pyxis_file_tree_fail (GError **error, const char *verb, const char *path)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "Cannot %s “%s”: %s.", verb, path,
               g_strerror (code));
  return FALSE;
}

static gboolean
list_below (const char *folder, const char *relative, guint depth, GPtrArray *files, GError **error)
{
  g_autofree char *path = g_build_filename (folder, relative, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  const char *name;

  if (!dir)
    return FALSE;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *below = *relative ? g_build_filename (relative, name, NULL) : g_strdup (name);
    g_autofree char *full = g_build_filename (folder, below, NULL);
    GStatBuf facts;

    if (*name == '.' || !g_utf8_validate (name, -1, NULL) || g_lstat (full, &facts) != 0)
      continue;
    if (S_ISREG (facts.st_mode))
      g_ptr_array_add (files, g_steal_pointer (&below));
    else if (S_ISDIR (facts.st_mode) && depth < MAX_DEPTH &&
             !list_below (folder, below, depth + 1, files, error))
      return FALSE;

    if (files->len > PYXIS_FILE_TREE_MAX_FILES) {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "“%s” holds more than %d files.", folder,
                   PYXIS_FILE_TREE_MAX_FILES);
      return FALSE;
    }
  }

  return TRUE;
}

char **
pyxis_file_tree_list (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  if (!list_below (folder, "", 0, files, error))
    return NULL;

  return pyxis_names_steal_sorted (files);
}

/* O_NONBLOCK, so that a FIFO in a package does not hang us before it is seen to be one. */
static GInputStream *
open_regular (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  struct stat facts;

  if (fd < 0) {
    pyxis_file_tree_fail (error, "read", path);
    return NULL;
  }
  if (fstat (fd, &facts) != 0 || !S_ISREG (facts.st_mode)) {
    close (fd);
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "“%s” is not an ordinary file.",
                 path);
    return NULL;
  }

  return g_unix_input_stream_new (fd, TRUE);
}

gboolean
pyxis_file_tree_copy (const char *from, const char *to, GError **error)
{
  g_autoptr (GInputStream) input = open_regular (from, error);
  g_autoptr (GFileOutputStream) output = NULL;
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autofree char *parent = g_path_get_dirname (to);

  if (!input)
    return FALSE;
  if (g_mkdir_with_parents (parent, 0755) != 0)
    return pyxis_file_tree_fail (error, "create", parent);

  output = g_file_create (target, G_FILE_CREATE_NONE, NULL, error);
  return output && g_output_stream_splice (G_OUTPUT_STREAM (output), input,
                                           G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, error) >= 0;
}

static int
remove_cb (const char *path, const struct stat *facts, int kind, struct FTW *where)
{
  return remove (path);
}

gboolean
pyxis_file_tree_remove (const char *path, GError **error)
{
  if (nftw (path, remove_cb, MAX_DEPTH, FTW_DEPTH | FTW_PHYS) == 0 || errno == ENOENT)
    return TRUE;

  return pyxis_file_tree_fail (error, "remove", path);
}
