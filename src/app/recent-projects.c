/* SPDX-License-Identifier: Apache-2.0 */
#include "recent-projects.h"

#include "recent-lookup.h"
#include "recent-store.h"

struct _PyxisRecentProjects {
  GObject parent_instance;

  PyxisRecentStore *store;
  PyxisRecentLookup *lookup;
  GPtrArray *items;   /* (element-type PyxisRecentProject) in order */
  GHashTable *hidden; /* a set of paths: removed, but not for good */
};

static void pyxis_recent_projects_list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PyxisRecentProjects,
                               pyxis_recent_projects,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      pyxis_recent_projects_list_model_init))

/* (transfer full): for `entry`, the item that is shown already, if there is one. */
static PyxisRecentProject *
make_item (PyxisRecentProjects *self, const PyxisRecentEntry *entry)
{
  PyxisRecentProject *item = pyxis_recent_projects_lookup (self, entry->path);

  if (item) {
    g_object_ref (item);
  } else {
    g_autofree char *thumbnail = pyxis_recent_store_dup_thumbnail (self->store, entry->path);

    item = pyxis_recent_project_new (entry->path, thumbnail);
    pyxis_recent_lookup_start (self->lookup, item);
  }
  pyxis_recent_project_set_name (item, entry->name);
  pyxis_recent_project_set_time (item, entry->time);
  pyxis_recent_project_set_pinned (item, entry->is_pinned);
  return item;
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return pyxis_recent_project_compare (*(gpointer *) a, *(gpointer *) b);
}

/* (transfer full) (element-type PyxisRecentProject) */
static GPtrArray *
make_items (PyxisRecentProjects *self)
{
  g_autoptr (GPtrArray) entries = pyxis_recent_store_list (self->store);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < entries->len; i++) {
    const PyxisRecentEntry *entry = entries->pdata[i];

    if (!g_hash_table_contains (self->hidden, entry->path))
      g_ptr_array_add (items, make_item (self, entry));
  }
  g_ptr_array_sort (items, compare_cb);
  if (items->len > PYXIS_RECENT_PROJECTS_MAX)
    g_ptr_array_set_size (items, PYXIS_RECENT_PROJECTS_MAX);
  return items;
}

/* Tells only of the part that is different, so that whoever shows the rest keeps its focus. */
static void
update (PyxisRecentProjects *self)
{
  GPtrArray *old = self->items;
  GPtrArray *now = self->store ? make_items (self) : NULL;
  guint front = 0;
  guint back = 0;

  if (!now)
    return; /* closed: the program ends */

  while (front < MIN (old->len, now->len) && old->pdata[front] == now->pdata[front])
    front++;
  while (back < MIN (old->len, now->len) - front &&
         old->pdata[old->len - 1 - back] == now->pdata[now->len - 1 - back])
    back++;
  self->items = now;
  if (old->len - front - back > 0 || now->len - front - back > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), front, old->len - front - back,
                                now->len - front - back);
  g_ptr_array_unref (old);
}

static void
settle_all (PyxisRecentProjects *self)
{
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, self->hidden);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    pyxis_recent_store_forget (self->store, path);
  g_hash_table_remove_all (self->hidden);
}

/* Those that no longer fit. */
static void
forget_oldest (PyxisRecentProjects *self)
{
  g_autoptr (GPtrArray) entries = pyxis_recent_store_list (self->store);

  for (guint i = 0; i < entries->len; i++) {
    const PyxisRecentEntry *entry = entries->pdata[i];

    if (!g_hash_table_contains (self->hidden, entry->path) && !entry->is_pinned &&
        !pyxis_recent_projects_lookup (self, entry->path))
      pyxis_recent_store_forget (self->store, entry->path);
  }
}

static GType
pyxis_recent_projects_get_item_type (GListModel *model)
{
  return PYXIS_TYPE_RECENT_PROJECT;
}

static guint
pyxis_recent_projects_get_n_items (GListModel *model)
{
  return PYXIS_RECENT_PROJECTS (model)->items->len;
}

static gpointer
pyxis_recent_projects_get_item (GListModel *model, guint position)
{
  GPtrArray *items = PYXIS_RECENT_PROJECTS (model)->items;

  return position < items->len ? g_object_ref (items->pdata[position]) : NULL;
}

static void
pyxis_recent_projects_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = pyxis_recent_projects_get_item_type;
  interface->get_n_items = pyxis_recent_projects_get_n_items;
  interface->get_item = pyxis_recent_projects_get_item;
}

static void
pyxis_recent_projects_dispose (GObject *object)
{
  PyxisRecentProjects *self = PYXIS_RECENT_PROJECTS (object);

  if (self->store) {
    if (pyxis_recent_store_get_manager (self->store))
      g_signal_handlers_disconnect_by_data (pyxis_recent_store_get_manager (self->store), self);
    settle_all (self);
  }
  g_clear_pointer (&self->store, pyxis_recent_store_free);
  g_clear_pointer (&self->lookup, pyxis_recent_lookup_free);

  G_OBJECT_CLASS (pyxis_recent_projects_parent_class)->dispose (object);
}

static void
pyxis_recent_projects_finalize (GObject *object)
{
  PyxisRecentProjects *self = PYXIS_RECENT_PROJECTS (object);

  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->hidden);

  G_OBJECT_CLASS (pyxis_recent_projects_parent_class)->finalize (object);
}

