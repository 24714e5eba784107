/* SPDX-License-Identifier: Apache-2.0 */
#include "files-page.h"

#include <glib/gi18n.h>

#include "files-buttons.h"
#include "files-page-parts.h"
#include "files-page-private.h"
#include "pyxis-inspector-resources.h"
#include "transfer-row.h"


enum { PROP_0, PROP_VFS, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisFilesPage, pyxis_files_page, GTK_TYPE_WIDGET)

/* What is an interpreter's own is only to be read: it can be saved and copied, and that is all. */
static void
update_selected (PyxisFilesPage *self)
{
  static const char *const for_any[] = { "files.delete", "files.save", "files.cut", "files.copy" };
  GtkWidget *widget = GTK_WIDGET (self);
  guint n = pyxis_files_tree_get_n_selected (self->tree);
  g_auto (GStrv) paths = pyxis_files_tree_dup_selected (self->tree);
  g_autoptr (GPtrArray) own = pyxis_files_tree_dup_own (self->tree);
  gboolean is_shared = self->vfs && n > 0 && g_strv_length (paths) == n;

  for (gsize i = 0; i < G_N_ELEMENTS (for_any); i++)
    gtk_widget_action_set_enabled (widget, for_any[i], is_shared);
  gtk_widget_action_set_enabled (widget, "files.save", is_shared || own);
  gtk_widget_action_set_enabled (widget, "files.share", self->vfs && own);
  gtk_widget_action_set_enabled (widget, "files.rename", is_shared && n == 1);
}

/* What can be done now. */
static void
update_actions (PyxisFilesPage *self)
{
  static const char *const always[] = { "files.upload", "files.upload-folder", "files.new-folder",
                                        "files.paste", "files.find" };
  GtkWidget *widget = GTK_WIDGET (self);

  for (gsize i = 0; i < G_N_ELEMENTS (always); i++)
    gtk_widget_action_set_enabled (widget, always[i], self->vfs != NULL);
  gtk_widget_action_set_enabled (widget, "files.undo",
                                 self->history && pyxis_vfs_history_can_undo (self->history));
  gtk_widget_action_set_enabled (widget, "files.refresh", pyxis_files_page_has_own (self));
  update_selected (self);
}

static gboolean
is_searching (PyxisFilesPage *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0';
}

/* The tree, or why there is none to be seen. */
static void
update_stack (PyxisFilesPage *self)
{
  guint n = self->search && is_searching (self)
              ? g_list_model_get_n_items (pyxis_files_search_get_model (self->search))
              : 0;

  if (!self->vfs)
    gtk_stack_set_visible_child_name (self->stack, "waiting");
  else if (is_searching (self))
    gtk_stack_set_visible_child_name (self->stack, n > 0 ? "tree" : "not-found");
  else
    gtk_stack_set_visible_child_name (
      self->stack,
      pyxis_vfs_get_n_files (self->vfs) > 0 || pyxis_files_page_has_own (self) ? "tree" : "empty");
}

static void
changed_cb (PyxisVfsWatch *watch, gpointer user_data)
{
  PyxisFilesPage *self = user_data;

  pyxis_used_bar_update (self->used_bar, self->vfs);
  update_stack (self);
  pyxis_files_preview_refresh (self->preview);
}

static void
can_undo_cb (PyxisVfsHistory *history, GParamSpec *pspec, gpointer user_data)
{
  PyxisFilesPage *self = user_data;

  pyxis_files_page_outdate_toast (self);
  update_actions (self);
}

/* What is kept for Undo makes room for what a page writes. */
static void
limit_cb (PyxisVfs *vfs, guint limit, const char *path, gpointer user_data)
{
  pyxis_vfs_history_settle (PYXIS_FILES_PAGE (user_data)->history);
}

static void
selection_changed_cb (PyxisFilesTree *tree, gpointer user_data)
{
  PyxisFilesPage *self = user_data;
  g_autoptr (PyxisVfsItem) item = NULL;

  if (!self->vfs)
    return;
  item = pyxis_files_tree_dup_item (tree);
  pyxis_files_preview_show (self->preview, item, pyxis_files_tree_get_n_selected (tree));
  update_actions (self);
}

static void
activated_cb (PyxisFilesTree *tree, PyxisVfsItem *item, gpointer user_data)
{
  PyxisFilesPage *self = user_data;

  gtk_widget_child_focus (GTK_WIDGET (self->preview), GTK_DIR_TAB_FORWARD);
}

static void
searched_cb (PyxisFilesSearch *search, gpointer user_data)
{
  PyxisFilesPage *self = user_data;
  guint n = g_list_model_get_n_items (pyxis_files_search_get_model (search));
  g_autofree char *text = g_strdup_printf (g_dngettext (NULL, "%u found", "%u found", n), n);

  gtk_label_set_label (self->found_label,
                       pyxis_files_search_is_cut (search) ? _ ("The first 1000 of many") : text);
  update_stack (self);
}

