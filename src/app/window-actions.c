/* SPDX-License-Identifier: Apache-2.0 */
#include "window-actions.h"

#include "full-screen.h"
#include "open-dialog.h"
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

static void
fullscreened_cb (GtkWindow *window, GParamSpec *pspec, gpointer user_data)
{
  pyxis_full_screen_tell (window, pyxis_window_get_page (PYXIS_WINDOW (window)));
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
  gtk_widget_class_bind_template_callback (klass, fullscreened_cb);
  pyxis_full_screen_install (klass);
}

void
pyxis_window_actions_enable (GtkWidget *window, gboolean is_enabled)
{
  gtk_widget_action_set_enabled (window, "win.duplicate", is_enabled);
  gtk_widget_action_set_enabled (window, "win.close-project", is_enabled);
}
