/* SPDX-License-Identifier: Apache-2.0 */
#include "transfer-row.h"

#define TICK_MS 100
#define SHORT_TICKS 5

struct _PyxisTransferRow {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *label;
  GtkProgressBar *progress_bar;

  PyxisCopyProgress *progress;
  GCancellable *cancellable;
  guint timeout;
  guint n_ticks;
};

G_DEFINE_FINAL_TYPE (PyxisTransferRow, pyxis_transfer_row, GTK_TYPE_WIDGET)

static gboolean
tick_cb (gpointer user_data)
{
  PyxisTransferRow *self = user_data;
  double fraction = pyxis_copy_progress_get_fraction (self->progress);

  if (fraction < 0)
    gtk_progress_bar_pulse (self->progress_bar);
  else
    gtk_progress_bar_set_fraction (self->progress_bar, fraction);
  if (++self->n_ticks == SHORT_TICKS)
    gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  return G_SOURCE_CONTINUE;
}

static void
cancel_cb (GtkButton *button, gpointer user_data)
{
  g_cancellable_cancel (PYXIS_TRANSFER_ROW (user_data)->cancellable);
  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
}

static void
pyxis_transfer_row_dispose (GObject *object)
{
  PyxisTransferRow *self = PYXIS_TRANSFER_ROW (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_TRANSFER_ROW);

  G_OBJECT_CLASS (pyxis_transfer_row_parent_class)->dispose (object);
}

static void
pyxis_transfer_row_finalize (GObject *object)
{
  PyxisTransferRow *self = PYXIS_TRANSFER_ROW (object);

  pyxis_copy_progress_unref (self->progress);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (pyxis_transfer_row_parent_class)->finalize (object);
}

static void
pyxis_transfer_row_class_init (PyxisTransferRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_transfer_row_dispose;
  object_class->finalize = pyxis_transfer_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/transfer-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisTransferRow, box);
  gtk_widget_class_bind_template_child (widget_class, PyxisTransferRow, label);
  gtk_widget_class_bind_template_child (widget_class, PyxisTransferRow, progress_bar);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_transfer_row_init (PyxisTransferRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->progress = pyxis_copy_progress_new ();
  self->cancellable = g_cancellable_new ();
  self->timeout = g_timeout_add (TICK_MS, tick_cb, self);
}

GtkWidget *
pyxis_transfer_row_new (const char *title)
{
  PyxisTransferRow *self = g_object_new (PYXIS_TYPE_TRANSFER_ROW, "visible", FALSE, NULL);

  gtk_label_set_label (self->label, title);
  return GTK_WIDGET (self);
}

PyxisCopyProgress *
pyxis_transfer_row_get_progress (PyxisTransferRow *self)
{
  return self->progress;
}

GCancellable *
pyxis_transfer_row_get_cancellable (PyxisTransferRow *self)
{
  return self->cancellable;
}
