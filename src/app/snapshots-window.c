/* SPDX-License-Identifier: Apache-2.0 */
#include "snapshots-window.h"

#include <glib/gi18n.h>

#include "difference-row.h"
#include "file-snapshot.h"
#include "row-words.h"

struct _PyxisSnapshotsWindow {
  AdwWindow parent_instance;

  AdwStatusPage *empty_page;
  GtkDropDown *from_drop_down;
  GtkLabel *label;
  GtkButton *restore_button;
  GtkNoSelection *selection;
  GtkStack *stack;
  GtkDropDown *to_drop_down;

  PyxisFileKeeper *keeper;
  gulong changed;
  guint idle; /* 0: what is shown is so */
};

G_DEFINE_FINAL_TYPE (PyxisSnapshotsWindow, pyxis_snapshots_window, ADW_TYPE_WINDOW)

/* (nullable) (transfer full) */
static PyxisVfsSnapshot *
dup_selected (PyxisSnapshotsWindow *self, GtkDropDown *drop_down)
{
  PyxisFileSnapshot *selected = gtk_drop_down_get_selected_item (drop_down);
  PyxisVfsSnapshot *snapshot = selected ? pyxis_file_snapshot_get_snapshot (selected) : NULL;

  if (!selected)
    return NULL;
  return snapshot ? pyxis_vfs_snapshot_ref (snapshot)
                  : pyxis_vfs_take_snapshot (pyxis_file_keeper_get_vfs (self->keeper));
}

static void
show_count (PyxisSnapshotsWindow *self, guint n)
{
  g_autofree char *text = n > 0
                            ? g_strdup_printf (ngettext ("%u difference", "%u differences", n), n)
                            : g_strdup (_ ("No difference"));

  gtk_label_set_text (self->label, text);
}

static void
update (PyxisSnapshotsWindow *self)
{
  g_autoptr (PyxisVfsSnapshot) from = dup_selected (self, self->from_drop_down);
  g_autoptr (PyxisVfsSnapshot) to = dup_selected (self, self->to_drop_down);
  g_autoptr (GListModel) rows = from && to ? pyxis_difference_row_list (from, to) : NULL;
  guint n = rows ? g_list_model_get_n_items (rows) : 0;

  gtk_no_selection_set_model (self->selection, rows);
  show_count (self, n);
  adw_status_page_set_title (self->empty_page, from ? _ ("No Difference") : _ ("No Snapshots"));
  adw_status_page_set_description (
    self->empty_page, from ? _ ("The files are the same in both.")
                           : _ ("A snapshot keeps all files below /vfs as they are now, to compare "
                                "them or to go back later. It is gone when the last window of the "
                                "project closes."));
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "rows" : "none");
  gtk_widget_set_sensitive (GTK_WIDGET (self->restore_button),
                            from &&
                              !pyxis_vfs_is_read_only (pyxis_file_keeper_get_vfs (self->keeper)));
}

static gboolean
idle_cb (gpointer user_data)
{
  PyxisSnapshotsWindow *self = user_data;

  self->idle = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* Files may change faster than anybody reads. */
static void
changed_cb (PyxisVfsUnsaved *unsaved, gpointer user_data)
{
  PyxisSnapshotsWindow *self = user_data;

  if (self->idle == 0)
    self->idle = g_idle_add (idle_cb, self);
}

static void
selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, gpointer user_data)
{
  PyxisSnapshotsWindow *self = user_data;

  if (self->keeper)
    update (self);
}

static void
take_cb (GtkButton *button, gpointer user_data)
{
  PyxisSnapshotsWindow *self = user_data;
  GListStore *list = pyxis_file_keeper_get_snapshots (self->keeper);

  pyxis_file_snapshot_take (list, pyxis_file_keeper_get_vfs (self->keeper), NULL);
  gtk_drop_down_set_selected (self->from_drop_down,
                              g_list_model_get_n_items (G_LIST_MODEL (list)) - 1);
  update (self);
}

