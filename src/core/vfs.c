/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-private.h"

#include <unistd.h>

#define MAX_BYTES ((guint64) 1 << 30)
#define MAX_FILES (1 << 20)

enum {
  SIGNAL_CHANGED,
  SIGNAL_LIMIT_REACHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PyxisVfs, pyxis_vfs, G_TYPE_OBJECT)

static void
pyxis_vfs_finalize (GObject *object)
{
  PyxisVfs *self = PYXIS_VFS (object);

  pyxis_vfs_tree_clear (&self->tree);
  g_clear_pointer (&self->account, pyxis_vfs_account_unref);
  G_OBJECT_CLASS (pyxis_vfs_parent_class)->finalize (object);
}

static void
pyxis_vfs_class_init (PyxisVfsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_vfs_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_LIMIT_REACHED] =
    g_signal_new ("limit-reached", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
}

static void
pyxis_vfs_init (PyxisVfs *self)
{
  pyxis_vfs_tree_init (&self->tree);
}

void
pyxis_vfs_limits_init (PyxisVfsLimits *limits)
{
  guint64 pages = MAX (sysconf (_SC_PHYS_PAGES), 0);
  guint64 memory = pages * MAX (sysconf (_SC_PAGESIZE), 0);

  limits->bytes = memory > 0 ? MIN (MAX_BYTES, memory / 4) : MAX_BYTES;
  limits->files = MAX_FILES;
  limits->path = PYXIS_VFS_PATH_MAX;
  limits->name = PYXIS_VFS_NAME_MAX;
}

PyxisVfs *
pyxis_vfs_new (void)
{
  PyxisVfsLimits limits;

  pyxis_vfs_limits_init (&limits);
  return pyxis_vfs_new_with_limits (&limits);
}

PyxisVfs *
pyxis_vfs_new_with_limits (const PyxisVfsLimits *limits)
{
  PyxisVfs *self = g_object_new (PYXIS_TYPE_VFS, NULL);

  self->limits = *limits;
  self->limits.path = MIN (limits->path, PYXIS_VFS_PATH_MAX);
  self->account = pyxis_vfs_account_new (limits->bytes);
  return self;
}

const PyxisVfsLimits *
pyxis_vfs_get_limits (PyxisVfs *self)
{
  g_return_val_if_fail (PYXIS_IS_VFS (self), NULL);

  return &self->limits;
}

gsize
pyxis_vfs_get_used_bytes (PyxisVfs *self)
{
  g_return_val_if_fail (PYXIS_IS_VFS (self), 0);

  return pyxis_vfs_account_get_used (self->account);
}

guint
pyxis_vfs_get_n_files (PyxisVfs *self)
{
  g_return_val_if_fail (PYXIS_IS_VFS (self), 0);

  return pyxis_vfs_tree_count (&self->tree);
}

void
pyxis_vfs_set_read_only (PyxisVfs *self)
{
  g_return_if_fail (PYXIS_IS_VFS (self));

  self->is_read_only = TRUE;
}

gboolean
pyxis_vfs_is_read_only (PyxisVfs *self)
{
  g_return_val_if_fail (PYXIS_IS_VFS (self), FALSE);

  return self->is_read_only;
}

gboolean
pyxis_vfs_check_path (PyxisVfs *self, const char *path, gssize length, GError **error)
{
  PyxisVfsPath parsed;

  g_return_val_if_fail (PYXIS_IS_VFS (self) && path, FALSE);

  return pyxis_vfs_path_parse (&parsed, path, length, &self->limits, error);
}

gboolean
pyxis_vfs_stat (PyxisVfs *self, const char *path, PyxisVfsStat *stat, GError **error)
{
  PyxisVfsPath parsed;
  PyxisVfsNode *node;

  g_return_val_if_fail (PYXIS_IS_VFS (self) && path && stat, FALSE);

  if (!pyxis_vfs_parse (self, &parsed, path, error) ||
      !(node = pyxis_vfs_tree_find (&self->tree, &parsed, error)))
    return FALSE;

  pyxis_vfs_describe (node, stat);
  return TRUE;
}

static void
clear_entry (gpointer entry)
{
  g_ref_string_release (((PyxisVfsEntry *) entry)->name);
}

