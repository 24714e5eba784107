/* SPDX-License-Identifier: Apache-2.0 */
#include "event-choice.h"

#include <glib/gi18n.h>

/* What there is to choose, in columns. */
static const struct {
  const char *title; /* of a column that begins; NULL: it goes on */
  const char *label;
  guint groups;
  PyxisEventTraits traits;
} choices[] = {
  { N_ ("Kind"), N_ ("Life cycle"), 1 << PYXIS_GROUP_LIFECYCLE, 0 },
  { NULL, N_ ("Output"), 1 << PYXIS_GROUP_OUTPUT, 0 },
  { NULL, N_ ("Errors"), 1 << PYXIS_GROUP_ERRORS, 0 },
  { NULL, N_ ("Requests"), 1 << PYXIS_GROUP_REQUESTS, 0 },
  { NULL, N_ ("Files"), 1 << PYXIS_GROUP_FILES, 0 },
  { NULL, N_ ("Notices"), 1 << PYXIS_GROUP_NOTICES, 0 },
  { N_ ("Interpreter"), "Pyodide", 0, PYXIS_EVENT_PYODIDE },
  { NULL, "MicroPython", 0, PYXIS_EVENT_MICROPYTHON },
  { NULL, N_ ("None"), 0, PYXIS_EVENT_NO_INTERPRETER },
  { N_ ("Place"), N_ ("Main thread"), 0, PYXIS_EVENT_MAIN },
  { NULL, N_ ("Workers"), 0, PYXIS_EVENT_WORKER },
  { NULL, N_ ("Editors"), 0, PYXIS_EVENT_EDITOR },
  { NULL, "Pyxis", 0, PYXIS_EVENT_NATIVE },
};

struct _PyxisEventChoice {
  GtkPopover parent_instance;

  GtkBox *columns;
  GtkDropDown *severity_drop_down;

  GtkCheckButton *buttons[G_N_ELEMENTS (choices)];
};

enum { CHANGED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisEventChoice, pyxis_event_choice, GTK_TYPE_POPOVER)

static void
toggled_cb (GtkCheckButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0);
}

static void
selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, gpointer user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0);
}

static void
show_all_cb (GtkButton *button, gpointer user_data)
{
  PyxisEventChoice *self = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_check_button_set_active (self->buttons[i], TRUE);
  gtk_drop_down_set_selected (self->severity_drop_down, 0);
}

static GtkBox *
add_column (PyxisEventChoice *self, const char *title)
{
  GtkBox *column = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                 3, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (column), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_box_append (column, label);
  gtk_box_append (self->columns, GTK_WIDGET (column));
  return column;
}

static void
pyxis_event_choice_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PYXIS_TYPE_EVENT_CHOICE);

  G_OBJECT_CLASS (pyxis_event_choice_parent_class)->dispose (object);
}

static void
pyxis_event_choice_class_init (PyxisEventChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_event_choice_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/event-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisEventChoice, columns);
  gtk_widget_class_bind_template_child (widget_class, PyxisEventChoice, severity_drop_down);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
}

static void
pyxis_event_choice_init (PyxisEventChoice *self)
{
  GtkBox *column = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++) {
    GtkWidget *button = gtk_check_button_new_with_label (_ (choices[i].label));

    if (choices[i].title)
      column = add_column (self, _ (choices[i].title));
    gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
    g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
    gtk_box_append (column, button);
    self->buttons[i] = GTK_CHECK_BUTTON (button);
  }
}

gboolean
pyxis_event_choice_fill (PyxisEventChoice *self, PyxisEventQuery *query)
{
  guint groups = 0;
  PyxisEventTraits traits = 0;
  guint severity;

  g_return_val_if_fail (PYXIS_IS_EVENT_CHOICE (self), TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (!gtk_check_button_get_active (self->buttons[i])) {
      groups |= choices[i].groups;
      traits |= choices[i].traits;
    }
  severity = gtk_drop_down_get_selected (self->severity_drop_down);
  pyxis_event_query_hide_groups (query, groups);
  pyxis_event_query_hide (query, traits);
  pyxis_event_query_set_severity (query, severity);
  return !groups && !traits && !severity;
}
