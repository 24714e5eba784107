/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-item.h"

#include <string.h>

struct _PyxisVfsItem {
  GObject parent_instance;

  char *path;
  char *sort_key;
  const char *name; /* the end of the path, or behind it */
  PyxisVfsStat stat;
  GObject *owner; /* (nullable) */
  char *note;     /* NULL: "" */
};

enum { PROP_0, PROP_NAME, PROP_PATH, PROP_IS_FOLDER, PROP_SIZE, PROP_MTIME, PROP_NOTE, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisVfsItem, pyxis_vfs_item, G_TYPE_OBJECT)

static void
pyxis_vfs_item_finalize (GObject *object)
{
  PyxisVfsItem *self = PYXIS_VFS_ITEM (object);

  g_clear_object (&self->owner);
  g_free (self->note);
  g_free (self->path);
  g_free (self->sort_key);

  G_OBJECT_CLASS (pyxis_vfs_item_parent_class)->finalize (object);
}

static void
pyxis_vfs_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PyxisVfsItem *self = PYXIS_VFS_ITEM (object);

  switch (id) {
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_PATH:
    g_value_set_string (value, self->path);
    break;
  case PROP_IS_FOLDER:
    g_value_set_boolean (value, self->stat.is_folder);
    break;
  case PROP_SIZE:
    g_value_set_uint64 (value, self->stat.size);
    break;
  case PROP_MTIME:
    g_value_set_int64 (value, self->stat.mtime);
    break;
  case PROP_NOTE:
    g_value_set_string (value, pyxis_vfs_item_get_note (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
pyxis_vfs_item_class_init (PyxisVfsItemClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pyxis_vfs_item_finalize;
  object_class->get_property = pyxis_vfs_item_get_property;

  pspecs[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  pspecs[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  pspecs[PROP_IS_FOLDER] = g_param_spec_boolean ("is-folder", NULL, NULL, FALSE, flags);
  pspecs[PROP_SIZE] = g_param_spec_uint64 ("size", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  pspecs[PROP_MTIME] = g_param_spec_int64 ("mtime", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  pspecs[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);
}

static void
pyxis_vfs_item_init (PyxisVfsItem *self)
{
}

PyxisVfsItem *
pyxis_vfs_item_new (const char *folder, const char *name, const PyxisVfsStat *stat)
{
  PyxisVfsItem *self = g_object_new (PYXIS_TYPE_VFS_ITEM, NULL);

  self->path = *folder ? g_strconcat (folder, "/", name, NULL) : g_strdup (name);
  self->name = self->path + strlen (self->path) - strlen (name);
  self->sort_key = g_utf8_collate_key_for_filename (name, -1);
  self->stat = *stat;
  return self;
}

/* A root is not called what its path ends with: the name stands behind the path, in the same memory. */
PyxisVfsItem *
pyxis_vfs_item_new_owned (GObject *owner,
                          const char *path,
                          const char *name,
                          const PyxisVfsStat *stat)
{
  PyxisVfsItem *self = g_object_new (PYXIS_TYPE_VFS_ITEM, NULL);
  gsize length = strlen (path) + 1;

  self->path = g_malloc (length + strlen (name) + 1);
  memcpy (self->path, path, length);
  strcpy (self->path + length, name);
  self->name = self->path + length;
  self->sort_key = g_utf8_collate_key_for_filename (name, -1);
  self->stat = *stat;
  self->owner = g_object_ref (owner);
  return self;
}

gpointer
pyxis_vfs_item_get_owner (PyxisVfsItem *self)
{
  return self->owner;
}

const char *
pyxis_vfs_item_get_note (PyxisVfsItem *self)
{
  return self->note ? self->note : "";
}

void
pyxis_vfs_item_set_note (PyxisVfsItem *self, const char *note)
{
  g_return_if_fail (PYXIS_IS_VFS_ITEM (self) && note);

  if (g_str_equal (pyxis_vfs_item_get_note (self), note))
    return;
  g_free (self->note);
  self->note = g_strdup (note);
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_NOTE]);
}

const char *
pyxis_vfs_item_get_name (PyxisVfsItem *self)
{
  return self->name;
}

const char *
pyxis_vfs_item_get_path (PyxisVfsItem *self)
{
  return self->path;
}

gboolean
pyxis_vfs_item_is_folder (PyxisVfsItem *self)
{
  return self->stat.is_folder;
}

guint64
pyxis_vfs_item_get_ino (PyxisVfsItem *self)
{
  return self->stat.ino;
}

guint64
pyxis_vfs_item_get_size (PyxisVfsItem *self)
{
  return self->stat.size;
}

gint64
pyxis_vfs_item_get_mtime (PyxisVfsItem *self)
{
  return self->stat.mtime;
}

void
pyxis_vfs_item_update (PyxisVfsItem *self, const PyxisVfsStat *stat)
{
  PyxisVfsStat old = self->stat;

  g_return_if_fail (PYXIS_IS_VFS_ITEM (self) && stat->ino == old.ino);

  self->stat = *stat;
  if (stat->size != old.size)
    g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_SIZE]);
  if (stat->mtime != old.mtime)
    g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_MTIME]);
}

int
pyxis_vfs_item_compare (PyxisVfsItem *a, PyxisVfsItem *b)
{
  int order;

  if (a->stat.is_folder != b->stat.is_folder)
    return a->stat.is_folder ? -1 : 1;

  order = strcmp (a->sort_key, b->sort_key);
  return order ? order : strcmp (a->name, b->name);
}