GArray *
pyxis_vfs_list (PyxisVfs *self, const char *path, GError **error)
{
  PyxisVfsPath parsed;
  PyxisVfsNode *node;
  GHashTableIter iter;
  gpointer child;
  GArray *entries;

  g_return_val_if_fail (PYXIS_IS_VFS (self) && path, NULL);

  if (!pyxis_vfs_parse (self, &parsed, path, error) ||
      !(node = pyxis_vfs_tree_find (&self->tree, &parsed, error)))
    return NULL;
  if (!node->children) {
    pyxis_vfs_path_set_error (&parsed, PYXIS_VFS_ENOTDIR, error);
    return NULL;
  }

  entries =
    g_array_sized_new (FALSE, FALSE, sizeof (PyxisVfsEntry), g_hash_table_size (node->children));
  g_array_set_clear_func (entries, clear_entry);
  g_hash_table_iter_init (&iter, node->children);
  while (g_hash_table_iter_next (&iter, &child, NULL)) {
    PyxisVfsEntry entry = { .name = g_ref_string_acquire (((PyxisVfsNode *) child)->name) };

    pyxis_vfs_describe (child, &entry.stat);
    g_array_append_val (entries, entry);
  }
  return entries;
}

gboolean
pyxis_vfs_parse (PyxisVfs *self, PyxisVfsPath *path, const char *text, GError **error)
{
  return pyxis_vfs_path_parse (path, text, -1, &self->limits, error);
}

void
pyxis_vfs_describe (const PyxisVfsNode *node, PyxisVfsStat *stat)
{
  *stat = (PyxisVfsStat){
    .ino = node->ino,
    .is_folder = node->children != NULL,
    .mode = node->mode,
    .size = pyxis_vfs_content_get_size (node->content),
    .mtime = node->mtime,
  };
}

/* A limit that was told may be told again once there was an eighth of it to spare. */
static void
note_room (PyxisVfs *self)
{
  if (self->has_told[PYXIS_VFS_LIMIT_BYTES] &&
      pyxis_vfs_account_has_room (self->account, self->limits.bytes / 8))
    self->has_told[PYXIS_VFS_LIMIT_BYTES] = FALSE;
  if (self->has_told[PYXIS_VFS_LIMIT_FILES] &&
      pyxis_vfs_tree_count (&self->tree) <= self->limits.files - self->limits.files / 8)
    self->has_told[PYXIS_VFS_LIMIT_FILES] = FALSE;
}

void
pyxis_vfs_tell (PyxisVfs *self, PyxisVfsChange change, const PyxisVfsNode *node)
{
  g_autofree char *path = NULL;

  note_room (self);
  if (!g_signal_has_handler_pending (self, signals[SIGNAL_CHANGED], 0, FALSE))
    return;

  path = pyxis_vfs_node_dup_path (node);
  if (path)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, change, path, NULL);
}

void
pyxis_vfs_tell_path (PyxisVfs *self,
                     PyxisVfsChange change,
                     const PyxisVfsPath *path,
                     const PyxisVfsPath *old_path)
{
  g_autofree char *text = NULL;
  g_autofree char *old_text = NULL;

  note_room (self);
  if (!g_signal_has_handler_pending (self, signals[SIGNAL_CHANGED], 0, FALSE))
    return;

  text = pyxis_vfs_path_dup (path);
  old_text = old_path ? pyxis_vfs_path_dup (old_path) : NULL;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, change, text, old_text);
}

void
pyxis_vfs_refuse (PyxisVfs *self, PyxisVfsLimit limit, const char *path, GError **error)
{
  pyxis_vfs_set_error (error, PYXIS_VFS_ENOSPC, path);
  note_room (self);
  if (self->has_told[limit])
    return;

  self->has_told[limit] = TRUE;
  g_signal_emit (self, signals[SIGNAL_LIMIT_REACHED], 0, limit, path);
}

gboolean
pyxis_vfs_may_add (PyxisVfs *self, const PyxisVfsPath *path, GError **error)
{
  g_autofree char *text = NULL;

  if (pyxis_vfs_tree_count (&self->tree) < self->limits.files)
    return TRUE;

  text = pyxis_vfs_path_dup (path);
  pyxis_vfs_refuse (self, PYXIS_VFS_LIMIT_FILES, text, error);
  return FALSE;
}

gboolean
pyxis_vfs_may_change (PyxisVfs *self, const PyxisVfsPath *path, GError **error)
{
  if (self->is_read_only)
    pyxis_vfs_path_set_error (path, PYXIS_VFS_EROFS, error);
  return !self->is_read_only;
}
