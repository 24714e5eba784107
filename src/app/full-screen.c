/* SPDX-License-Identifier: Apache-2.0 */
#include "full-screen.h"

#include <glib/gi18n.h>

#include "toast.h"

/* The page saw the key first, and had no use for it. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  if (!gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    return gtk_widget_activate_action (widget, "page.stop", NULL);
  gtk_window_unfullscreen (GTK_WINDOW (widget));
  return TRUE;
}

void
pyxis_full_screen_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_property_action (klass, "win.fullscreen", "fullscreened");
  gtk_widget_class_add_binding (klass, GDK_KEY_Escape, 0, escape_cb, NULL);
}

void
pyxis_full_screen_tell (GtkWindow *window, PyxisProjectPage *page)
{
  PyxisView *view = page ? pyxis_project_page_get_view (page) : NULL;

  if (view && gtk_window_is_fullscreen (window))
    pyxis_toast_say_status (GTK_WIDGET (view), _ ("Press F11 or Esc to leave full screen"));
}
