/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-check-row.h"

#include <glib/gi18n.h>

#include "plain-breaks.h"

struct _PyxisPackCheckRow {
  AdwActionRow parent_instance;

  GtkButton *button;
  GtkImage *image;
};

enum { CLICKED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

static const struct {
  const char *icon;
  const char *style;
  const char *word; /* for who does not see the icon */
} kinds[] = {
  [PYXIS_PACK_CHECK_ERROR] = { "dialog-error-symbolic", "error", N_ ("Error") },
  [PYXIS_PACK_CHECK_NOTE] = { "dialog-information-symbolic", "dim-label", N_ ("Note") },
  [PYXIS_PACK_CHECK_FINE] = { "emblem-ok-symbolic", "success", N_ ("Correct") },
};

G_DEFINE_FINAL_TYPE (PyxisPackCheckRow, pyxis_pack_check_row, ADW_TYPE_ACTION_ROW)

static void
clicked_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[CLICKED], 0);
}

static void
pyxis_pack_check_row_class_init (PyxisPackCheckRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CLICKED] = g_signal_new ("clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/pack-check-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisPackCheckRow, button);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackCheckRow, image);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
pyxis_pack_check_row_init (PyxisPackCheckRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pyxis_plain_breaks_apply (GTK_WIDGET (self));
}

/* Where something can be done, only that is a stop of Tab; a screen reader says there what it is about. */
static void
show_button (PyxisPackCheckRow *self, const char *label, const char *name, const char *sentence)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_button_set_label (self->button, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
}

GtkWidget *
pyxis_pack_check_row_new (PyxisPackCheckKind kind,
                          const char *sentence,
                          const char *label,
                          const char *name)
{
  PyxisPackCheckRow *self = g_object_new (PYXIS_TYPE_PACK_CHECK_ROW, NULL);
  g_autofree char *told = g_strdup_printf ("%s: %s", _ (kinds[kind].word), sentence);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), sentence);
  gtk_image_set_from_icon_name (self->image, kinds[kind].icon);
  gtk_widget_add_css_class (GTK_WIDGET (self->image), kinds[kind].style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (kinds[kind].word), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
  if (label)
    show_button (self, label, name, told);
  return GTK_WIDGET (self);
}
