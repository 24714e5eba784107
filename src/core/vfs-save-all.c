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

/* (nullable) (transfer full): NULL is all. */
static GHashTable *
make_set (const char *const *paths)
{
  GHashTable *set = paths ? g_hash_table_new (g_str_hash, g_str_equal) : NULL;

  for (guint i = 0; set && paths[i]; i++)
    g_hash_table_add (set, (char *) paths[i]);
  return set;
}

static gboolean
is_wanted (const PyxisVfsDifference *file, GHashTable *paths)
{
  return !paths || (!file->is_folder && g_hash_table_contains (paths, file->path));
}

/* Takes `to`. */
static gboolean
write_file (GInputStream *from, GFileOutputStream *to, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileOutputStream) stream = to;

  return stream &&
         g_output_stream_splice (G_OUTPUT_STREAM (stream), from,
                                 G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, cancellable, error) >= 0;
}

/* In a new folder nothing is there yet: two names that are one on this disk ("A", "a") would be one file
 * less. */
static gboolean
save_one (const PyxisVfsDifference *file,
          const char *folder,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *target = g_build_filename (folder, file->path, NULL);
  g_autofree char *above = file->is_folder ? g_strdup (target) : g_path_get_dirname (target);
  g_autoptr (GFile) place = g_file_new_for_path (target);
  g_autoptr (GInputStream) stream =
    file->is_folder ? NULL : pyxis_vfs_difference_open_stream (file);

  if (g_mkdir_with_parents (above, 0777) != 0)
    return pyxis_file_tree_fail (error, "create", above);
  return !stream ||
         write_file (stream, g_file_create (place, G_FILE_CREATE_NONE, cancellable, error),
                     cancellable, error);
}

char *
pyxis_vfs_save_all (PyxisVfsSnapshot *snapshot,
                    const char *const *paths,
                    const char *folder,
                    const char *name,
                    const PyxisVfsWork *work,
                    GError **error)
{
  g_autoptr (GPtrArray) files = pyxis_vfs_snapshot_compare (NULL, snapshot);
  g_autoptr (GHashTable) wanted = make_set (paths);
  g_autofree char *made = make_folder (folder, name, error);
  gboolean is_saved = made != NULL;

  for (guint i = 0; is_saved && i < files->len; i++)
    if (is_wanted (files->pdata[i], wanted))
      is_saved = pyxis_vfs_work_tell (work, (double) i / files->len, error) &&
                 save_one (files->pdata[i], made, work->cancellable, error);
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
  g_autoptr (GFile) place = g_file_new_for_path (target);

  return stream &&
         write_file (stream, g_file_replace (place, NULL, FALSE, G_FILE_CREATE_NONE, NULL, error),
                     NULL, error);
}
