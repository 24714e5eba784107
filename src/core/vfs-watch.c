/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-watch.h"

#include <string.h>

#define BATCH_MS 100

struct _PyxisVfsWatch {
  GObject parent_instance;

  PyxisVfs *vfs;
  GHashTable *lists; /* folder -> PyxisVfsFolder, borrowed */
  guint timeout;     /* 0: nothing to tell */
};

enum { CHANGED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisVfsWatch, pyxis_vfs_watch, G_TYPE_OBJECT)

static void
gone_cb (gpointer data, GObject *list)
{
  PyxisVfsWatch *self = data;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->lists);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value == list)
      g_hash_table_iter_remove (&iter);
}

static void
drop (PyxisVfsWatch *self, GHashTableIter *iter, gpointer list)
{
  g_object_weak_unref (list, gone_cb, self);
  g_hash_table_iter_remove (iter);
}

/* The folder at `path` is another one, or none. Its row goes with the next batch. */
static void
leave_folder (PyxisVfsWatch *self, const char *path)
{
  GHashTableIter iter;
  gpointer folder, list;
  gsize length = strlen (path);

  if (!g_hash_table_contains (self->lists, path))
    return;

  g_hash_table_iter_init (&iter, self->lists);
  while (g_hash_table_iter_next (&iter, &folder, &list)) {
    const char *rest = g_str_has_prefix (folder, path) ? (char *) folder + length : NULL;

    if (rest && (*rest == '\0' || *rest == '/'))
      drop (self, &iter, list);
  }
}

/* `is_new`: see pyxis_vfs_folder_touch (). */
static void
touch (PyxisVfsWatch *self, const char *path, gboolean is_new)
{
  const char *slash = strrchr (path, '/');
  g_autofree char *folder = slash ? g_strndup (path, slash - path) : g_strdup ("");
  PyxisVfsFolder *list = *path ? g_hash_table_lookup (self->lists, folder) : NULL;

  if (list)
    pyxis_vfs_folder_touch (list, slash ? slash + 1 : path, is_new);
  /* A folder has the time of its last entry. */
  if (is_new && *folder)
    touch (self, folder, FALSE);
}

static gboolean
batch_cb (gpointer user_data)
{
  PyxisVfsWatch *self = user_data;

  self->timeout = 0;
  pyxis_vfs_watch_flush (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (PyxisVfs *vfs, guint change, const char *path, const char *old_path, gpointer user_data)
{
  PyxisVfsWatch *self = user_data;

  if (change == PYXIS_VFS_REMOVED)
    leave_folder (self, path);
  if (old_path) {
    leave_folder (self, old_path);
    leave_folder (self, path);
    touch (self, old_path, TRUE);
  }
  touch (self, path, change != PYXIS_VFS_CHANGED);
  if (!self->timeout)
    self->timeout = g_timeout_add (BATCH_MS, batch_cb, self);
}

static void
pyxis_vfs_watch_dispose (GObject *object)
{
  PyxisVfsWatch *self = PYXIS_VFS_WATCH (object);
  GHashTableIter iter;
  gpointer list;

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_hash_table_iter_init (&iter, self->lists);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    drop (self, &iter, list);
  g_clear_object (&self->vfs);

  G_OBJECT_CLASS (pyxis_vfs_watch_parent_class)->dispose (object);
}

static void
pyxis_vfs_watch_finalize (GObject *object)
{
  g_hash_table_unref (PYXIS_VFS_WATCH (object)->lists);

  G_OBJECT_CLASS (pyxis_vfs_watch_parent_class)->finalize (object);
}

static void
pyxis_vfs_watch_class_init (PyxisVfsWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_vfs_watch_dispose;
  object_class->finalize = pyxis_vfs_watch_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
pyxis_vfs_watch_init (PyxisVfsWatch *self)
{
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

PyxisVfsWatch *
pyxis_vfs_watch_new (PyxisVfs *vfs)
{
  PyxisVfsWatch *self = g_object_new (PYXIS_TYPE_VFS_WATCH, NULL);

  self->vfs = g_object_ref (vfs);
  g_signal_connect_object (vfs, "changed", G_CALLBACK (changed_cb), self, 0);
  return self;
}

PyxisVfs *
pyxis_vfs_watch_get_vfs (PyxisVfsWatch *self)
{
  return self->vfs;
}

PyxisVfsFolder *
pyxis_vfs_watch_open (PyxisVfsWatch *self, const char *folder)
{
  PyxisVfsFolder *list;

  g_return_val_if_fail (PYXIS_IS_VFS_WATCH (self) && folder, NULL);

  list = g_hash_table_lookup (self->lists, folder);
  if (list)
    g_object_weak_unref (G_OBJECT (list), gone_cb, self);
  list = pyxis_vfs_folder_new (self->vfs, folder);
  g_hash_table_replace (self->lists, g_strdup (folder), list);
  g_object_weak_ref (G_OBJECT (list), gone_cb, self);
  return list;
}

/* What is told may open and close lists. */
void
pyxis_vfs_watch_flush (PyxisVfsWatch *self)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer list;

  g_return_if_fail (PYXIS_IS_VFS_WATCH (self));

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_hash_table_iter_init (&iter, self->lists);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    g_ptr_array_add (lists, g_object_ref (list));
  for (guint i = 0; i < lists->len; i++)
    pyxis_vfs_folder_flush (lists->pdata[i]);
  g_signal_emit (self, signals[CHANGED], 0);
}
