/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-part.h"

#include <string.h>

#include "vfs-name.h"
#include "vfs-private.h"
#include "vfs-stream.h"

PyxisVfsPart *
pyxis_vfs_take_part (PyxisVfs *self, const char *path, GError **error)
{
  PyxisVfsPath parsed;
  PyxisVfsNode *node;

  g_return_val_if_fail (PYXIS_IS_VFS (self) && path, NULL);

  if (!pyxis_vfs_parse (self, &parsed, path, error) ||
      !(node = pyxis_vfs_tree_find (&self->tree, &parsed, error)))
    return NULL;
  return pyxis_vfs_node_freeze (node);
}

/* How long the longest path below is, counted from the part. */
static gsize
get_reach (const PyxisVfsFrozen *part)
{
  gsize reach = 0;

  for (guint i = 0; i < part->n_entries; i++) {
    const PyxisVfsFrozen *entry = part->entries[i];
    gsize below = get_reach (entry);

    reach = MAX (reach, strlen (entry->name) + (below > 0 ? 1 + below : 0));
  }
  return reach;
}

/* Whether there is a place for it: `*parent` and what is there now, `*node`. */
static gboolean
find_place (PyxisVfs *self,
            const PyxisVfsPath *path,
            PyxisVfsFrozen *part,
            PyxisVfsNode **parent,
            PyxisVfsNode **node,
            GError **error)
{
  gsize reach = get_reach (part);

  *parent = path->length > 0 ? pyxis_vfs_tree_find_parent (&self->tree, path, error) : NULL;
  *node = *parent ? pyxis_vfs_tree_find_last (&self->tree, *parent, path) : NULL;
  if (path->length > 0 && !*parent)
    return FALSE;
  if (!*parent || (*node && (part->is_folder || (*node)->children))) {
    pyxis_vfs_path_set_error (path, PYXIS_VFS_EEXIST, error);
    return FALSE;
  }
  if (reach > 0 && path->length + 1 + reach > self->limits.path) {
    pyxis_vfs_path_set_error (path, PYXIS_VFS_ENAMETOOLONG, error);
    return FALSE;
  }
  return TRUE;
}

/* Whether the limit of files leaves room for all of it. */
static gboolean
has_room (PyxisVfs *self, const PyxisVfsPath *path, PyxisVfsFrozen *part, GError **error)
{
  guint64 size;
  guint n_files;
  g_autofree char *text = NULL;

  pyxis_vfs_part_measure (part, &n_files, &size);
  if (n_files <= self->limits.files &&
      pyxis_vfs_tree_count (&self->tree) <= self->limits.files - n_files)
    return TRUE;

  text = pyxis_vfs_path_dup (path);
  pyxis_vfs_refuse (self, PYXIS_VFS_LIMIT_FILES, text, error);
  return FALSE;
}

/* Lists in `paths` what it has added. */
static void
add (PyxisVfs *self, PyxisVfsNode *parent, const char *text, PyxisVfsFrozen *part, GPtrArray *paths)
{
  PyxisVfsPath path;
  PyxisVfsNode *node;

  if (!pyxis_vfs_parse (self, &path, text, NULL))
    return;

  node = pyxis_vfs_tree_add (&self->tree, parent, &path, part->is_folder, part->mode);
  pyxis_vfs_node_restore (node, part);
  g_ptr_array_add (paths, pyxis_vfs_path_dup (&path));
  for (guint i = 0; i < part->n_entries; i++) {
    g_autofree char *below = g_strconcat (text, "/", part->entries[i]->name, NULL);

    add (self, node, below, part->entries[i], paths);
  }
}

