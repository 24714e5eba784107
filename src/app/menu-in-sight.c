/* SPDX-License-Identifier: Apache-2.0 */
#include "menu-in-sight.h"

/* FALSE: it is in none that scrolls. */
static gboolean
find_bounds (GtkWidget *button, GtkScrolledWindow **scrolled, graphene_rect_t *bounds)
{
  GtkWidget *ancestor = gtk_widget_get_ancestor (button, GTK_TYPE_SCROLLED_WINDOW);

  if (!ancestor || !gtk_widget_compute_bounds (button, ancestor, bounds))
    return FALSE;
  *scrolled = GTK_SCROLLED_WINDOW (ancestor);
  return TRUE;
}

/* As much of it as can be: where it is higher than what scrolls, as in a low window, that is full of it. */
static gboolean
is_in_sight (GtkWidget *button)
{
  GtkScrolledWindow *scrolled;
  graphene_rect_t bounds;
  float height, end;

  if (!find_bounds (button, &scrolled, &bounds))
    return TRUE;
  height = (float) gtk_widget_get_height (GTK_WIDGET (scrolled));
  end = bounds.origin.y + bounds.size.height;
  return MIN (end, height) - MAX (bounds.origin.y, 0) >= MIN (bounds.size.height, height);
}

/* To the middle, at once: what moves on would leave the menu behind. */
static void
bring_into_sight (GtkWidget *button)
{
  GtkScrolledWindow *scrolled;
  graphene_rect_t bounds;
  GtkAdjustment *adjustment;
  double off_middle;

  if (!find_bounds (button, &scrolled, &bounds))
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (scrolled);
  off_middle =
    bounds.origin.y + (bounds.size.height - gtk_adjustment_get_page_size (adjustment)) / 2;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + off_middle);
}

/* It has its new place only when a frame was laid out. */
static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  GtkMenuButton *button = user_data;

  g_signal_handlers_disconnect_by_func (clock, painted_cb, button);
  gtk_menu_button_popdown (button);
  if (gtk_widget_get_mapped (GTK_WIDGET (button)) && is_in_sight (GTK_WIDGET (button)))
    gtk_menu_button_popup (button);
}

/* Called before each time that the menu opens. A button without one opens nothing. */
static void
open_cb (GtkMenuButton *button, gpointer user_data)
{
  GMenuModel *menu = user_data;

  if (is_in_sight (GTK_WIDGET (button))) {
    if (!gtk_menu_button_get_menu_model (button))
      gtk_menu_button_set_menu_model (button, menu);
    return;
  }
  gtk_menu_button_set_menu_model (button, NULL);
  bring_into_sight (GTK_WIDGET (button));
  g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (button)), "after-paint",
                           G_CALLBACK (painted_cb), button, 0);
}

void
pyxis_menu_in_sight_attach (GtkMenuButton *button)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button) && gtk_menu_button_get_menu_model (button));

  gtk_menu_button_set_create_popup_func (
    button, open_cb, g_object_ref (gtk_menu_button_get_menu_model (button)), g_object_unref);
}
