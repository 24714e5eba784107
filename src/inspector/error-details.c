/* SPDX-License-Identifier: Apache-2.0 */
#include "error-details.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "trace-row.h"

struct _PyxisErrorDetails {
  GtkWidget parent_instance;

  GtkWidget *advice_box;
  GtkWidget *change_button;
  GtkLabel *explanation_label;
  GtkLabel *fix_label;
  GtkListBox *frames;
  GtkLabel *line_label;
  GtkLabel *message_label;
  GtkWidget *scrolled_window;
  GtkWidget *section_button;
  GtkLabel *title_label;

  PyxisFailure *failure; /* NULL: nothing is shown */
  PyxisProject *project;
  GListStore *rows;
};

G_DEFINE_FINAL_TYPE (PyxisErrorDetails, pyxis_error_details, GTK_TYPE_WIDGET)

static void
show_advice (PyxisErrorDetails *self)
{
  const PyxisAdvice *advice = self->failure ? pyxis_failure_get_advice (self->failure) : NULL;

  gtk_widget_set_visible (self->advice_box, advice != NULL);
  if (!advice)
    return;
  gtk_label_set_text (self->title_label, advice->title);
  gtk_label_set_text (self->explanation_label, advice->explanation);
  gtk_label_set_text (self->fix_label, advice->fix);
  gtk_widget_set_visible (self->change_button, advice->change != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->change_button), "t",
                                    pyxis_event_get_seq (pyxis_failure_get_event (self->failure)));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->section_button), "s", advice->section);
}

static void
advice_changed_cb (PyxisFailure *failure, GParamSpec *pspec, gpointer user_data)
{
  show_advice (user_data);
}

/* What follows the first line of a message: Pyodide's hints, for one. */
static void
show_message (PyxisErrorDetails *self)
{
  const PyxisTraceback *traceback = pyxis_failure_get_traceback (self->failure);
  const char *message = ((PyxisException *) traceback->exceptions->pdata[0])->message;
  const char *rest = strchr (message, '\n');

  gtk_label_set_text (self->line_label, pyxis_failure_get_line (self->failure));
  gtk_label_set_text (self->message_label, rest ? rest + 1 : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), rest && rest[1]);
}

static GtkWidget *
create_row_cb (gpointer item, gpointer user_data)
{
  PyxisTraceRow *trace = item;
  const char *source = pyxis_trace_row_get_source (trace);
  const char *path = pyxis_trace_row_get_path (trace);
  GtkWidget *row = adw_action_row_new ();

  g_object_set (row, "use-markup", FALSE, "title", pyxis_trace_row_get_title (trace), "subtitle",
                source ? source : "", "title-lines", 2, "subtitle-lines", 1, NULL);
  switch (pyxis_trace_row_get_kind (trace)) {
  case PYXIS_TRACE_HEADING:
    gtk_widget_add_css_class (row, "trace-heading");
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
    break;
  case PYXIS_TRACE_FOLDED:
    gtk_widget_add_css_class (row, "dim-label");
    gtk_widget_set_tooltip_text (row, _ ("Show them"));
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    break;
  case PYXIS_TRACE_FRAME:
  default:
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), path != NULL);
    if (path)
      gtk_widget_set_tooltip_text (row, _ ("Show this line"));
    else
      gtk_widget_add_css_class (row, "dim-label");
  }
  return row;
}

static void
row_activated_cb (GtkListBox *frames, GtkListBoxRow *row, gpointer user_data)
{
  PyxisErrorDetails *self = user_data;
  g_autoptr (PyxisTraceRow) trace =
    g_list_model_get_item (G_LIST_MODEL (self->rows), gtk_list_box_row_get_index (row));

  if (pyxis_trace_row_get_kind (trace) == PYXIS_TRACE_FOLDED)
    pyxis_trace_row_unfold (trace, self->rows);
  else if (pyxis_trace_row_get_path (trace))
    gtk_widget_activate_action (GTK_WIDGET (self), "page.open-place", "(su)",
                                pyxis_trace_row_get_path (trace), pyxis_trace_row_get_line (trace));
}

static void
show_frames (PyxisErrorDetails *self)
{
  g_clear_object (&self->rows);
  if (self->failure)
    self->rows = pyxis_trace_row_list (self->failure, self->project);
  gtk_list_box_bind_model (self->frames, G_LIST_MODEL (self->rows), create_row_cb, self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->frames),
                          self->rows && g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0);
}

/* Whose code it is was found out. */
static void
script_changed_cb (PyxisFailure *failure, GParamSpec *pspec, gpointer user_data)
{
  show_frames (user_data);
}

static void
pyxis_error_details_dispose (GObject *object)
{
  PyxisErrorDetails *self = PYXIS_ERROR_DETAILS (object);

  if (self->failure)
    g_signal_handlers_disconnect_by_data (self->failure, self);
  g_clear_object (&self->failure);
  g_clear_object (&self->project);
  g_clear_pointer (&self->scrolled_window, gtk_widget_unparent);
  g_clear_object (&self->rows);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_ERROR_DETAILS);

  G_OBJECT_CLASS (pyxis_error_details_parent_class)->dispose (object);
}

static void
pyxis_error_details_class_init (PyxisErrorDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_error_details_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/pyxis/inspector/ui/error-details.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorDetails, advice_box);
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorDetails, change_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorDetails, explanation_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorDetails, fix_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorDetails, frames);
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorDetails, line_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorDetails, message_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorDetails, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorDetails, section_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorDetails, title_label);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
pyxis_error_details_init (PyxisErrorDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pyxis_error_details_show (PyxisErrorDetails *self, PyxisFailure *failure, PyxisProject *project)
{
  g_return_if_fail (PYXIS_IS_ERROR_DETAILS (self));

  if (self->failure)
    g_signal_handlers_disconnect_by_data (self->failure, self);
  g_set_object (&self->project, project);
  g_set_object (&self->failure, failure);
  gtk_widget_set_visible (self->scrolled_window, failure != NULL);
  if (failure) {
    g_signal_connect_object (failure, "notify::has-advice", G_CALLBACK (advice_changed_cb), self,
                             0);
    g_signal_connect_object (failure, "notify::line", G_CALLBACK (script_changed_cb), self, 0);
    show_message (self);
  }
  show_advice (self);
  show_frames (self);
}
