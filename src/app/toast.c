/* SPDX-License-Identifier: Apache-2.0 */
#include "toast.h"

#include <glib/gi18n.h>

#include "file-manager.h"

#define STATUS "pyxis-status"
#define LONG_SECONDS 10
#define STATUS_SECONDS 2

/* (transfer full): `text` is no markup. */
static AdwToast *
new_toast (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  return adw_toast_new (escaped);
}

/* (nullable) */
static GtkWidget *
find_overlay (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
}

/* Takes the toast. */
static void
show (GtkWidget *widget, AdwToast *toast)
{
  GtkWidget *overlay = find_overlay (widget);

  if (overlay)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}

void
pyxis_toast_say (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  show (widget, new_toast (text));
}

static void
button_clicked_cb (AdwToast *toast, gpointer user_data)
{
  pyxis_file_manager_show (user_data);
}

static void
free_path (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
pyxis_toast_say_saved (GtkWidget *widget, const char *text, const char *path)
{
  AdwToast *toast = new_toast (text);

  g_return_if_fail (GTK_IS_WIDGET (widget));

  adw_toast_set_button_label (toast, _ ("Show in _Folder"));
  adw_toast_set_timeout (toast, LONG_SECONDS);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (button_clicked_cb), g_strdup (path),
                         free_path, 0);
  show (widget, toast);
}

void
pyxis_toast_say_with_action (GtkWidget *widget,
                             const char *text,
                             const char *label,
                             const char *action)
{
  AdwToast *toast = new_toast (text);

  g_return_if_fail (GTK_IS_WIDGET (widget));

  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action);
  adw_toast_set_timeout (toast, LONG_SECONDS);
  show (widget, toast);
}

static void
status_dismissed_cb (AdwToast *toast, gpointer user_data)
{
  g_object_set_data (user_data, STATUS, NULL);
}

void
pyxis_toast_say_status (GtkWidget *widget, const char *text)
{
  GtkWidget *overlay = find_overlay (widget);
  AdwToast *status = overlay ? g_object_get_data (G_OBJECT (overlay), STATUS) : NULL;

  if (status) {
    g_autofree char *escaped = g_markup_escape_text (text, -1);

    adw_toast_set_title (status, escaped);
    return;
  }
  status = new_toast (text);
  adw_toast_set_timeout (status, STATUS_SECONDS);
  adw_toast_set_priority (status, ADW_TOAST_PRIORITY_HIGH);
  if (overlay) {
    g_object_set_data (G_OBJECT (overlay), STATUS, status);
    g_signal_connect_object (status, "dismissed", G_CALLBACK (status_dismissed_cb), overlay, 0);
  }
  show (widget, status);
}
