/* SPDX-License-Identifier: Apache-2.0 */
#include "text-editor.h"

#include <glib/gi18n.h>

#include "alert.h"

void
pyxis_text_editor_open (GtkWindow *window, const char *path)
{
  g_autoptr (GAppInfo) editor = g_app_info_get_default_for_type ("text/plain", FALSE);
  g_autoptr (GdkAppLaunchContext) context =
    gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (window)));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GList) files = g_list_append (NULL, file);
  g_autoptr (GError) error = NULL;

  if (!editor || !g_app_info_launch (editor, files, G_APP_LAUNCH_CONTEXT (context), &error))
    pyxis_alert_show (window, _ ("No Text Editor Could Be Started"),
                      error ? error->message
                            : _ ("Choose a default application for text files in the settings."));
}
