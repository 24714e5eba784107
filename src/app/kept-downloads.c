/* SPDX-License-Identifier: Apache-2.0 */
#include "kept-downloads.h"

#include <glib/gi18n.h>

#include "alert.h"
#include "file-work.h"
#include "opened-copies.h"
#include "save-files.h"
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

/* One that another program is to show. */
typedef struct {
  PyxisProjectPage *page;
  PyxisVfsPart *file;
  char *copy;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *self = data;

  g_object_unref (self->page);
  pyxis_vfs_part_unref (self->file);
  g_free (self->copy);
  g_free (self);
}

/* A copy: what another program does with it does not reach the page. */
static gboolean
copy_out (gpointer data, PyxisCopyProgress *progress, GCancellable *cancellable, GError **error)
{
  Opening *self = data;

  pyxis_vfs_part_add_total (self->file, progress);
  return pyxis_vfs_save (self->file, self->copy, progress, cancellable, error);
}

static void
say_not_opened (PyxisProjectPage *page, const GError *error)
{
  GtkWindow *window = get_window (page);

  if (window && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    pyxis_alert_show (window, _ ("The File Was Not Opened"), error->message);
}

static void
copied (gpointer data, const GError *error)
{
  Opening *self = data;
  g_autofree char *uri = error ? NULL : g_filename_to_uri (self->copy, NULL, NULL);
  g_autoptr (GError) cause = NULL;

  if (uri && !g_app_info_launch_default_for_uri (uri, NULL, &cause))
    error = cause;
  if (error)
    say_not_opened (self->page, error);
}

/* (nullable) (transfer full) */
static Opening *
start_opening (PyxisProjectPage *page, GApplication *application, const char *path, GError **error)
{
  PyxisVfs *vfs = get_vfs (page);
  PyxisVfsPart *part = vfs ? pyxis_vfs_take_part (vfs, path, error) : NULL;
  g_autofree char *folder = part ? pyxis_opened_copies_make_folder (application, error) : NULL;
  Opening *self;

  if (!folder) {
    g_clear_pointer (&part, pyxis_vfs_part_unref);
    return NULL;
  }
  self = g_new0 (Opening, 1);
  self->page = g_object_ref (page);
  self->file = part;
  self->copy = g_build_filename (folder, pyxis_vfs_part_get_name (part), NULL);
  return self;
}

static void
open_cb (GtkButton *button, gpointer user_data)
{
  PyxisKeptDownloads *self = user_data;
  GtkWindow *window = get_window (self->page);
  g_autoptr (GError) error = NULL;
  Opening *opening;

  if (!window)
    return;
  opening = start_opening (self->page, G_APPLICATION (gtk_window_get_application (window)),
                           self->paths->pdata[0], &error);
  if (opening)
    pyxis_file_work_run (window, _ ("Opening"), copy_out, copied, opening, opening_free);
  else if (error)
    say_not_opened (self->page, error);
}

static void
save_cb (AdwToast *toast, gpointer user_data)
{
  PyxisKeptDownloads *self = user_data;

  if (self->paths->len == 1) {
    pyxis_save_file (self->page, self->paths->pdata[0]);
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
