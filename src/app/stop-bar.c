/* SPDX-License-Identifier: Apache-2.0 */
#include "stop-bar.h"

#include <glib/gi18n.h>

struct _PyxisStopBar {
  GtkWidget parent_instance;

  GtkInfoBar *info_bar;
  GtkLabel *label;
  GtkLabel *title_label;
};

G_DEFINE_FINAL_TYPE (PyxisStopBar, pyxis_stop_bar, GTK_TYPE_WIDGET)

/* (transfer full): which script, and in which worker. */
static char *
dup_script (const PyxisEventFields *fields)
{
  const char *script = fields->source ? fields->source : fields->element;
  g_autofree char *worker =
    fields->worker ? g_strdup_printf (_ ("worker %d"), fields->worker) : NULL;
  const char *name = fields->name ? fields->name : worker;

  if (script && fields->worker)
    return g_strdup_printf (_ ("%s in %s"), script, name);
  if (script)
    return g_strdup (script);
  return g_strdup (worker ? worker : _ ("the page"));
}

/* (transfer full): what waits, and how far. */
static char *
dup_state (PyxisStop *stop)
{
  const PyxisEventFields *fields = pyxis_stop_get_fields (stop);

  if (fields->text)
    return g_strdup (fields->text);
  if (fields->worker)
    return g_strdup (_ ("The worker waits. Its Python can be asked in the console."));
  return g_strdup (pyxis_stop_is_held (stop)
                     ? _ ("The script waits. Its Python can be asked in the console.")
                     : _ ("The page waits. Its Python can be asked in the console."));
}

static void
changed_cb (PyxisBreakpoints *breakpoints, gpointer user_data)
{
  PyxisStopBar *self = user_data;
  PyxisStop *stop = pyxis_breakpoints_get_stop (breakpoints);
  guint others = pyxis_breakpoints_get_n_stops (breakpoints);

  if (stop) {
    g_autofree char *script = dup_script (pyxis_stop_get_fields (stop));
    g_autofree char *title =
      g_strdup_printf (_ ("Paused at %s: %s"), pyxis_stop_get_event (stop), script);
    g_autofree char *state = dup_state (stop);
    g_autofree char *more =
      others > 1 ? g_strdup_printf (
                     ngettext ("%u more is paused.", "%u more are paused.", others - 1), others - 1)
                 : NULL;
    g_autofree char *text = more ? g_strconcat (state, " ", more, NULL) : g_strdup (state);

    gtk_label_set_text (self->title_label, title);
    gtk_label_set_text (self->label, text);
  }
  gtk_info_bar_set_revealed (self->info_bar, stop != NULL);
}

static void
pyxis_stop_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PYXIS_TYPE_STOP_BAR);

  G_OBJECT_CLASS (pyxis_stop_bar_parent_class)->dispose (object);
}

static void
pyxis_stop_bar_class_init (PyxisStopBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_stop_bar_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/stop-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisStopBar, info_bar);
  gtk_widget_class_bind_template_child (widget_class, PyxisStopBar, label);
  gtk_widget_class_bind_template_child (widget_class, PyxisStopBar, title_label);
}

static void
pyxis_stop_bar_init (PyxisStopBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pyxis_stop_bar_attach (PyxisStopBar *self, PyxisBreakpoints *breakpoints)
{
  g_return_if_fail (PYXIS_IS_STOP_BAR (self));

  g_signal_connect_object (breakpoints, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (breakpoints, self);
}
