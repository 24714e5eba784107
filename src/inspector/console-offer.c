/* SPDX-License-Identifier: Apache-2.0 */
#include "console-offer.h"

struct _PyxisConsoleOffer {
  GtkPopover parent_instance;

  GtkListView *list_view;
  GtkStringList *names;
};

enum { CHOSEN, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisConsoleOffer, pyxis_console_offer, GTK_TYPE_POPOVER)

static void
activate_cb (GtkListView *view, guint position, gpointer user_data)
{
  PyxisConsoleOffer *self = user_data;
  g_autofree char *name = g_strdup (gtk_string_list_get_string (self->names, position));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, name);
}

static void
pyxis_console_offer_class_init (PyxisConsoleOfferClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/pyxis/inspector/ui/console-offer.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisConsoleOffer, list_view);
  gtk_widget_class_bind_template_child (widget_class, PyxisConsoleOffer, names);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
pyxis_console_offer_init (PyxisConsoleOffer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pyxis_console_offer_show (PyxisConsoleOffer *self, GtkTextView *view, const char *const *items)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter iter;
  GdkRectangle place;
  double x, y;

  g_return_if_fail (PYXIS_IS_CONSOLE_OFFER (self));

  gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)),
                          items);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (view, &iter, &place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x,
                                         &place.y);
  gtk_widget_translate_coordinates (GTK_WIDGET (view), gtk_widget_get_parent (GTK_WIDGET (self)),
                                    place.x, place.y, &x, &y);
  place.x = (int) x;
  place.y = (int) y;
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &place);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}
