/* SPDX-License-Identifier: Apache-2.0 */
#include "event-details.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "cell-tip.h"
#include "json-indent.h"
#include "json-node.h"
#include "source-buffer.h"
#include "source-pane.h"

struct _PyxisEventDetails {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title_label;
  AdwViewStack *stack;
  GtkLabel *text_label;
  GtkScrolledWindow *text_scroller;
  GtkListView *tree_view;
  GtkSourceBuffer *json_buffer;
  PyxisSourcePane *source_pane;

  PyxisEvent *event;     /* (nullable) */
  gboolean knows_source; /* or has asked for it */
};

enum { CLOSED, SOURCE_WANTED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisEventDetails, pyxis_event_details, GTK_TYPE_WIDGET)

static void
close_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[CLOSED], 0);
}

/* The source is looked for only when somebody wants to see it: it may be asked from the page. */
static void
want_source (PyxisEventDetails *self)
{
  const char *shown = adw_view_stack_get_visible_child_name (self->stack);

  if (!self->event || self->knows_source || g_strcmp0 (shown, "source") != 0)
    return;
  self->knows_source = TRUE;
  g_signal_emit (self, signals[SOURCE_WANTED], 0, self->event);
}

static void
page_changed_cb (AdwViewStack *stack, GParamSpec *pspec, gpointer user_data)
{
  want_source (user_data);
}

static void
copy_cb (GtkButton *button, gpointer user_data)
{
  PyxisEventDetails *self = user_data;
  g_autofree char *json = self->event ? pyxis_event_to_json (self->event) : NULL;

  if (json)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), json);
}

static void
pyxis_event_details_dispose (GObject *object)
{
  PyxisEventDetails *self = PYXIS_EVENT_DETAILS (object);

  g_clear_object (&self->event);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_EVENT_DETAILS);

  G_OBJECT_CLASS (pyxis_event_details_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (ADW_TYPE_VIEW_SWITCHER);
  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  g_type_ensure (PYXIS_TYPE_SOURCE_PANE);
  g_type_ensure (PYXIS_TYPE_CELL_TIP);
  g_type_ensure (PYXIS_TYPE_JSON_NODE);
  gtk_widget_class_set_template_from_resource (klass, "/pyxis/inspector/ui/event-details.ui");
  gtk_widget_class_bind_template_child (klass, PyxisEventDetails, box);
  gtk_widget_class_bind_template_child (klass, PyxisEventDetails, json_buffer);
  gtk_widget_class_bind_template_child (klass, PyxisEventDetails, source_pane);
  gtk_widget_class_bind_template_child (klass, PyxisEventDetails, stack);
  gtk_widget_class_bind_template_child (klass, PyxisEventDetails, text_label);
  gtk_widget_class_bind_template_child (klass, PyxisEventDetails, text_scroller);
  gtk_widget_class_bind_template_child (klass, PyxisEventDetails, title_label);
  gtk_widget_class_bind_template_child (klass, PyxisEventDetails, tree_view);
  gtk_widget_class_bind_template_callback (klass, close_cb);
  gtk_widget_class_bind_template_callback (klass, copy_cb);
  gtk_widget_class_bind_template_callback (klass, page_changed_cb);
}

static void
pyxis_event_details_class_init (PyxisEventDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_event_details_dispose;

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[SOURCE_WANTED] =
    g_signal_new ("source-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, PYXIS_TYPE_EVENT);

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_event_details_init (PyxisEventDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pyxis_source_buffer_follow_style (self->json_buffer);
}

static void
show_event (PyxisEventDetails *self)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (self->event);
  g_autofree char *json = pyxis_event_to_json (self->event);
  g_autofree char *indented = pyxis_json_indent (json);
  const char *shown = indented ? indented : json;
  g_autoptr (GBytes) bytes = g_bytes_new (shown, strlen (shown));
  g_autofree char *title = g_strdup_printf (_ ("%s at %.1f ms"), fields->kind, fields->t);
  g_autoptr (GtkTreeListModel) tree = gtk_tree_list_model_new (
    pyxis_json_node_parse (json), FALSE, FALSE, pyxis_json_node_create_children, NULL, NULL);
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (tree)));

  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->text_label, fields->text ? fields->text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->text_scroller), fields->text && *fields->text);
  gtk_list_view_set_model (self->tree_view, GTK_SELECTION_MODEL (selection));
  pyxis_source_buffer_fill (self->json_buffer, "event.json", NULL, bytes);
  pyxis_source_pane_show (self->source_pane, "", NULL, 0);
}

void
pyxis_event_details_set_event (PyxisEventDetails *self, PyxisEvent *event)
{
  g_return_if_fail (PYXIS_IS_EVENT_DETAILS (self));

  if (!g_set_object (&self->event, event))
    return;
  self->knows_source = FALSE;
  if (event)
    show_event (self);
  want_source (self);
}

void
pyxis_event_details_show_source (
  PyxisEventDetails *self, PyxisEvent *event, const char *name, GBytes *bytes, guint line)
{
  g_return_if_fail (PYXIS_IS_EVENT_DETAILS (self));

  if (event == self->event)
    pyxis_source_pane_show (self->source_pane, name, bytes, line);
}
