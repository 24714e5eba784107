/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-folder.h"

struct _PyxisVfsFolder {
  GObject parent_instance;

  PyxisVfs *vfs;
  char *path;
  GSequence *items;    /* (element-type PyxisVfsItem): sorted, owned */
  GHashTable *by_name; /* (element-type GSequenceIter): names belong to the items */
  GHashTable *touched; /* name -> whether it is another file now */
};

static GType
pyxis_vfs_folder_get_item_type (GListModel *model)
{
  return PYXIS_TYPE_VFS_ITEM;
}

static guint
pyxis_vfs_folder_get_n_items (GListModel *model)
{
  return g_sequence_get_length (PYXIS_VFS_FOLDER (model)->items);
}

static gpointer
pyxis_vfs_folder_get_item (GListModel *model, guint position)
{
  GSequenceIter *iter =
    g_sequence_get_iter_at_pos (PYXIS_VFS_FOLDER (model)->items, MIN (position, G_MAXINT));

  return g_sequence_iter_is_end (iter) ? NULL : g_object_ref (g_sequence_get (iter));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = pyxis_vfs_folder_get_item_type;
  iface->get_n_items = pyxis_vfs_folder_get_n_items;
  iface->get_item = pyxis_vfs_folder_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PyxisVfsFolder,
                               pyxis_vfs_folder,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static int
compare_items (gconstpointer a, gconstpointer b, gpointer data)
{
  return pyxis_vfs_item_compare ((gpointer) a, (gpointer) b);
}

static int
compare_in_array (gconstpointer a, gconstpointer b)
{
  return pyxis_vfs_item_compare (*(PyxisVfsItem **) a, *(PyxisVfsItem **) b);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  return g_sequence_iter_compare (*(GSequenceIter **) a, *(GSequenceIter **) b);
}

static void
index_item (PyxisVfsFolder *self, GSequenceIter *iter)
{
  g_hash_table_insert (self->by_name, (char *) pyxis_vfs_item_get_name (g_sequence_get (iter)),
                       iter);
}

static void
fill (PyxisVfsFolder *self)
{
  g_autoptr (GArray) entries = pyxis_vfs_list (self->vfs, self->path, NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; entries && i < entries->len; i++) {
    const PyxisVfsEntry *entry = &g_array_index (entries, PyxisVfsEntry, i);

    g_ptr_array_add (items, pyxis_vfs_item_new (self->path, entry->name, &entry->stat));
  }
  g_ptr_array_sort (items, compare_in_array);
  for (guint i = 0; i < items->len; i++)
    index_item (self, g_sequence_append (self->items, items->pdata[i]));
}

/* `places` are of items that go. */
static void
remove_items (PyxisVfsFolder *self, GPtrArray *places)
{
  guint end = places->len;

  g_ptr_array_sort (places, compare_places);
  while (end > 0) {
    guint last = g_sequence_iter_get_position (places->pdata[end - 1]);
    guint start = end - 1;

    while (start > 0 && g_sequence_iter_next (places->pdata[start - 1]) == places->pdata[start])
      start--;
    for (guint i = start; i < end; i++) {
      PyxisVfsItem *item = g_sequence_get (places->pdata[i]);

      g_hash_table_remove (self->by_name, pyxis_vfs_item_get_name (item));
      g_sequence_remove (places->pdata[i]);
    }
    g_list_model_items_changed (G_LIST_MODEL (self), last + 1 - (end - start), end - start, 0);
    end = start;
  }
}

/* Takes the items. */
static void
add_items (PyxisVfsFolder *self, GPtrArray *items)
{
  guint position = 0, n = 0;

  g_ptr_array_sort (items, compare_in_array);
  for (guint i = 0; i < items->len; i++) {
    GSequenceIter *place = g_sequence_search (self->items, items->pdata[i], compare_items, NULL);
    guint here = g_sequence_iter_get_position (place);

    if (n > 0 && here != position + n) {
      g_list_model_items_changed (G_LIST_MODEL (self), position, 0, n);
      n = 0;
    }
    if (n++ == 0)
      position = here;
    index_item (self, g_sequence_insert_before (place, items->pdata[i]));
  }
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, n);
}

static void
look (PyxisVfsFolder *self, const char *name, gboolean is_new, GPtrArray *gone, GPtrArray *come)
{
  g_autofree char *path = *self->path ? g_strconcat (self->path, "/", name, NULL) : g_strdup (name);
  GSequenceIter *iter = g_hash_table_lookup (self->by_name, name);
  PyxisVfsItem *item = iter ? g_sequence_get (iter) : NULL;
  PyxisVfsStat stat;
  gboolean is_there = pyxis_vfs_stat (self->vfs, path, &stat, NULL);

  if (item && is_there && !is_new && stat.ino == pyxis_vfs_item_get_ino (item)) {
    pyxis_vfs_item_update (item, &stat);
    return;
  }
  if (iter)
    g_ptr_array_add (gone, iter);
  if (is_there)
    g_ptr_array_add (come, pyxis_vfs_item_new (self->path, name, &stat));
}

static void
pyxis_vfs_folder_finalize (GObject *object)
{
  PyxisVfsFolder *self = PYXIS_VFS_FOLDER (object);

  g_hash_table_unref (self->touched);
  g_hash_table_unref (self->by_name);
  g_sequence_free (self->items);
  g_object_unref (self->vfs);
  g_free (self->path);

  G_OBJECT_CLASS (pyxis_vfs_folder_parent_class)->finalize (object);
}

static void
pyxis_vfs_folder_class_init (PyxisVfsFolderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_vfs_folder_finalize;
}

static void
pyxis_vfs_folder_init (PyxisVfsFolder *self)
{
  self->items = g_sequence_new (g_object_unref);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

PyxisVfsFolder *
pyxis_vfs_folder_new (PyxisVfs *vfs, const char *path)
{
  PyxisVfsFolder *self = g_object_new (PYXIS_TYPE_VFS_FOLDER, NULL);

  self->vfs = g_object_ref (vfs);
  self->path = g_strdup (path);
  fill (self);
  return self;
}

void
pyxis_vfs_folder_touch (PyxisVfsFolder *self, const char *name, gboolean is_new)
{
  gpointer was_new = g_hash_table_lookup (self->touched, name);

  g_hash_table_insert (self->touched, g_strdup (name), GINT_TO_POINTER (is_new || was_new));
}

void
pyxis_vfs_folder_flush (PyxisVfsFolder *self)
{
  g_autoptr (GHashTable) touched = NULL;
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  g_autoptr (GPtrArray) come = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name, is_new;

  g_return_if_fail (PYXIS_IS_VFS_FOLDER (self));

  if (g_hash_table_size (self->touched) == 0)
    return;

  touched = g_steal_pointer (&self->touched);
  self->touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &name, &is_new))
    look (self, name, is_new != NULL, gone, come);
  remove_items (self, gone);
  add_items (self, come);
}

int
pyxis_vfs_folder_get_position (PyxisVfsFolder *self, const char *name)
{
  GSequenceIter *iter = g_hash_table_lookup (self->by_name, name);

  return iter ? g_sequence_iter_get_position (iter) : -1;
}