static void
search_changed_cb (GtkSearchEntry *entry, gpointer user_data)
{
  PyxisFilesPage *self = user_data;

  if (!self->search)
    return;
  pyxis_files_search_set_text (self->search, gtk_editable_get_text (GTK_EDITABLE (entry)));
  pyxis_files_tree_set_found (
    self->tree, is_searching (self) ? pyxis_files_search_get_model (self->search) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->found_label), is_searching (self));
  update_stack (self);
}

/* What is selected among the found is then shown in its place. */
static void
stop_search_cb (GtkSearchEntry *entry, gpointer user_data)
{
  PyxisFilesPage *self = user_data;
  g_autoptr (PyxisVfsItem) item = pyxis_files_tree_dup_item (self->tree);

  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  search_changed_cb (entry, self);
  if (item)
    pyxis_files_tree_select (self->tree, pyxis_vfs_item_get_path (item));
  gtk_widget_grab_focus (GTK_WIDGET (self->tree));
}

static void
roots_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  update_actions (user_data);
  update_stack (user_data);
}

static void
named_cb (PyxisNamePopover *popover, const char *name, gpointer user_data)
{
  pyxis_files_page_named (user_data, name);
}

static void
pyxis_files_page_dispose (GObject *object)
{
  PyxisFilesPage *self = PYXIS_FILES_PAGE (object);

  if (self->tree) {
    pyxis_files_page_set_interpreters (self, NULL);
    pyxis_files_page_set_vfs (self, NULL);
  }
  g_clear_handle_id (&self->poll, g_source_remove);
  g_clear_object (&self->chooser_folder);
  g_clear_object (&self->log);
  g_clear_object (&self->unsaved);
  g_clear_handle_id (&self->stale, g_source_remove);
  g_clear_pointer (&self->folders, g_ptr_array_unref);
  g_clear_pointer (&self->renamed, g_free);
  g_clear_pointer ((GtkWidget **) &self->name_popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_FILES_PAGE);

  G_OBJECT_CLASS (pyxis_files_page_parent_class)->dispose (object);
}

static void
pyxis_files_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_VFS)
    g_value_set_object (value, PYXIS_FILES_PAGE (object)->vfs);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_files_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_VFS)
    pyxis_files_page_set_vfs (PYXIS_FILES_PAGE (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (PYXIS_TYPE_FILES_BUTTONS);
  g_type_ensure (PYXIS_TYPE_FILES_PREVIEW);
  g_type_ensure (PYXIS_TYPE_FILES_TREE);
  g_type_ensure (PYXIS_TYPE_USED_BAR);
  gtk_widget_class_set_template_from_resource (klass, "/pyxis/inspector/ui/files-page.ui");
  gtk_widget_class_bind_template_child (klass, PyxisFilesPage, found_label);
  gtk_widget_class_bind_template_child (klass, PyxisFilesPage, overlay);
  gtk_widget_class_bind_template_child (klass, PyxisFilesPage, preview);
  gtk_widget_class_bind_template_child (klass, PyxisFilesPage, search_entry);
  gtk_widget_class_bind_template_child (klass, PyxisFilesPage, stack);
  gtk_widget_class_bind_template_child (klass, PyxisFilesPage, transfers);
  gtk_widget_class_bind_template_child (klass, PyxisFilesPage, tree);
  gtk_widget_class_bind_template_child (klass, PyxisFilesPage, used_bar);
  gtk_widget_class_bind_template_callback (klass, activated_cb);
  gtk_widget_class_bind_template_callback (klass, search_changed_cb);
  gtk_widget_class_bind_template_callback (klass, selection_changed_cb);
  gtk_widget_class_bind_template_callback (klass, stop_search_cb);
}

static void
pyxis_files_page_class_init (PyxisFilesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /* Of a static library only what is named is linked. */
  g_resources_register (pyxis_inspector_get_resource ());

  object_class->dispose = pyxis_files_page_dispose;
  object_class->get_property = pyxis_files_page_get_property;
  object_class->set_property = pyxis_files_page_set_property;

  pspecs[PROP_VFS] =
    g_param_spec_object ("vfs", NULL, NULL, PYXIS_TYPE_VFS,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);

  bind_template (widget_class);
  pyxis_files_page_install_copy (widget_class);
  pyxis_files_page_install_edit (widget_class);
  pyxis_files_page_install_own (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_files_page_init (PyxisFilesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->folders = pyxis_files_provider_folders_new ();
  self->name_popover = g_object_new (PYXIS_TYPE_NAME_POPOVER, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->name_popover), GTK_WIDGET (self->tree));
  g_signal_connect_object (self->name_popover, "named", G_CALLBACK (named_cb), self, 0);
  pyxis_files_page_connect_drag (self);
  pyxis_files_page_connect_own (self);
  g_signal_connect_object (pyxis_files_roots_get_model (pyxis_files_tree_get_roots (self->tree)),
                           "items-changed", G_CALLBACK (roots_changed_cb), self, 0);
  update_actions (self);
  update_stack (self);
}

GtkWidget *
pyxis_files_page_new (void)
{
  return g_object_new (PYXIS_TYPE_FILES_PAGE, NULL);
}

/* Copies that are under way; nothing is left half-written. */
static void
cancel_transfers (PyxisFilesPage *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->transfers)); row;
       row = gtk_widget_get_next_sibling (row))
    g_cancellable_cancel (pyxis_transfer_row_get_cancellable (PYXIS_TRANSFER_ROW (row)));
}

