/* SPDX-License-Identifier: Apache-2.0 */
#include "kept-downloads.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "alert.h"
#include "save-files.h"
#include "toast.h"
#include "vfs-save.h"

#define SHOWN "pyxis-kept-downloads"
#define SECONDS 20

struct _PyxisKeptDownloads {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *label;
  GtkButton *open_button;

  PyxisProjectPage *page; /* which shows the toast */
  GPtrArray *paths;
};

G_DEFINE_FINAL_TYPE (PyxisKeptDownloads, pyxis_kept_downloads, GTK_TYPE_WIDGET)

/* (nullable) */
static GtkWindow *
get_window (PyxisProjectPage *page)
{
  return GTK_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (page), GTK_TYPE_WINDOW));
}

/* (nullable): while the page has files. */
static PyxisVfs *
get_vfs (PyxisProjectPage *page)
{
  PyxisView *view = pyxis_project_page_get_view (page);

  return view ? pyxis_engine_get_vfs (pyxis_view_get_engine (view)) : NULL;
}

static void
update (PyxisKeptDownloads *self)
{
  guint n = self->paths->len;
  g_autofree char *name = g_path_get_basename (self->paths->pdata[n - 1]);
  g_autofree char *text =
    n == 1
      ? g_strdup_printf (_ ("“%s” is in downloads"), name)
      : g_strdup_printf (ngettext ("%u file is in downloads", "%u files are in downloads", n), n);

  gtk_label_set_text (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->open_button), n == 1);
}

static gboolean
save_file (PyxisVfs *vfs, const char *path, const char *target, GError **error)
{
  g_autoptr (PyxisVfsPart) part = pyxis_vfs_take_part (vfs, path, error);

  return part && pyxis_vfs_save (part, target, NULL, NULL, error);
}

/* A copy, in a folder of its own that nobody else can read: what another program does with it does not
 * reach the page. It stays as long as the session's folder does. (nullable) */
static char *
copy_out (PyxisVfs *vfs, const char *path, GError **error)
{
  g_autofree char *template =
    g_build_filename (g_get_user_runtime_dir (), "pyxis-open-XXXXXX", NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder =
    g_mkdtemp (template) ? g_strdup (template) : g_dir_make_tmp ("pyxis-open-XXXXXX", error);
  g_autofree char *target = folder ? g_build_filename (folder, name, NULL) : NULL;

  if (!target || !save_file (vfs, path, target, error))
    return NULL;
  return g_steal_pointer (&target);
}

static void
open_cb (GtkButton *button, gpointer user_data)
{
  PyxisKeptDownloads *self = user_data;
  PyxisVfs *vfs = get_vfs (self->page);
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = vfs ? copy_out (vfs, self->paths->pdata[0], &error) : NULL;
  g_autofree char *uri = copy ? g_filename_to_uri (copy, NULL, NULL) : NULL;

  if (uri && g_app_info_launch_default_for_uri (uri, NULL, &error))
    return;
  if (vfs)
    pyxis_alert_show (get_window (self->page), _ ("The File Was Not Opened"), error->message);
}

typedef struct {
  PyxisProjectPage *page;
  char *path;
} Choice;

static void
save_to (const Choice *choice, const char *target)
{
  PyxisVfs *vfs = get_vfs (choice->page);
  PyxisFileKeeper *keeper = vfs ? pyxis_file_keeper_find (vfs) : NULL;
  PyxisVfsUnsaved *unsaved = keeper ? pyxis_file_keeper_get_unsaved (keeper) : NULL;
  g_autofree char *name = g_filename_display_basename (target);
  g_autofree char *text = g_strdup_printf (_ ("“%s” saved"), name);
  g_autoptr (GError) error = NULL;

  if (!vfs)
    return;
  if (!save_file (vfs, choice->path, target, &error)) {
    pyxis_alert_show (get_window (choice->page), _ ("The File Was Not Saved"), error->message);
    return;
  }
  if (unsaved)
    pyxis_vfs_unsaved_mark_saved (unsaved, choice->path, pyxis_vfs_unsaved_get_moment (unsaved));
  pyxis_toast_say_saved (GTK_WIDGET (pyxis_project_page_get_view (choice->page)), text, target);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Choice *choice = user_data;
  g_autoptr (GFile) file =
    response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *target = file ? g_file_get_path (file) : NULL;

  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
  if (target)
    save_to (choice, target);
  g_object_unref (choice->page);
  g_free (choice->path);
  g_free (choice);
}

static void
ask_for_place (PyxisProjectPage *page, const char *path)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    _ ("Save the File"), get_window (page), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  const char *downloads = g_get_user_special_dir (G_USER_DIRECTORY_DOWNLOAD);
  g_autoptr (GFile) folder = g_file_new_for_path (downloads ? downloads : g_get_home_dir ());
  g_autofree char *name = g_path_get_basename (path);
  Choice *choice = g_new0 (Choice, 1);

  choice->page = g_object_ref (page);
  choice->path = g_strdup (path);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
save_cb (AdwToast *toast, gpointer user_data)
{
  PyxisKeptDownloads *self = user_data;

  if (self->paths->len == 1) {
    ask_for_place (self->page, self->paths->pdata[0]);
    return;
  }
  g_ptr_array_add (self->paths, NULL);
  pyxis_save_files (self->page, (const char *const *) self->paths->pdata, NULL);
  g_ptr_array_remove_index (self->paths, self->paths->len - 1);
}

static void
dismissed_cb (AdwToast *toast, gpointer user_data)
{
  g_object_set_data (user_data, SHOWN, NULL);
}

static void
pyxis_kept_downloads_dispose (GObject *object)
{
  PyxisKeptDownloads *self = PYXIS_KEPT_DOWNLOADS (object);

  g_clear_pointer (&self->paths, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_KEPT_DOWNLOADS);

  G_OBJECT_CLASS (pyxis_kept_downloads_parent_class)->dispose (object);
}

static void
pyxis_kept_downloads_class_init (PyxisKeptDownloadsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_kept_downloads_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/kept-downloads.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisKeptDownloads, box);
  gtk_widget_class_bind_template_child (widget_class, PyxisKeptDownloads, label);
  gtk_widget_class_bind_template_child (widget_class, PyxisKeptDownloads, open_button);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
pyxis_kept_downloads_init (PyxisKeptDownloads *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->paths = g_ptr_array_new_with_free_func (g_free);
}

/* A toast of its own, of which the page knows as long as it is shown. */
static PyxisKeptDownloads *
show (PyxisProjectPage *page)
{
  PyxisKeptDownloads *self = g_object_new (PYXIS_TYPE_KEPT_DOWNLOADS, NULL);
  AdwToast *toast = adw_toast_new ("");
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (pyxis_project_page_get_view (page)),
                                                ADW_TYPE_TOAST_OVERLAY);

  self->page = page;
  adw_toast_set_custom_title (toast, GTK_WIDGET (self));
  adw_toast_set_button_label (toast, _ ("Save _As…"));
  adw_toast_set_timeout (toast, SECONDS);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (save_cb), self, 0);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), page, 0);
  g_object_set_data (G_OBJECT (page), SHOWN, self);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  return self;
}

void
pyxis_kept_downloads_tell (PyxisProjectPage *page, const char *path)
{
  PyxisKeptDownloads *self;

  g_return_if_fail (PYXIS_IS_PROJECT_PAGE (page) && pyxis_project_page_get_view (page));

  self = g_object_get_data (G_OBJECT (page), SHOWN);
  if (!self)
    self = show (page);
  g_ptr_array_add (self->paths, g_strdup (path));
  update (self);
}
