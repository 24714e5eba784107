/* SPDX-License-Identifier: Apache-2.0 */
#include "files-search.h"

#include "vfs-find.h"

struct _PyxisFilesSearch {
  GObject parent_instance;

  PyxisVfsWatch *watch;
  GListStore *store;
  char *text; /* NULL: nothing is looked for */
  gboolean is_cut;
  gboolean is_stale;         /* files changed since the search began */
  GCancellable *cancellable; /* NULL: nothing is under way */
};

enum { SEARCHED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisFilesSearch, pyxis_files_search, G_TYPE_OBJECT)

static void start (PyxisFilesSearch *self);

static gboolean
is_same (PyxisVfsItem *a, PyxisVfsItem *b)
{
  return g_str_equal (pyxis_vfs_item_get_path (a), pyxis_vfs_item_get_path (b)) &&
         pyxis_vfs_item_get_size (a) == pyxis_vfs_item_get_size (b) &&
         pyxis_vfs_item_get_mtime (a) == pyxis_vfs_item_get_mtime (b);
}

/* Rows that are the same at the start stay, and with them what is selected. */
static void
show (PyxisFilesSearch *self, GPtrArray *items)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  guint first = 0;

  while (first < n && first < items->len) {
    g_autoptr (PyxisVfsItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), first);

    if (!is_same (item, items->pdata[first]))
      break;
    first++;
  }
  if (first < n || first < items->len)
    g_list_store_splice (self->store, first, n - first, items->pdata + first, items->len - first);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisFilesSearch) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_cut = FALSE;
  g_autoptr (GPtrArray) items = pyxis_vfs_find_finish (result, &is_cut, &error);

  if (!items)
    return; /* another text is looked for */
  g_clear_object (&self->cancellable);
  self->is_cut = is_cut;
  show (self, items);
  if (self->is_stale)
    start (self);
  else
    g_signal_emit (self, signals[SEARCHED], 0);
}

static void
start (PyxisFilesSearch *self)
{
  g_autoptr (PyxisVfsPart) root =
    pyxis_vfs_take_part (pyxis_vfs_watch_get_vfs (self->watch), "", NULL);

  self->is_stale = FALSE;
  self->cancellable = g_cancellable_new ();
  pyxis_vfs_find_async (root, self->text, PYXIS_FILES_SEARCH_MAX, self->cancellable, found_cb,
                        g_object_ref (self));
}

static void
stop (PyxisFilesSearch *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
changed_cb (PyxisVfsWatch *watch, gpointer user_data)
{
  PyxisFilesSearch *self = user_data;

  if (self->cancellable)
    self->is_stale = TRUE;
  else if (self->text)
    start (self);
}

static void
pyxis_files_search_dispose (GObject *object)
{
  PyxisFilesSearch *self = PYXIS_FILES_SEARCH (object);

  stop (self);
  g_clear_object (&self->watch);
  g_clear_object (&self->store);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (pyxis_files_search_parent_class)->dispose (object);
}

static void
pyxis_files_search_class_init (PyxisFilesSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pyxis_files_search_dispose;

  signals[SEARCHED] = g_signal_new ("searched", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pyxis_files_search_init (PyxisFilesSearch *self)
{
  self->store = g_list_store_new (PYXIS_TYPE_VFS_ITEM);
}

PyxisFilesSearch *
pyxis_files_search_new (PyxisVfsWatch *watch)
{
  PyxisFilesSearch *self = g_object_new (PYXIS_TYPE_FILES_SEARCH, NULL);

  self->watch = g_object_ref (watch);
  g_signal_connect_object (watch, "changed", G_CALLBACK (changed_cb), self, 0);
  return self;
}

GListModel *
pyxis_files_search_get_model (PyxisFilesSearch *self)
{
  return G_LIST_MODEL (self->store);
}

void
pyxis_files_search_set_text (PyxisFilesSearch *self, const char *text)
{
  g_return_if_fail (PYXIS_IS_FILES_SEARCH (self));

  stop (self);
  g_free (self->text);
  self->text = text && *text ? g_strdup (text) : NULL;
  if (self->text) {
    start (self);
    return;
  }
  self->is_cut = FALSE;
  g_list_store_remove_all (self->store);
}

gboolean
pyxis_files_search_is_cut (PyxisFilesSearch *self)
{
  return self->is_cut;
}