/* Of the files that are shown no more. */
static void
leave_vfs (PyxisFilesPage *self)
{
  cancel_transfers (self);
  g_signal_handlers_disconnect_by_data (self->vfs, self);
  g_signal_handlers_disconnect_by_data (self->watch, self);
  g_signal_handlers_disconnect_by_data (self->history, self);
  pyxis_files_tree_set_watch (self->tree, NULL);
  pyxis_files_preview_set_vfs (self->preview, NULL, NULL);
  g_clear_object (&self->search);
  g_clear_object (&self->watch);
  g_clear_object (&self->history);
  g_clear_object (&self->vfs);
}

void
pyxis_files_page_set_vfs (PyxisFilesPage *self, PyxisVfs *vfs)
{
  g_return_if_fail (PYXIS_IS_FILES_PAGE (self));

  if (self->vfs == vfs)
    return;
  if (self->vfs)
    leave_vfs (self);
  if (vfs) {
    self->vfs = g_object_ref (vfs);
    self->watch = pyxis_vfs_watch_new (vfs);
    self->history = pyxis_vfs_history_new (vfs);
    self->search = pyxis_files_search_new (self->watch);
    pyxis_files_preview_set_vfs (self->preview, vfs, self->history);
    pyxis_files_tree_set_watch (self->tree, self->watch);
    g_signal_connect_object (self->search, "searched", G_CALLBACK (searched_cb), self, 0);
    g_signal_connect_object (self->watch, "changed", G_CALLBACK (changed_cb), self, 0);
    g_signal_connect_object (self->history, "notify::can-undo", G_CALLBACK (can_undo_cb), self, 0);
    g_signal_connect_object (vfs, "limit-reached", G_CALLBACK (limit_cb), self, 0);
    changed_cb (self->watch, self);
  }
  update_actions (self);
  update_stack (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_VFS]);
}

void
pyxis_files_page_set_interpreters (PyxisFilesPage *self, PyxisInterpreters *interpreters)
{
  g_return_if_fail (PYXIS_IS_FILES_PAGE (self));

  pyxis_files_roots_set_interpreters (pyxis_files_tree_get_roots (self->tree), interpreters);
}

void
pyxis_files_page_set_unsaved (PyxisFilesPage *self, PyxisVfsUnsaved *unsaved)
{
  g_return_if_fail (PYXIS_IS_FILES_PAGE (self));

  g_set_object (&self->unsaved, unsaved);
}

gboolean
pyxis_files_page_save_drafts (PyxisFilesPage *self, GError **error)
{
  g_return_val_if_fail (PYXIS_IS_FILES_PAGE (self), FALSE);

  return pyxis_files_editor_save_drafts (pyxis_files_preview_get_editor (self->preview), error);
}

void
pyxis_files_page_focus (PyxisFilesPage *self)
{
  g_return_if_fail (PYXIS_IS_FILES_PAGE (self));

  if (self->watch)
    pyxis_vfs_watch_flush (self->watch); /* what came just now may be the first file */
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "tree"))
    gtk_widget_grab_focus (GTK_WIDGET (self->tree));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->overlay), GTK_DIR_TAB_FORWARD);
}

gboolean
pyxis_files_page_show (PyxisFilesPage *self, const char *path)
{
  PyxisVfsStat stat;

  g_return_val_if_fail (PYXIS_IS_FILES_PAGE (self), FALSE);

  if (!self->vfs || !pyxis_vfs_stat (self->vfs, path, &stat, NULL))
    return FALSE;
  pyxis_files_tree_select (self->tree, path);
  gtk_widget_grab_focus (GTK_WIDGET (self->tree));
  return TRUE;
}

void
pyxis_files_page_find (PyxisFilesPage *self)
{
  g_return_if_fail (PYXIS_IS_FILES_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
}