gboolean
pyxis_vfs_place_part (PyxisVfs *self, const char *path, PyxisVfsPart *part, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  PyxisVfsPath parsed;
  PyxisVfsNode *parent, *node;

  g_return_val_if_fail (PYXIS_IS_VFS (self) && path && part, FALSE);

  if (!pyxis_vfs_parse (self, &parsed, path, error) ||
      !pyxis_vfs_may_change (self, &parsed, error) ||
      !find_place (self, &parsed, part, &parent, &node, error))
    return FALSE;
  if (node) {
    pyxis_vfs_node_restore (node, part);
    pyxis_vfs_tell_path (self, PYXIS_VFS_CHANGED, &parsed, NULL);
    return TRUE;
  }
  if (!has_room (self, &parsed, part, error))
    return FALSE;

  text = pyxis_vfs_path_dup (&parsed);
  add (self, parent, text, part, paths);
  for (guint i = 0; i < paths->len; i++)
    if (pyxis_vfs_parse (self, &parsed, paths->pdata[i], NULL))
      pyxis_vfs_tell_path (self, PYXIS_VFS_CREATED, &parsed, NULL);
  return TRUE;
}

PyxisVfsPart *
pyxis_vfs_part_ref (PyxisVfsPart *self)
{
  return pyxis_vfs_frozen_ref (self);
}

void
pyxis_vfs_part_unref (PyxisVfsPart *self)
{
  pyxis_vfs_frozen_unref (self);
}

const char *
pyxis_vfs_part_get_name (PyxisVfsPart *self)
{
  return self->name;
}

gboolean
pyxis_vfs_part_is_folder (PyxisVfsPart *self)
{
  return self->is_folder;
}

guint64
pyxis_vfs_part_get_size (PyxisVfsPart *self)
{
  return pyxis_vfs_content_get_size (self->content);
}

gint64
pyxis_vfs_part_get_mtime (PyxisVfsPart *self)
{
  return self->mtime;
}

guint
pyxis_vfs_part_get_n_entries (PyxisVfsPart *self)
{
  return self->n_entries;
}

PyxisVfsPart *
pyxis_vfs_part_get_entry (PyxisVfsPart *self, guint i)
{
  g_return_val_if_fail (i < self->n_entries, NULL);

  return self->entries[i];
}

static void
count (const PyxisVfsFrozen *part, guint *n_files, guint64 *size)
{
  *n_files += 1;
  *size += pyxis_vfs_content_get_size (part->content);
  for (guint i = 0; i < part->n_entries; i++)
    count (part->entries[i], n_files, size);
}

void
pyxis_vfs_part_measure (PyxisVfsPart *self, guint *n_files, guint64 *size)
{
  *n_files = 0;
  *size = 0;
  count (self, n_files, size);
}

/* (transfer full) (nullable): NULL when nothing of it is wanted. */
static PyxisVfsFrozen *
pick (PyxisVfsFrozen *part, const char *path, GHashTable *wanted)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  PyxisVfsFrozen *picked;

  if (!part->is_folder)
    return g_hash_table_contains (wanted, path) ? pyxis_vfs_frozen_ref (part) : NULL;

  for (guint i = 0; i < part->n_entries; i++) {
    PyxisVfsFrozen *entry = part->entries[i];
    g_autofree char *below = pyxis_vfs_name_dup_path (path, entry->name);

    if ((picked = pick (entry, below, wanted)))
      g_ptr_array_add (entries, picked);
  }
  if (entries->len == 0 && *path)
    return NULL;

  return pyxis_vfs_frozen_copy_folder (part, entries);
}

PyxisVfsPart *
pyxis_vfs_part_pick (PyxisVfsPart *self, const char *const *paths)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (self->is_folder && paths, NULL);

  for (guint i = 0; paths[i]; i++)
    g_hash_table_add (wanted, (char *) paths[i]);
  return pick (self, "", wanted);
}

void
pyxis_vfs_part_add_total (PyxisVfsPart *self, PyxisCopyProgress *progress)
{
  guint n_files;
  guint64 size;

  pyxis_vfs_part_measure (self, &n_files, &size);
  pyxis_copy_progress_add_total (progress, (gsize) n_files * PYXIS_COPY_PROGRESS_FILE + size);
}

GInputStream *
pyxis_vfs_part_open_stream (PyxisVfsPart *self)
{
  g_return_val_if_fail (!self->is_folder, NULL);

  return pyxis_vfs_stream_new (self->content);
}
