/* SPDX-License-Identifier: Apache-2.0 */
#include "page-actions-private.h"

#include <glib/gi18n.h>

#include "page-file.h"
#include "source-window.h"
#include "toast.h"
#include "view-picture.h"
#include "view-tools.h"

#define CHOICE_WHOLE "whole"

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_view_print (pyxis_project_page_get_view (user_data),
                    pyxis_page_actions_get_window (user_data));
}

static void
web_inspector_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_view_show_web_inspector (pyxis_project_page_get_view (user_data));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *path = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *done = g_strdup_printf (_ ("Saved “%s”"), name);

  if (pyxis_view_save_screenshot_finish (PYXIS_VIEW (source), result, &error))
    pyxis_toast_say_saved (GTK_WIDGET (source), done, path);
  else
    pyxis_toast_say (GTK_WIDGET (source), error->message);
}

static void
place_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (PyxisProjectPage) page = user_data;
  PyxisView *view = pyxis_project_page_get_view (page);
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  const char *whole = gtk_file_chooser_get_choice (GTK_FILE_CHOOSER (dialog), CHOICE_WHOLE);

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file ? g_file_get_path (file) : NULL;
  if (path && view)
    pyxis_view_save_screenshot_async (view, path, g_strcmp0 (whole, "true") == 0, NULL, saved_cb,
                                      g_strdup (path));
  g_object_unref (dialog);
}

/* (transfer full): "Title 2026-08-01 12-30-00.png", fit for every file system. */
static char *
dup_picture_name (PyxisProjectPage *page)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d %H-%M-%S");
  g_autofree char *title = NULL;
  g_autofree char *start = NULL;

  g_object_get (page, "title", &title, NULL);
  start = g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), 60));
  g_strdelimit (start, "/\\:*?\"<>|\n\r\t", '-');
  if (*start == '.')
    *start = '-';
  return g_strdup_printf ("%s %s.png", start, time);
}

static void
save_screenshot_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PyxisProjectPage *page = user_data;
  g_autofree char *name = dup_picture_name (page);
  const char *pictures = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);
  GtkFileChooserNative *native =
    gtk_file_chooser_native_new (_ ("Save a Screenshot"), pyxis_page_actions_get_window (page),
                                 GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (native);
  g_autoptr (GFile) folder = g_file_new_for_path (pictures ? pictures : g_get_home_dir ());
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_chooser_set_current_name (chooser, name);
  gtk_file_chooser_add_choice (chooser, CHOICE_WHOLE,
                               _ ("The whole page, not just what is visible"), NULL, NULL);
  gtk_file_chooser_set_choice (chooser, CHOICE_WHOLE, "false");
  gtk_file_filter_set_name (filter, _ ("PNG images"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_chooser_add_filter (chooser, filter);
  gtk_file_chooser_set_current_folder (chooser, folder, NULL);
  g_signal_connect (native, "response", G_CALLBACK (place_chosen_cb), g_object_ref (page));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

static void
source_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisProjectPage) page = user_data;
  PyxisView *view = PYXIS_VIEW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = pyxis_view_load_source_finish (view, result, &error);
  PyxisProject *project = pyxis_project_page_get_project (page);
  GtkWindow *parent = pyxis_page_actions_get_window (page);
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  GtkWidget *window;

  if (!bytes) {
    pyxis_toast_say (GTK_WIDGET (source),
                     _ ("The source could not be read. Reload the page, then try again."));
    return;
  }
  if (!parent)
    return; /* the page was closed meanwhile */
  name = pyxis_page_file_dup_name (project, pyxis_view_get_address (view));
  path = pyxis_page_file_dup_path (project, pyxis_view_get_address (view));
  window = pyxis_source_window_new (name, pyxis_project_get_name (project), bytes, path);
  gtk_window_set_application (GTK_WINDOW (window), gtk_window_get_application (parent));
  gtk_window_present (GTK_WINDOW (window));
}

static void
view_source_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_view_load_source_async (pyxis_project_page_get_view (user_data), NULL, source_loaded_cb,
                                g_object_ref (user_data));
}

void
pyxis_page_output_add_actions (GActionMap *actions, PyxisProjectPage *page)
{
  static const GActionEntry entries[] = {
    { "print", print_cb },
  };

  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), page);
}

void
pyxis_page_output_add_tools (GActionMap *actions, PyxisProjectPage *page)
{
  static const GActionEntry entries[] = {
    { "save-screenshot", save_screenshot_cb },
    { "view-source", view_source_cb },
    { "web-inspector", web_inspector_cb },
  };

  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), page);
}
