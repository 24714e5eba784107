/* SPDX-License-Identifier: Apache-2.0 */
#include "open-dialog.h"

#include <glib/gi18n.h>

typedef struct {
  PyxisOpenFunc open;
  GWeakRef window;
} Request;

static void
request_free (gpointer data, GClosure *closure)
{
  Request *request = data;

  g_weak_ref_clear (&request->window);
  g_free (request);
}

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Request *request = user_data;
  g_autoptr (GtkWindow) window = g_weak_ref_get (&request->window);
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file ? g_file_get_path (file) : NULL;
  if (path && window)
    request->open (window, path);
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *suffixes)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (gsize i = 0; suffixes[i]; i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
add_filters (GtkFileChooser *chooser)
{
  static const char *const all[] = { "html", "htm", "py", "zip", "pyxis", NULL };
  static const char *const pages[] = { "html", "htm", NULL };
  static const char *const scripts[] = { "py", NULL };
  static const char *const archives[] = { "zip", NULL };
  static const char *const packed[] = { "pyxis", NULL };

  add_filter (chooser, _ ("All Projects"), all);
  add_filter (chooser, _ ("HTML Pages"), pages);
  add_filter (chooser, _ ("Python Files"), scripts);
  add_filter (chooser, _ ("Zip Archives"), archives);
  add_filter (chooser, _ ("Packed Apps"), packed);
}

/* GTK's own start, the recent files, holds no folders. */
static void
set_start (GtkFileChooser *chooser)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) folder = g_file_new_for_path (documents ? documents : g_get_home_dir ());

  gtk_file_chooser_set_current_folder (chooser, folder, NULL);
}

void
pyxis_open_dialog_show (GtkWindow *window, gboolean for_folder, PyxisOpenFunc open)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    for_folder ? _ ("Open a Project Folder") : _ ("Open a Project File"), window,
    for_folder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  Request *request = g_new0 (Request, 1);

  if (for_folder)
    set_start (GTK_FILE_CHOOSER (dialog));
  else
    add_filters (GTK_FILE_CHOOSER (dialog));
  request->open = open;
  g_weak_ref_init (&request->window, window);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), request, request_free, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
