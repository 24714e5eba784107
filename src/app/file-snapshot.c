/* SPDX-License-Identifier: Apache-2.0 */
#include "file-snapshot.h"

#include <glib/gi18n.h>

struct _PyxisFileSnapshot {
  GObject parent_instance;

  PyxisVfsSnapshot *snapshot;
  char *title;
};

enum { PROP_0, PROP_TITLE, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisFileSnapshot, pyxis_file_snapshot, G_TYPE_OBJECT)

static void
pyxis_file_snapshot_finalize (GObject *object)
{
  PyxisFileSnapshot *self = PYXIS_FILE_SNAPSHOT (object);

  g_clear_pointer (&self->snapshot, pyxis_vfs_snapshot_unref);
  g_free (self->title);

  G_OBJECT_CLASS (pyxis_file_snapshot_parent_class)->finalize (object);
}

static void
pyxis_file_snapshot_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TITLE)
    g_value_set_string (value, PYXIS_FILE_SNAPSHOT (object)->title);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_file_snapshot_class_init (PyxisFileSnapshotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pyxis_file_snapshot_finalize;
  object_class->get_property = pyxis_file_snapshot_get_property;

  pspecs[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);
}

static void
pyxis_file_snapshot_init (PyxisFileSnapshot *self)
{
}

void
pyxis_file_snapshot_take (GListStore *list, PyxisVfs *vfs, const char *reason)
{
  g_autoptr (PyxisFileSnapshot) self = g_object_new (PYXIS_TYPE_FILE_SNAPSHOT, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%X");

  self->snapshot = pyxis_vfs_take_snapshot (vfs);
  self->title = reason ? g_strdup_printf ("%s – %s", time, reason) : g_steal_pointer (&time);
  g_list_store_append (list, self);
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) > PYXIS_FILE_SNAPSHOT_MAX)
    g_list_store_remove (list, 0);
}

PyxisFileSnapshot *
pyxis_file_snapshot_new_now (void)
{
  PyxisFileSnapshot *self = g_object_new (PYXIS_TYPE_FILE_SNAPSHOT, NULL);

  self->title = g_strdup (_ ("Now"));
  return self;
}

PyxisVfsSnapshot *
pyxis_file_snapshot_get_snapshot (PyxisFileSnapshot *self)
{
  g_return_val_if_fail (PYXIS_IS_FILE_SNAPSHOT (self), NULL);

  return self->snapshot;
}
