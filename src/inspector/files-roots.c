/* SPDX-License-Identifier: Apache-2.0 */
#include "files-roots.h"

#include <glib/gi18n.h>

#include "console-title.h"

struct _PyxisFilesRoots {
  GObject parent_instance;

  PyxisInterpreters *interpreters; /* (nullable) */
  GListStore *items;               /* of PyxisVfsItem, as the interpreters */
};

G_DEFINE_FINAL_TYPE (PyxisFilesRoots, pyxis_files_roots, G_TYPE_OBJECT)

char *
pyxis_files_roots_dup_title (PyxisInterpreter *interpreter)
{
  PyxisConsoleOrigin origin = pyxis_console_origin_of (interpreter);

  return pyxis_console_title_dup (&origin);
}

static void
busy_cb (PyxisInterpreter *interpreter, GParamSpec *pspec, gpointer user_data)
{
  pyxis_vfs_item_set_note (user_data, pyxis_interpreter_is_busy (interpreter) ? _ ("busy") : "");
}

/* (transfer full) */
static PyxisVfsItem *
create_root (PyxisInterpreter *interpreter)
{
  const PyxisVfsStat stat = { .is_folder = TRUE };
  g_autoptr (PyxisInterpreterFiles) files = pyxis_interpreter_files_new (interpreter);
  g_autofree char *title = pyxis_files_roots_dup_title (interpreter);
  PyxisVfsItem *item = pyxis_vfs_item_new_owned (G_OBJECT (files), "/", title, &stat);

  g_signal_connect_object (interpreter, "notify::is-busy", G_CALLBACK (busy_cb), item, 0);
  busy_cb (interpreter, NULL, item);
  return item;
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  PyxisFilesRoots *self = user_data;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++) {
    g_autoptr (PyxisInterpreter) interpreter = g_list_model_get_item (model, position + i);

    g_ptr_array_add (items, create_root (interpreter));
  }
  g_list_store_splice (self->items, position, removed, items->pdata, added);
}

static void
pyxis_files_roots_dispose (GObject *object)
{
  pyxis_files_roots_set_interpreters (PYXIS_FILES_ROOTS (object), NULL);

  G_OBJECT_CLASS (pyxis_files_roots_parent_class)->dispose (object);
}

static void
pyxis_files_roots_finalize (GObject *object)
{
  g_object_unref (PYXIS_FILES_ROOTS (object)->items);

  G_OBJECT_CLASS (pyxis_files_roots_parent_class)->finalize (object);
}

static void
pyxis_files_roots_class_init (PyxisFilesRootsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_files_roots_dispose;
  object_class->finalize = pyxis_files_roots_finalize;
}

static void
pyxis_files_roots_init (PyxisFilesRoots *self)
{
  self->items = g_list_store_new (PYXIS_TYPE_VFS_ITEM);
}

PyxisFilesRoots *
pyxis_files_roots_new (void)
{
  return g_object_new (PYXIS_TYPE_FILES_ROOTS, NULL);
}

void
pyxis_files_roots_set_interpreters (PyxisFilesRoots *self, PyxisInterpreters *interpreters)
{
  g_return_if_fail (PYXIS_IS_FILES_ROOTS (self));

  if (self->interpreters == interpreters)
    return;
  if (self->interpreters)
    g_signal_handlers_disconnect_by_data (self->interpreters, self);
  g_list_store_remove_all (self->items);
  g_set_object (&self->interpreters, interpreters);
  if (!interpreters)
    return;
  g_signal_connect_object (interpreters, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
  items_changed_cb (G_LIST_MODEL (interpreters), 0, 0,
                    g_list_model_get_n_items (G_LIST_MODEL (interpreters)), self);
}

GListModel *
pyxis_files_roots_get_model (PyxisFilesRoots *self)
{
  return G_LIST_MODEL (self->items);
}

void
pyxis_files_roots_refresh (PyxisFilesRoots *self)
{
  g_return_if_fail (PYXIS_IS_FILES_ROOTS (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++) {
    g_autoptr (PyxisVfsItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

    pyxis_interpreter_files_refresh (pyxis_vfs_item_get_owner (item));
  }
}

static void
more_cb (PyxisInterpreterFolder *folder, GParamSpec *pspec, gpointer user_data)
{
  guint n = pyxis_interpreter_folder_get_more (folder);
  g_autofree char *note =
    g_strdup_printf (g_dngettext (NULL, "%u more is not shown", "%u more are not shown", n), n);

  pyxis_vfs_item_set_note (user_data, n > 0 ? note : "");
}

/* (transfer full) (nullable): what is in a folder of an interpreter's own. */
static GListModel *
open_own (PyxisVfsItem *item)
{
  PyxisInterpreterFiles *files = pyxis_vfs_item_get_owner (item);
  const char *path = pyxis_vfs_item_get_path (item);
  PyxisInterpreterFolder *folder;

  if (pyxis_interpreter_files_is_closed (path)) {
    pyxis_vfs_item_set_note (item, g_str_equal (path, "/vfs") ? _ ("shared") : "");
    return NULL;
  }
  folder = pyxis_interpreter_files_open (files, path);
  if (!g_str_equal (path, "/"))
    g_signal_connect_object (folder, "notify::more", G_CALLBACK (more_cb), item, 0);
  return G_LIST_MODEL (folder);
}

static GListModel *
create_children_cb (gpointer item, gpointer watch)
{
  if (!pyxis_vfs_item_is_folder (item))
    return NULL;
  if (pyxis_vfs_item_get_owner (item))
    return open_own (item);
  return G_LIST_MODEL (pyxis_vfs_watch_open (watch, pyxis_vfs_item_get_path (item)));
}

GtkTreeListModel *
pyxis_files_roots_create_tree (PyxisFilesRoots *self, PyxisVfsWatch *watch)
{
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (PyxisVfsFolder) files = pyxis_vfs_watch_open (watch, "");
  GtkFlattenListModel *roots;

  g_list_store_append (parts, files);
  g_list_store_append (parts, self->items);
  roots = gtk_flatten_list_model_new (G_LIST_MODEL (parts));
  return gtk_tree_list_model_new (G_LIST_MODEL (roots), FALSE, FALSE, create_children_cb,
                                  g_object_ref (watch), g_object_unref);
}

static GListModel *
create_none_cb (gpointer item, gpointer user_data)
{
  return NULL;
}

GtkTreeListModel *
pyxis_files_roots_create_flat (GListModel *found)
{
  return gtk_tree_list_model_new (g_object_ref (found), FALSE, FALSE, create_none_cb, NULL, NULL);
}
