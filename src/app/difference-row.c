/* SPDX-License-Identifier: Apache-2.0 */
#include "difference-row.h"

#include <glib/gi18n.h>

struct _PyxisDifferenceRow {
  GObject parent_instance;

  guint change; /* PyxisVfsChange */
  char *path;
  char *before;
  char *after;
};

enum { PROP_0, PROP_CHANGE, PROP_PATH, PROP_BEFORE, PROP_AFTER, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisDifferenceRow, pyxis_difference_row, G_TYPE_OBJECT)

static const char *
describe_change (guint change)
{
  switch (change) {
  case PYXIS_VFS_CREATED:
    return _ ("Created");
  case PYXIS_VFS_REMOVED:
    return _ ("Removed");
  default:
    return _ ("Changed");
  }
}

static void
pyxis_difference_row_finalize (GObject *object)
{
  PyxisDifferenceRow *self = PYXIS_DIFFERENCE_ROW (object);

  g_free (self->path);
  g_free (self->before);
  g_free (self->after);

  G_OBJECT_CLASS (pyxis_difference_row_parent_class)->finalize (object);
}

static void
pyxis_difference_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PyxisDifferenceRow *self = PYXIS_DIFFERENCE_ROW (object);

  switch (id) {
  case PROP_CHANGE:
    g_value_set_string (value, describe_change (self->change));
    break;
  case PROP_PATH:
    g_value_set_string (value, self->path);
    break;
  case PROP_BEFORE:
    g_value_set_string (value, self->before);
    break;
  case PROP_AFTER:
    g_value_set_string (value, self->after);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
pyxis_difference_row_class_init (PyxisDifferenceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  static const char *const names[] = { NULL, "change", "path", "before", "after" };

  object_class->finalize = pyxis_difference_row_finalize;
  object_class->get_property = pyxis_difference_row_get_property;

  for (int i = PROP_CHANGE; i < LAST_PROP; i++)
    pspecs[i] =
      g_param_spec_string (names[i], NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);
}

static void
pyxis_difference_row_init (PyxisDifferenceRow *self)
{
}

static PyxisDifferenceRow *
new_row (const PyxisVfsDifference *difference)
{
  PyxisDifferenceRow *self = g_object_new (PYXIS_TYPE_DIFFERENCE_ROW, NULL);
  gboolean has_before = !difference->is_folder && difference->change != PYXIS_VFS_CREATED;
  gboolean has_after = !difference->is_folder && difference->change != PYXIS_VFS_REMOVED;

  self->change = difference->change;
  self->path = g_strconcat (difference->path, difference->is_folder ? "/" : "", NULL);
  self->before = has_before ? g_format_size (difference->old_size) : NULL;
  self->after = has_after ? g_format_size (difference->size) : NULL;
  return self;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const PyxisDifferenceRow *one = a, *other = b;

  return g_strcmp0 (one->path, other->path);
}

GListModel *
pyxis_difference_row_list (PyxisVfsSnapshot *from, PyxisVfsSnapshot *to)
{
  g_autoptr (GPtrArray) differences = pyxis_vfs_snapshot_compare (from, to);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *list = g_list_store_new (PYXIS_TYPE_DIFFERENCE_ROW);

  for (guint i = 0; i < differences->len; i++)
    g_ptr_array_add (rows, new_row (differences->pdata[i]));
  g_list_store_splice (list, 0, 0, rows->pdata, rows->len);
  g_list_store_sort (list, compare_rows, NULL);
  return G_LIST_MODEL (list);
}
