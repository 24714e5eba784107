/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-save-all.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "file-tree.h"
#include "vfs-file.h"

#define MAX_NAMES 1000

/* (nullable): the folder that was made. */
static char *
make_folder (const char *folder, const char *name, GError **error)
{
  for (guint i = 1; i <= MAX_NAMES; i++) {
    g_autofree char *other = i > 1 ? g_strdup_printf ("%s (%u)", name, i) : g_strdup (name);
    g_autofree char *path = g_build_filename (folder, other, NULL);

    if (g_mkdir (path, 0777) == 0)
      return g_steal_pointer (&path);
    if (errno != EEXIST)
      break;
  }
  pyxis_file_tree_fail (error, "create a folder in", folder);
  return NULL;
}

static gboolean
is_wanted (const PyxisVfsDifference *file, const char *const *paths)
{
  return !paths || (!file->is_folder && g_strv_contains (paths, file->path));
}

static gboolean
write_file (GInputStream *from, const char *target, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (target);
  g_autoptr (GFileOutputStream) to =
    g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, cancellable, error);

  return to &&
         g_output_stream_splice (G_OUTPUT_STREAM (to), from, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                 cancellable, error) >= 0;
}

static gboolean
save_one (const PyxisVfsDifference *file,
          const char *folder,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *target = g_build_filename (folder, file->path, NULL);
  g_autofree char *above = file->is_folder ? g_strdup (target) : g_path_get_dirname (target);
  g_autoptr (GInputStream) stream =
    file->is_folder ? NULL : pyxis_vfs_difference_open_stream (file);

  if (g_mkdir_with_parents (above, 0777) != 0)
    return pyxis_file_tree_fail (error, "create", above);
  return !stream || write_file (stream, target, cancellable, error);
}

char *
pyxis_vfs_save_all (PyxisVfsSnapshot *snapshot,
                    const char *const *paths,
                    const char *folder,
                    const char *name,
                    PyxisCopyProgress *progress,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GPtrArray) files = pyxis_vfs_snapshot_compare (NULL, snapshot);
  g_autofree char *made = make_folder (folder, name, error);
  gboolean is_saved = made != NULL;

  pyxis_copy_progress_set_total (progress, MAX (files->len, 1));
  for (guint i = 0; is_saved && i < files->len; i++) {
    pyxis_copy_progress_add (progress, 1);
    if (is_wanted (files->pdata[i], paths))
      is_saved = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
                 save_one (files->pdata[i], made, cancellable, error);
  }
  if (is_saved)
    return g_steal_pointer (&made);
  if (made)
    pyxis_file_tree_remove (made, NULL);
  return NULL;
}

gboolean
pyxis_vfs_save_file (PyxisVfs *vfs, const char *path, const char *target, GError **error)
{
  g_autoptr (GInputStream) stream = pyxis_vfs_open_stream (vfs, path, error);

  return stream && write_file (stream, target, NULL, error);
}
