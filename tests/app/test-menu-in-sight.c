/* SPDX-License-Identifier: Apache-2.0 */
#include "menu-in-sight.h"

#include "keys.h"

#define HEIGHT 120

/* (transfer none): in the middle of what scrolls. */
static GtkMenuButton *
add_button (GtkScrolledWindow *scrolled)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, "Item", "app.item");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_size_request (button, -1, HEIGHT);
  gtk_widget_set_margin_top (button, 500);
  gtk_widget_set_margin_bottom (button, 500);
  gtk_box_append (GTK_BOX (box), button);
  gtk_scrolled_window_set_child (scrolled, box);
  pyxis_menu_in_sight_attach (GTK_MENU_BUTTON (button));
  return GTK_MENU_BUTTON (button);
}

/* What is scrolled is `data` pixels high, which is more, as much or less than the button is. */
static void
test_height (gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkMenuButton *button = add_button (GTK_SCROLLED_WINDOW (scrolled));
  GtkPopover *popover;

  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled),
                                              GPOINTER_TO_INT (data));
  gtk_widget_set_valign (scrolled, GTK_ALIGN_START);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 200, 300);
  gtk_window_present (GTK_WINDOW (window));
  keys_wait_for_frames (window);
  g_assert_cmpint (gtk_widget_get_height (scrolled), ==, GPOINTER_TO_INT (data));
  gtk_menu_button_popup (button);
  keys_wait_for_frames (window);
  popover = gtk_menu_button_get_popover (button);
  g_assert_nonnull (popover);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (popover)));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/menu-in-sight/high", GINT_TO_POINTER (200), test_height);
  g_test_add_data_func ("/menu-in-sight/as-high", GINT_TO_POINTER (HEIGHT), test_height);
  g_test_add_data_func ("/menu-in-sight/low", GINT_TO_POINTER (HEIGHT / 2), test_height);
  return g_test_run ();
}
