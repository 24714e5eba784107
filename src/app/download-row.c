/* SPDX-License-Identifier: Apache-2.0 */
#include "download-row.h"

#define PATIENCE_MS 500

struct _PyxisDownloadRow {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *label;
  GtkProgressBar *progress_bar;

  PyxisDownload *download;
  guint timeout;
};

G_DEFINE_FINAL_TYPE (PyxisDownloadRow, pyxis_download_row, GTK_TYPE_WIDGET)

static gboolean
show_cb (gpointer user_data)
{
  PyxisDownloadRow *self = user_data;

  self->timeout = 0;
  gtk_widget_show (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
cancel_cb (GtkButton *button, gpointer user_data)
{
  pyxis_download_cancel (PYXIS_DOWNLOAD_ROW (user_data)->download);
}

static void
pyxis_download_row_dispose (GObject *object)
{
  PyxisDownloadRow *self = PYXIS_DOWNLOAD_ROW (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->download)
    pyxis_download_cancel (self->download);
  g_clear_object (&self->download);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_DOWNLOAD_ROW);

  G_OBJECT_CLASS (pyxis_download_row_parent_class)->dispose (object);
}

static void
pyxis_download_row_class_init (PyxisDownloadRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_download_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/download-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisDownloadRow, box);
  gtk_widget_class_bind_template_child (widget_class, PyxisDownloadRow, label);
  gtk_widget_class_bind_template_child (widget_class, PyxisDownloadRow, progress_bar);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
pyxis_download_row_init (PyxisDownloadRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pyxis_download_row_new (PyxisDownload *download)
{
  PyxisDownloadRow *self = g_object_new (PYXIS_TYPE_DOWNLOAD_ROW, "visible", FALSE, NULL);

  self->download = g_object_ref (download);
  gtk_label_set_text (self->label, pyxis_download_get_name (download));
  g_object_bind_property (download, "progress", self->progress_bar, "fraction",
                          G_BINDING_SYNC_CREATE);
  self->timeout = g_timeout_add (PATIENCE_MS, show_cb, self);
  return GTK_WIDGET (self);
}

PyxisDownload *
pyxis_download_row_get_download (PyxisDownloadRow *self)
{
  g_return_val_if_fail (PYXIS_IS_DOWNLOAD_ROW (self), NULL);

  return self->download;
}
