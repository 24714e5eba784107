/* SPDX-License-Identifier: Apache-2.0 */
#include "interpreter-folder.h"

#include <string.h>

#define NAME_BYTES_MAX 4000 /* bytes */
#define PATH_BYTES_MAX 16000

struct _PyxisInterpreterFolder {
  GObject parent_instance;

  GObject *owner;
  char *path;
  GPtrArray *items;
  guint more;
  gboolean is_due;
};

enum { PROP_0, PROP_MORE, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

static GType
pyxis_interpreter_folder_get_item_type (GListModel *model)
{
  return PYXIS_TYPE_VFS_ITEM;
}

static guint
pyxis_interpreter_folder_get_n_items (GListModel *model)
{
  return PYXIS_INTERPRETER_FOLDER (model)->items->len;
}

static gpointer
pyxis_interpreter_folder_get_item (GListModel *model, guint position)
{
  GPtrArray *items = PYXIS_INTERPRETER_FOLDER (model)->items;

  return position < items->len ? g_object_ref (items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = pyxis_interpreter_folder_get_item_type;
  iface->get_n_items = pyxis_interpreter_folder_get_n_items;
  iface->get_item = pyxis_interpreter_folder_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PyxisInterpreterFolder,
                               pyxis_interpreter_folder,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
pyxis_interpreter_folder_finalize (GObject *object)
{
  PyxisInterpreterFolder *self = PYXIS_INTERPRETER_FOLDER (object);

  g_ptr_array_unref (self->items);
  g_free (self->path);

  G_OBJECT_CLASS (pyxis_interpreter_folder_parent_class)->finalize (object);
}

static void
pyxis_interpreter_folder_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MORE)
    g_value_set_uint (value, PYXIS_INTERPRETER_FOLDER (object)->more);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_interpreter_folder_class_init (PyxisInterpreterFolderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pyxis_interpreter_folder_finalize;
  object_class->get_property = pyxis_interpreter_folder_get_property;

  pspecs[PROP_MORE] = g_param_spec_uint ("more", NULL, NULL, 0, G_MAXUINT, 0,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);
}

static void
pyxis_interpreter_folder_init (PyxisInterpreterFolder *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

PyxisInterpreterFolder *
pyxis_interpreter_folder_new (GObject *owner, const char *path)
{
  PyxisInterpreterFolder *self = g_object_new (PYXIS_TYPE_INTERPRETER_FOLDER, NULL);

  self->owner = owner;
  self->path = g_strdup (path);
  self->is_due = TRUE;
  return self;
}

const char *
pyxis_interpreter_folder_get_path (PyxisInterpreterFolder *self)
{
  return self->path;
}

guint
pyxis_interpreter_folder_get_more (PyxisInterpreterFolder *self)
{
  return self->more;
}

gboolean
pyxis_interpreter_folder_is_due (PyxisInterpreterFolder *self)
{
  return self->is_due;
}

void
pyxis_interpreter_folder_set_due (PyxisInterpreterFolder *self)
{
  self->is_due = TRUE;
}

static gboolean
is_name (const char *name)
{
  return name && *name && strlen (name) <= NAME_BYTES_MAX && !strchr (name, '/') &&
         !g_str_equal (name, ".") && !g_str_equal (name, "..") && g_utf8_validate (name, -1, NULL);
}

/* What no calendar or no file has is 0. */
static double
get_number (const cJSON *number, double max)
{
  double value = cJSON_IsNumber (number) ? number->valuedouble : 0;

  return value >= 0 && value <= max ? value : 0;
}

/* (nullable) (transfer full) */
static PyxisVfsItem *
read_entry (PyxisInterpreterFolder *self, const cJSON *entry)
{
  const char *name = cJSON_GetStringValue (cJSON_GetArrayItem (entry, 0));
  const cJSON *kind = cJSON_GetArrayItem (entry, 1);
  PyxisVfsStat stat = { 0 };
  g_autofree char *path = NULL;

  if (!cJSON_IsArray (entry) || !is_name (name) || !cJSON_IsNumber (kind))
    return NULL;
  path = g_strconcat (g_str_equal (self->path, "/") ? "" : self->path, "/", name, NULL);
  if (strlen (path) > PATH_BYTES_MAX)
    return NULL;
  stat.is_folder = kind->valueint == 1;
  stat.size = stat.is_folder ? 0 : get_number (cJSON_GetArrayItem (entry, 2), G_MAXINT64 / 1024);
  stat.mtime = get_number (cJSON_GetArrayItem (entry, 3), 8.64e15);
  return pyxis_vfs_item_new_owned (self->owner, path, name, &stat);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return pyxis_vfs_item_compare (*(PyxisVfsItem **) a, *(PyxisVfsItem **) b);
}

/* (transfer full) (element-type PyxisVfsItem): sorted, each name once. */
static GPtrArray *
read_entries (PyxisInterpreterFolder *self, const cJSON *entries)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  const cJSON *entry;

  cJSON_ArrayForEach (entry, entries)
  {
    PyxisVfsItem *item = read_entry (self, entry);

    if (item && g_hash_table_add (names, (gpointer) pyxis_vfs_item_get_name (item)))
      g_ptr_array_add (items, item);
    else
      g_clear_object (&item);
  }
  g_ptr_array_sort (items, compare);
  return items;
}

static void
update (PyxisVfsItem *item, PyxisVfsItem *from)
{
  PyxisVfsStat stat = {
    .is_folder = pyxis_vfs_item_is_folder (from),
    .size = pyxis_vfs_item_get_size (from),
    .mtime = pyxis_vfs_item_get_mtime (from),
  };

  pyxis_vfs_item_update (item, &stat);
}

/* Rows come and go where they are. */
static void
merge (PyxisInterpreterFolder *self, GPtrArray *fresh)
{
  guint at = 0;

  for (guint i = 0; i < fresh->len || at < self->items->len;) {
    PyxisVfsItem *old = at < self->items->len ? self->items->pdata[at] : NULL;
    PyxisVfsItem *new = i < fresh->len ? fresh->pdata[i] : NULL;
    int order = !old ? 1 : !new ? -1 : pyxis_vfs_item_compare (old, new);

    if (order < 0) {
      g_ptr_array_remove_index (self->items, at);
      g_list_model_items_changed (G_LIST_MODEL (self), at, 1, 0);
      continue;
    }
    if (order == 0) {
      update (old, new);
    } else {
      g_ptr_array_insert (self->items, at, g_object_ref (new));
      g_list_model_items_changed (G_LIST_MODEL (self), at, 0, 1);
    }
    at++;
    i++;
  }
}

/* The first answer, and whatever a folder is filled or emptied by, is one change. */
static void
replace (PyxisInterpreterFolder *self, GPtrArray *fresh)
{
  guint n = self->items->len;

  g_ptr_array_set_size (self->items, 0);
  for (guint i = 0; i < fresh->len; i++)
    g_ptr_array_add (self->items, g_object_ref (fresh->pdata[i]));
  if (n + fresh->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, fresh->len);
}

void
pyxis_interpreter_folder_take (PyxisInterpreterFolder *self, const cJSON *listed)
{
  g_autoptr (GPtrArray) fresh = NULL;
  guint more;

  g_return_if_fail (PYXIS_IS_INTERPRETER_FOLDER (self));

  self->is_due = FALSE;
  fresh = read_entries (self, cJSON_GetObjectItemCaseSensitive (listed, "entries"));
  if (self->items->len == 0 || fresh->len == 0)
    replace (self, fresh);
  else
    merge (self, fresh);
  more = get_number (cJSON_GetObjectItemCaseSensitive (listed, "more"), G_MAXUINT);
  if (more == self->more)
    return;
  self->more = more;
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_MORE]);
}