static void
restore_cb (GtkButton *button, gpointer user_data)
{
  PyxisSnapshotsWindow *self = user_data;
  g_autoptr (PyxisVfsSnapshot) snapshot = dup_selected (self, self->from_drop_down);
  PyxisVfs *vfs = pyxis_file_keeper_get_vfs (self->keeper);

  if (!snapshot)
    return;
  pyxis_file_snapshot_take (pyxis_file_keeper_get_snapshots (self->keeper), vfs,
                            _ ("Before a restoration"));
  pyxis_vfs_restore (vfs, snapshot);
  update (self);
}

static void
pyxis_snapshots_window_dispose (GObject *object)
{
  PyxisSnapshotsWindow *self = PYXIS_SNAPSHOTS_WINDOW (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->keeper)
    g_clear_signal_handler (&self->changed, pyxis_file_keeper_get_unsaved (self->keeper));
  g_clear_object (&self->keeper);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_SNAPSHOTS_WINDOW);

  G_OBJECT_CLASS (pyxis_snapshots_window_parent_class)->dispose (object);
}

static void
pyxis_snapshots_window_class_init (PyxisSnapshotsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_snapshots_window_dispose;

  g_type_ensure (PYXIS_TYPE_FILE_SNAPSHOT);
  g_type_ensure (PYXIS_TYPE_DIFFERENCE_ROW);
  g_type_ensure (PYXIS_TYPE_ROW_WORDS);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/snapshots-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisSnapshotsWindow, empty_page);
  gtk_widget_class_bind_template_child (widget_class, PyxisSnapshotsWindow, from_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PyxisSnapshotsWindow, label);
  gtk_widget_class_bind_template_child (widget_class, PyxisSnapshotsWindow, restore_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisSnapshotsWindow, selection);
  gtk_widget_class_bind_template_child (widget_class, PyxisSnapshotsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PyxisSnapshotsWindow, to_drop_down);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pyxis_snapshots_window_init (PyxisSnapshotsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* (transfer full): the snapshots, and now behind them. */
static GListModel *
new_choices (GListModel *snapshots)
{
  GListStore *lists = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GListStore) end = g_list_store_new (PYXIS_TYPE_FILE_SNAPSHOT);
  g_autoptr (PyxisFileSnapshot) now = pyxis_file_snapshot_new_now ();

  g_list_store_append (end, now);
  g_list_store_append (lists, snapshots);
  g_list_store_append (lists, end);
  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (lists)));
}

GtkWidget *
pyxis_snapshots_window_new (PyxisProjectPage *page)
{
  PyxisFileKeeper *keeper = pyxis_session_get_keeper (pyxis_project_page_get_session (page));
  GListModel *snapshots = G_LIST_MODEL (pyxis_file_keeper_get_snapshots (keeper));
  g_autoptr (GListModel) choices = new_choices (snapshots);
  guint n = g_list_model_get_n_items (snapshots);
  PyxisSnapshotsWindow *self =
    g_object_new (PYXIS_TYPE_SNAPSHOTS_WINDOW, "transient-for",
                  gtk_widget_get_ancestor (GTK_WIDGET (page), GTK_TYPE_WINDOW), NULL);

  gtk_drop_down_set_model (self->from_drop_down, snapshots);
  gtk_drop_down_set_model (self->to_drop_down, choices);
  gtk_drop_down_set_selected (self->from_drop_down, n > 0 ? n - 1 : GTK_INVALID_LIST_POSITION);
  gtk_drop_down_set_selected (self->to_drop_down, n);
  self->keeper = g_object_ref (keeper);
  self->changed = g_signal_connect (pyxis_file_keeper_get_unsaved (keeper), "changed",
                                    G_CALLBACK (changed_cb), self);
  update (self);
  return GTK_WIDGET (self);
}
