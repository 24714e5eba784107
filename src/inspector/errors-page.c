/* SPDX-License-Identifier: Apache-2.0 */
#include "errors-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "cell-tip.h"
#include "error-details.h"
#include "pyxis-inspector-resources.h"
#include "row-words.h"
#include "stacking.h"

struct _PyxisErrorsPage {
  GtkWidget parent_instance;

  PyxisErrorDetails *details;
  GtkListView *list_view;
  GtkPaned *paned;
  GtkSingleSelection *selection;
  GtkStack *stack;

  PyxisFailureList *failures;
  PyxisProject *project;
};

G_DEFINE_FINAL_TYPE (PyxisErrorsPage, pyxis_errors_page, GTK_TYPE_WIDGET)

/* Nothing of what came once. */
static char *
format_count (GtkListItem *item, guint count)
{
  return count > 1 ? g_strdup_printf ("%u×", count) : g_strdup ("");
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, gpointer user_data)
{
  PyxisErrorsPage *self = user_data;

  if (self->details)
    pyxis_error_details_show (self->details, gtk_single_selection_get_selected_item (selection),
                              self->project);
}

static void
clear_cb (GtkButton *button, gpointer user_data)
{
  PyxisErrorsPage *self = user_data;

  if (self->failures)
    pyxis_failure_list_clear (self->failures);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  PyxisErrorsPage *self = user_data;
  gboolean is_empty = g_list_model_get_n_items (model) == 0;

  if (self->stack)
    gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "errors");
}

static void
pyxis_errors_page_dispose (GObject *object)
{
  PyxisErrorsPage *self = PYXIS_ERRORS_PAGE (object);

  g_clear_object (&self->failures);
  g_clear_object (&self->project);
  g_clear_pointer ((GtkWidget **) &self->stack, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_ERRORS_PAGE);

  G_OBJECT_CLASS (pyxis_errors_page_parent_class)->dispose (object);
}

static void
pyxis_errors_page_class_init (PyxisErrorsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /* Of a static library only what is named is linked. */
  g_resources_register (pyxis_inspector_get_resource ());

  G_OBJECT_CLASS (klass)->dispose = pyxis_errors_page_dispose;

  g_type_ensure (PYXIS_TYPE_CELL_TIP);
  g_type_ensure (PYXIS_TYPE_ERROR_DETAILS);
  g_type_ensure (PYXIS_TYPE_FAILURE);
  g_type_ensure (PYXIS_TYPE_ROW_WORDS);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/errors-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorsPage, details);
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorsPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorsPage, paned);
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorsPage, selection);
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorsPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_count);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
pyxis_errors_page_init (PyxisErrorsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pyxis_errors_page_set_failures (PyxisErrorsPage *self, PyxisFailureList *failures)
{
  g_return_if_fail (PYXIS_IS_ERRORS_PAGE (self));

  if (self->failures)
    g_signal_handlers_disconnect_by_data (self->failures, self);
  g_set_object (&self->failures, failures);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (failures));
  if (!failures)
    return;
  g_signal_connect_object (failures, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
  items_changed_cb (G_LIST_MODEL (failures), 0, 0, 0, self);
}

void
pyxis_errors_page_set_project (PyxisErrorsPage *self, PyxisProject *project)
{
  g_return_if_fail (PYXIS_IS_ERRORS_PAGE (self));

  g_set_object (&self->project, project);
}

gboolean
pyxis_errors_page_show (PyxisErrorsPage *self, guint64 seq)
{
  guint position;

  g_return_val_if_fail (PYXIS_IS_ERRORS_PAGE (self), FALSE);

  position = self->failures ? pyxis_failure_list_find (self->failures, seq) : G_MAXUINT;
  if (position == G_MAXUINT)
    return FALSE;
  gtk_single_selection_set_selected (self->selection, position);
  return TRUE;
}

void
pyxis_errors_page_focus (PyxisErrorsPage *self)
{
  g_return_if_fail (PYXIS_IS_ERRORS_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

void
pyxis_errors_page_set_stacked (PyxisErrorsPage *self, gboolean is_stacked)
{
  g_return_if_fail (PYXIS_IS_ERRORS_PAGE (self));

  pyxis_stacking_set (self->paned, is_stacked);
}
