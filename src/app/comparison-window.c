/* SPDX-License-Identifier: Apache-2.0 */
#include "comparison-window.h"

#include <glib/gi18n.h>

#include "comparison-item.h"
#include "row-words.h"

/* Of a file's name, over a column. */
#define TITLE_CHARS 24

struct _PyxisComparisonWindow {
  AdwWindow parent_instance;

  GtkColumnViewColumn *after_column;
  GtkColumnViewColumn *before_column;
  GtkNoSelection *selection;
  GtkStack *stack;
  AdwWindowTitle *window_title;
};

G_DEFINE_FINAL_TYPE (PyxisComparisonWindow, pyxis_comparison_window, ADW_TYPE_WINDOW)

static void
pyxis_comparison_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PYXIS_TYPE_COMPARISON_WINDOW);

  G_OBJECT_CLASS (pyxis_comparison_window_parent_class)->dispose (object);
}

static void
pyxis_comparison_window_class_init (PyxisComparisonWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_comparison_window_dispose;

  g_type_ensure (PYXIS_TYPE_COMPARISON_ITEM);
  g_type_ensure (PYXIS_TYPE_ROW_WORDS);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/comparison-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisComparisonWindow, after_column);
  gtk_widget_class_bind_template_child (widget_class, PyxisComparisonWindow, before_column);
  gtk_widget_class_bind_template_child (widget_class, PyxisComparisonWindow, selection);
  gtk_widget_class_bind_template_child (widget_class, PyxisComparisonWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PyxisComparisonWindow, window_title);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pyxis_comparison_window_init (PyxisComparisonWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_title (GtkColumnViewColumn *column, const char *name)
{
  g_autofree char *start = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), TITLE_CHARS));
  g_autofree char *title = g_strconcat (start, g_str_equal (start, name) ? "" : "…", NULL);

  gtk_column_view_column_set_title (column, title);
}

GtkWidget *
pyxis_comparison_window_new (const PyxisComparisonSide *before, const PyxisComparisonSide *after)
{
  PyxisComparisonWindow *self = g_object_new (PYXIS_TYPE_COMPARISON_WINDOW, NULL);
  g_autoptr (GListModel) items = pyxis_comparison_item_list (before->log, after->log);
  g_autofree char *names = g_strdup_printf (_ ("%s and %s"), before->name, after->name);

  adw_window_title_set_subtitle (self->window_title, names);
  set_title (self->before_column, before->name);
  set_title (self->after_column, after->name);
  gtk_no_selection_set_model (self->selection, items);
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (items) > 0 ? "rows" : "none");
  return GTK_WIDGET (self);
}

void
pyxis_comparison_window_show (GtkWidget *place,
                              const PyxisComparisonSide *before,
                              const PyxisComparisonSide *after)
{
  GtkWindow *beside = GTK_WINDOW (gtk_widget_get_ancestor (place, GTK_TYPE_WINDOW));
  GtkWidget *window = pyxis_comparison_window_new (before, after);

  gtk_window_set_application (GTK_WINDOW (window), gtk_window_get_application (beside));
  gtk_window_present (GTK_WINDOW (window));
}