static void
pyxis_recent_projects_class_init (PyxisRecentProjectsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_recent_projects_dispose;
  object_class->finalize = pyxis_recent_projects_finalize;
}

static void
pyxis_recent_projects_init (PyxisRecentProjects *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->lookup = pyxis_recent_lookup_new ();
}

PyxisRecentProjects *
pyxis_recent_projects_new (const char *database, const char *state_dir, const char *cache_dir)
{
  PyxisRecentProjects *self = g_object_new (PYXIS_TYPE_RECENT_PROJECTS, NULL);

  self->store = pyxis_recent_store_new (database, state_dir, cache_dir);
  if (pyxis_recent_store_get_manager (self->store))
    g_signal_connect_swapped (pyxis_recent_store_get_manager (self->store), "changed",
                              G_CALLBACK (update), self);
  update (self);
  return self;
}

PyxisRecentProjects *
pyxis_recent_projects_new_for_user (void)
{
  g_autofree char *database = g_build_filename (g_get_user_data_dir (), "recently-used.xbel", NULL);
  g_autofree char *state_dir = g_build_filename (g_get_user_state_dir (), "pyxis", NULL);
  g_autofree char *cache_dir = g_build_filename (g_get_user_cache_dir (), "pyxis", NULL);

  return pyxis_recent_projects_new (database, state_dir, cache_dir);
}

gboolean
pyxis_recent_projects_is_writable (PyxisRecentProjects *self)
{
  g_return_val_if_fail (PYXIS_IS_RECENT_PROJECTS (self), FALSE);

  return pyxis_recent_store_is_writable (self->store);
}

void
pyxis_recent_projects_add (PyxisRecentProjects *self, PyxisProject *project)
{
  g_return_if_fail (PYXIS_IS_RECENT_PROJECTS (self));

  g_hash_table_remove (self->hidden, pyxis_project_get_path (project));
  pyxis_recent_store_add (self->store, project);
  update (self);
  forget_oldest (self);
}

PyxisRecentProject *
pyxis_recent_projects_lookup (PyxisRecentProjects *self, const char *path)
{
  g_return_val_if_fail (PYXIS_IS_RECENT_PROJECTS (self), NULL);

  for (guint i = 0; i < self->items->len; i++)
    if (g_str_equal (pyxis_recent_project_get_path (self->items->pdata[i]), path))
      return self->items->pdata[i];
  return NULL;
}

void
pyxis_recent_projects_pin (PyxisRecentProjects *self, const char *path, gboolean is_pinned)
{
  PyxisRecentProject *item = pyxis_recent_projects_lookup (self, path);

  if (item && is_pinned) {
    const PyxisRecentEntry entry = { (char *) path, (char *) pyxis_recent_project_get_name (item),
                                     pyxis_recent_project_get_time (item), TRUE };

    pyxis_recent_store_pin (self->store, &entry);
  } else if (item) {
    pyxis_recent_store_unpin (self->store, path);
  }
  update (self);
}

void
pyxis_recent_projects_remove (PyxisRecentProjects *self, const char *path)
{
  g_return_if_fail (PYXIS_IS_RECENT_PROJECTS (self));

  g_hash_table_add (self->hidden, g_strdup (path));
  update (self);
}

void
pyxis_recent_projects_restore (PyxisRecentProjects *self, const char *path)
{
  g_return_if_fail (PYXIS_IS_RECENT_PROJECTS (self));

  if (g_hash_table_remove (self->hidden, path))
    update (self);
}

void
pyxis_recent_projects_settle (PyxisRecentProjects *self, const char *path)
{
  g_return_if_fail (PYXIS_IS_RECENT_PROJECTS (self));

  if (!self->store || !g_hash_table_contains (self->hidden, path))
    return;
  pyxis_recent_store_forget (self->store, path);
  g_hash_table_remove (self->hidden, path);
}

void
pyxis_recent_projects_clear (PyxisRecentProjects *self)
{
  g_return_if_fail (PYXIS_IS_RECENT_PROJECTS (self));

  for (guint i = 0; i < self->items->len; i++)
    if (!pyxis_recent_project_is_pinned (self->items->pdata[i]))
      g_hash_table_add (self->hidden,
                        g_strdup (pyxis_recent_project_get_path (self->items->pdata[i])));
  settle_all (self);
  update (self);
}

void
pyxis_recent_projects_move (PyxisRecentProjects *self, const char *path, const char *to)
{
  g_return_if_fail (PYXIS_IS_RECENT_PROJECTS (self));

  if (g_str_equal (path, to))
    return;
  pyxis_recent_store_move (self->store, path, to);
  update (self);
}

void
pyxis_recent_projects_check (PyxisRecentProjects *self)
{
  g_return_if_fail (PYXIS_IS_RECENT_PROJECTS (self));

  for (guint i = 0; i < self->items->len; i++)
    pyxis_recent_lookup_start (self->lookup, self->items->pdata[i]);
}

char *
pyxis_recent_projects_dup_thumbnail (PyxisRecentProjects *self, const char *path)
{
  g_autofree char *thumbnail = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (PYXIS_IS_RECENT_PROJECTS (self), NULL);

  if (!self->store || !pyxis_recent_projects_lookup (self, path))
    return NULL;
  thumbnail = pyxis_recent_store_dup_thumbnail (self->store, path);
  folder = g_path_get_dirname (thumbnail);
  return g_mkdir_with_parents (folder, 0700) == 0 ? g_steal_pointer (&thumbnail) : NULL;
}
