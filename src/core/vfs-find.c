/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-find.h"

#include <string.h>

#include "vfs-name.h"

typedef struct {
  PyxisVfsPart *root;
  char *needle; /* case-folded */
  guint max;
  GPtrArray *found;
  gboolean is_cut;
} Find;

static void
find_free (gpointer data)
{
  Find *self = data;

  pyxis_vfs_part_unref (self->root);
  g_free (self->needle);
  g_ptr_array_unref (self->found);
  g_free (self);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (pyxis_vfs_item_get_path (*(PyxisVfsItem **) a),
                 pyxis_vfs_item_get_path (*(PyxisVfsItem **) b));
}

static void
judge (Find *self, const char *folder, PyxisVfsPart *part)
{
  const char *name = pyxis_vfs_part_get_name (part);
  g_autofree char *folded = g_utf8_casefold (name, -1);
  PyxisVfsStat stat = {
    .is_folder = pyxis_vfs_part_is_folder (part),
    .size = pyxis_vfs_part_get_size (part),
    .mtime = pyxis_vfs_part_get_mtime (part),
  };

  if (!strstr (folded, self->needle))
    return;
  if (self->found->len < self->max)
    g_ptr_array_add (self->found, pyxis_vfs_item_new (folder, name, &stat));
  else
    self->is_cut = TRUE;
}

static void
look (Find *self, const char *path, PyxisVfsPart *folder, GCancellable *cancellable)
{
  for (guint i = 0; i < pyxis_vfs_part_get_n_entries (folder) && !self->is_cut &&
                    !g_cancellable_is_cancelled (cancellable);
       i++) {
    PyxisVfsPart *entry = pyxis_vfs_part_get_entry (folder, i);
    g_autofree char *below = pyxis_vfs_name_dup_path (path, pyxis_vfs_part_get_name (entry));

    judge (self, path, entry);
    look (self, below, entry, cancellable);
  }
}

static void
find_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Find *self = task_data;

  look (self, "", self->root, cancellable);
  g_ptr_array_sort (self->found, compare_paths);
  g_task_return_boolean (task, TRUE);
}

void
pyxis_vfs_find_async (PyxisVfsPart *root,
                      const char *needle,
                      guint max,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Find *self = g_new0 (Find, 1);

  self->root = pyxis_vfs_part_ref (root);
  self->needle = g_utf8_casefold (needle, -1);
  self->max = max;
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, self, find_free);
  g_task_run_in_thread (task, find_thread);
}

GPtrArray *
pyxis_vfs_find_finish (GAsyncResult *result, gboolean *is_cut, GError **error)
{
  Find *self;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  self = g_task_get_task_data (G_TASK (result));
  *is_cut = self->is_cut;
  return g_ptr_array_ref (self->found);
}
