/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-client.h"

#include "vfs-client-private.h"
#include "vfs-file.h"

struct _PyxisVfsClient {
  GObject parent_instance;

  PyxisVfs *vfs;
  GHashTable *open; /* of ino: how often, as a number */
};

G_DEFINE_FINAL_TYPE (PyxisVfsClient, pyxis_vfs_client, G_TYPE_OBJECT)

static void
pyxis_vfs_client_dispose (GObject *object)
{
  PyxisVfsClient *self = PYXIS_VFS_CLIENT (object);

  if (self->vfs)
    pyxis_vfs_client_close_all (self);
  g_clear_object (&self->vfs);
  G_OBJECT_CLASS (pyxis_vfs_client_parent_class)->dispose (object);
}

static void
pyxis_vfs_client_finalize (GObject *object)
{
  g_hash_table_unref (PYXIS_VFS_CLIENT (object)->open);
  G_OBJECT_CLASS (pyxis_vfs_client_parent_class)->finalize (object);
}

static void
pyxis_vfs_client_class_init (PyxisVfsClientClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pyxis_vfs_client_dispose;
  G_OBJECT_CLASS (klass)->finalize = pyxis_vfs_client_finalize;
}

static void
pyxis_vfs_client_init (PyxisVfsClient *self)
{
  self->open = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

PyxisVfsClient *
pyxis_vfs_client_new (PyxisVfs *vfs)
{
  PyxisVfsClient *self = g_object_new (PYXIS_TYPE_VFS_CLIENT, NULL);

  self->vfs = g_object_ref (vfs);
  return self;
}

gboolean
pyxis_vfs_client_open (PyxisVfsClient *self, guint64 ino, GError **error)
{
  guint64 *key = NULL;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->open, &ino));

  if (!pyxis_vfs_open_ino (self->vfs, ino, error))
    return FALSE;
  key = g_new (guint64, 1);
  *key = ino;
  g_hash_table_replace (self->open, key, GUINT_TO_POINTER (n + 1));
  return TRUE;
}

gboolean
pyxis_vfs_client_close (PyxisVfsClient *self, guint64 ino, GError **error)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->open, &ino));
  guint64 *key = NULL;

  if (n == 0) {
    pyxis_vfs_set_error (error, PYXIS_VFS_EBADF, NULL);
    return FALSE;
  }
  if (n == 1) {
    g_hash_table_remove (self->open, &ino);
  } else {
    key = g_new (guint64, 1);
    *key = ino;
    g_hash_table_replace (self->open, key, GUINT_TO_POINTER (n - 1));
  }
  return pyxis_vfs_close (self->vfs, ino, error);
}

PyxisVfs *
pyxis_vfs_client_get_vfs (PyxisVfsClient *self)
{
  return self->vfs;
}

void
pyxis_vfs_client_close_all (PyxisVfsClient *self)
{
  GHashTableIter iter;
  gpointer key, count;

  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, &key, &count))
    for (guint n = GPOINTER_TO_UINT (count); n > 0; n--)
      pyxis_vfs_close (self->vfs, *(guint64 *) key, NULL);
  g_hash_table_remove_all (self->open);
}
