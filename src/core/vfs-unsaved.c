/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-unsaved.h"

#include <string.h>

#include "names.h"

struct _PyxisVfsUnsaved {
  GObject parent_instance;

  PyxisVfs *vfs;
  GTree
    *files; /* of path: when it changed last, as a number; in the order of the paths, so that what
                   is below a folder stands together */
  gsize moment;
};

enum { CHANGED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisVfsUnsaved, pyxis_vfs_unsaved, G_TYPE_OBJECT)

static int
compare_paths (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (a, b);
}

static void
add_path (GPtrArray *paths, GTreeNode *node)
{
  g_ptr_array_add (paths, g_strdup (g_tree_node_key (node)));
}

/* (transfer full): the paths at or below `folder`. Between the two may stand many others, as "folder-2",
 * which is neither. */
static GPtrArray *
find_below (PyxisVfsUnsaved *self, const char *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *start = *folder ? g_strconcat (folder, "/", NULL) : g_strdup ("");
  GTreeNode *itself = g_tree_lookup_node (self->files, folder);

  if (itself)
    add_path (paths, itself);
  for (GTreeNode *node = g_tree_lower_bound (self->files, start);
       node && g_str_has_prefix (g_tree_node_key (node), start); node = g_tree_node_next (node))
    add_path (paths, node);
  return paths;
}

static void
add (PyxisVfsUnsaved *self, const char *path)
{
  PyxisVfsStat stat;

  if (pyxis_vfs_stat (self->vfs, path, &stat, NULL) && !stat.is_folder)
    g_tree_replace (self->files, g_strdup (path), GSIZE_TO_POINTER (self->moment));
}

static void
forget (PyxisVfsUnsaved *self, const char *path)
{
  g_autoptr (GPtrArray) paths = find_below (self, path);

  for (guint i = 0; i < paths->len; i++)
    g_tree_remove (self->files, paths->pdata[i]);
}

static void
move (PyxisVfsUnsaved *self, const char *from, const char *to)
{
  g_autoptr (GPtrArray) paths = find_below (self, from);

  forget (self, to);
  for (guint i = 0; i < paths->len; i++) {
    const char *path = paths->pdata[i];
    gpointer moment = g_tree_lookup (self->files, path);

    g_tree_remove (self->files, path);
    g_tree_replace (self->files, g_strconcat (to, path + strlen (from), NULL), moment);
  }
}

static void
changed_cb (
  PyxisVfs *vfs, PyxisVfsChange change, const char *path, const char *old_path, gpointer user_data)
{
  PyxisVfsUnsaved *self = user_data;

  self->moment++;
  if (change == PYXIS_VFS_REMOVED)
    forget (self, path);
  else if (change == PYXIS_VFS_MOVED)
    move (self, old_path, path);
  else
    add (self, path);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
pyxis_vfs_unsaved_finalize (GObject *object)
{
  PyxisVfsUnsaved *self = PYXIS_VFS_UNSAVED (object);

  g_clear_object (&self->vfs);
  g_tree_unref (self->files);

  G_OBJECT_CLASS (pyxis_vfs_unsaved_parent_class)->finalize (object);
}

static void
pyxis_vfs_unsaved_class_init (PyxisVfsUnsavedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_vfs_unsaved_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
pyxis_vfs_unsaved_init (PyxisVfsUnsaved *self)
{
  self->files = g_tree_new_full (compare_paths, NULL, g_free, NULL);
}

PyxisVfsUnsaved *
pyxis_vfs_unsaved_new (PyxisVfs *vfs)
{
  PyxisVfsUnsaved *self = g_object_new (PYXIS_TYPE_VFS_UNSAVED, NULL);

  self->vfs = g_object_ref (vfs);
  g_signal_connect_object (vfs, "changed", G_CALLBACK (changed_cb), self, 0);
  return self;
}

/* Whether somebody could miss it. */
static gboolean
counts (PyxisVfsUnsaved *self, const char *path)
{
  PyxisVfsStat stat;

  return !g_str_has_suffix (path, ".pyc") && !g_str_has_prefix (path, "__pycache__/") &&
         !strstr (path, "/__pycache__/") && pyxis_vfs_stat (self->vfs, path, &stat, NULL) &&
         stat.size > 0;
}

char **
pyxis_vfs_unsaved_list (PyxisVfsUnsaved *self)
{
  g_autoptr (GPtrArray) paths = NULL;

  g_return_val_if_fail (PYXIS_IS_VFS_UNSAVED (self), NULL);

  paths = g_ptr_array_new_with_free_func (g_free);
  for (GTreeNode *node = g_tree_node_first (self->files); node; node = g_tree_node_next (node))
    if (counts (self, g_tree_node_key (node)))
      g_ptr_array_add (paths, g_strdup (g_tree_node_key (node)));
  return pyxis_names_steal_sorted (paths);
}

guint
pyxis_vfs_unsaved_count (PyxisVfsUnsaved *self)
{
  guint n = 0;

  g_return_val_if_fail (PYXIS_IS_VFS_UNSAVED (self), 0);

  for (GTreeNode *node = g_tree_node_first (self->files); node; node = g_tree_node_next (node))
    n += counts (self, g_tree_node_key (node));
  return n;
}

guint64
pyxis_vfs_unsaved_get_moment (PyxisVfsUnsaved *self)
{
  g_return_val_if_fail (PYXIS_IS_VFS_UNSAVED (self), 0);

  return self->moment;
}

void
pyxis_vfs_unsaved_mark_saved (PyxisVfsUnsaved *self, const char *path, guint64 moment)
{
  g_autoptr (GPtrArray) paths = NULL;
  gboolean is_changed = FALSE;

  g_return_if_fail (PYXIS_IS_VFS_UNSAVED (self));

  paths = find_below (self, path);
  for (guint i = 0; i < paths->len; i++)
    if (GPOINTER_TO_SIZE (g_tree_lookup (self->files, paths->pdata[i])) <= moment)
      is_changed |= g_tree_remove (self->files, paths->pdata[i]);
  if (is_changed)
    g_signal_emit (self, signals[CHANGED], 0);
}
