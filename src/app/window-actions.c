/* SPDX-License-Identifier: Apache-2.0 */
#include "window-actions.h"

#include <glib/gi18n.h>

#include "open-dialog.h"
#include "toast.h"
#include "window-private.h"

static void
open_chosen (GtkWindow *window, const char *path)
{
  pyxis_window_open_path (PYXIS_WINDOW (window), path);
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  pyxis_open_dialog_show (GTK_WINDOW (widget), g_str_equal (action, "win.open"), open_chosen);
}

static void
welcome_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (pyxis_window_is_free (PYXIS_WINDOW (widget)))
    pyxis_window_show_welcome (PYXIS_WINDOW (widget));
}

static void
close_project_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  pyxis_window_close_project (PYXIS_WINDOW (widget));
}

static void
duplicate_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  pyxis_window_duplicate (PYXIS_WINDOW (widget), NULL);
}

static void
open_page_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  pyxis_window_duplicate (PYXIS_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* The page saw the key first, and had no use for it. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  if (!gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    return gtk_widget_activate_action (widget, "page.stop", NULL);
  gtk_window_unfullscreen (GTK_WINDOW (widget));
  return TRUE;
}

static void
fullscreened_cb (GtkWindow *window, GParamSpec *pspec, gpointer user_data)
{
  PyxisProjectPage *page = pyxis_window_get_page (PYXIS_WINDOW (window));
  PyxisView *view = page ? pyxis_project_page_get_view (page) : NULL;

  if (view && gtk_window_is_fullscreen (window))
    pyxis_toast_say_status (GTK_WIDGET (view), _ ("Press F11 or Esc to leave full screen"));
}

void
pyxis_window_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.open", NULL, open_cb);
  gtk_widget_class_install_action (klass, "win.open-file", NULL, open_cb);
  gtk_widget_class_install_action (klass, "win.welcome", NULL, welcome_cb);
  gtk_widget_class_install_action (klass, "win.close-project", NULL, close_project_cb);
  gtk_widget_class_install_action (klass, "win.duplicate", NULL, duplicate_cb);
  gtk_widget_class_install_action (klass, "win.open-page", "s", open_page_cb);
  gtk_widget_class_install_property_action (klass, "win.fullscreen", "fullscreened");
  gtk_widget_class_bind_template_callback (klass, fullscreened_cb);
  gtk_widget_class_add_binding (klass, GDK_KEY_Escape, 0, escape_cb, NULL);
}

void
pyxis_window_actions_enable (GtkWidget *window, gboolean is_enabled)
{
  gtk_widget_action_set_enabled (window, "win.duplicate", is_enabled);
  gtk_widget_action_set_enabled (window, "win.close-project", is_enabled);
}
