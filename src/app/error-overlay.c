/* SPDX-License-Identifier: Apache-2.0 */
#include "error-overlay.h"

#include <glib/gi18n.h>

struct _PyxisErrorOverlay {
  GtkWidget parent_instance;

  GtkLabel *count_label;
  GtkButton *details_button;
  GtkLabel *line_label;
  GtkRevealer *revealer;
  GtkLabel *title_label;

  PyxisFailureList *failures; /* (nullable) */
  PyxisFailure *shown;        /* the newest; NULL: nothing is shown */
  guint count;                /* of which the user knows */
};

enum { SHOW_DETAILS, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisErrorOverlay, pyxis_error_overlay, GTK_TYPE_WIDGET)

static guint
get_count (PyxisErrorOverlay *self)
{
  guint count = 0;

  if (self->failures)
    g_object_get (self->failures, "count", &count, NULL);
  return count;
}

/* (nullable) (transfer full): of the list's, the last that is an error. */
static PyxisFailure *
find_newest (PyxisErrorOverlay *self)
{
  GListModel *failures = G_LIST_MODEL (self->failures);

  for (guint i = g_list_model_get_n_items (failures); i > 0; i--) {
    g_autoptr (PyxisFailure) failure = g_list_model_get_item (failures, i - 1);

    if (g_str_equal (pyxis_event_get_fields (pyxis_failure_get_event (failure))->kind, "error"))
      return g_steal_pointer (&failure);
  }
  return NULL;
}

static void
show (PyxisErrorOverlay *self)
{
  const PyxisAdvice *advice = pyxis_failure_get_advice (self->shown);
  guint count = get_count (self);
  g_autofree char *words = g_strdup_printf (ngettext ("%u error", "%u errors", count), count);

  gtk_label_set_text (self->line_label, pyxis_failure_get_line (self->shown));
  gtk_label_set_text (self->title_label, advice ? advice->title : "");
  gtk_widget_set_visible (GTK_WIDGET (self->title_label), advice != NULL);
  gtk_label_set_text (self->count_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), count > 1);
  gtk_button_set_label (self->details_button, advice ? _ ("How to _Fix It") : _ ("_Show Details"));
}

static void
advised_cb (PyxisFailure *failure, GParamSpec *pspec, gpointer user_data)
{
  show (user_data);
}

static void
set_shown (PyxisErrorOverlay *self, PyxisFailure *failure)
{
  if (self->shown == failure)
    return;
  if (self->shown)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  g_set_object (&self->shown, failure);
  if (failure)
    g_signal_connect (failure, "notify::has-advice", G_CALLBACK (advised_cb), self);
}

static void
count_changed_cb (PyxisFailureList *failures, GParamSpec *pspec, gpointer user_data)
{
  PyxisErrorOverlay *self = user_data;
  guint count = get_count (self);
  g_autoptr (PyxisFailure) newest = count > self->count ? find_newest (self) : NULL;

  self->count = count;
  set_shown (self, newest);
  if (newest)
    show (self);
  gtk_revealer_set_reveal_child (self->revealer, newest != NULL);
}

static void
dismiss (PyxisErrorOverlay *self)
{
  set_shown (self, NULL);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

static void
dismiss_cb (GtkButton *button, gpointer user_data)
{
  dismiss (user_data);
}

static void
details_cb (GtkButton *button, gpointer user_data)
{
  PyxisErrorOverlay *self = user_data;
  g_autoptr (PyxisFailure) failure = self->shown ? g_object_ref (self->shown) : NULL;

  if (!failure)
    return; /* it fades out */
  dismiss (self);
  g_signal_emit (self, signals[SHOW_DETAILS], 0, failure);
}

/* What is not revealed takes no clicks from the page. */
static void
revealed_cb (GtkRevealer *revealer, GParamSpec *pspec, gpointer user_data)
{
  gtk_widget_set_visible (user_data, gtk_revealer_get_reveal_child (revealer) ||
                                       gtk_revealer_get_child_revealed (revealer));
}

static void
pyxis_error_overlay_dispose (GObject *object)
{
  PyxisErrorOverlay *self = PYXIS_ERROR_OVERLAY (object);

  set_shown (self, NULL);
  if (self->failures)
    g_signal_handlers_disconnect_by_data (self->failures, self);
  g_clear_object (&self->failures);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_ERROR_OVERLAY);

  G_OBJECT_CLASS (pyxis_error_overlay_parent_class)->dispose (object);
}

static void
pyxis_error_overlay_class_init (PyxisErrorOverlayClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_error_overlay_dispose;

  signals[SHOW_DETAILS] =
    g_signal_new ("show-details", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, PYXIS_TYPE_FAILURE);

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/error-overlay.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorOverlay, count_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorOverlay, details_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorOverlay, line_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorOverlay, revealer);
  gtk_widget_class_bind_template_child (widget_class, PyxisErrorOverlay, title_label);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_cb);
  gtk_widget_class_bind_template_callback (widget_class, revealed_cb);
  gtk_widget_class_set_css_name (widget_class, "erroroverlay");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_error_overlay_init (PyxisErrorOverlay *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pyxis_error_overlay_set_failures (PyxisErrorOverlay *self, PyxisFailureList *failures)
{
  g_return_if_fail (PYXIS_IS_ERROR_OVERLAY (self));

  dismiss (self);
  if (self->failures)
    g_signal_handlers_disconnect_by_data (self->failures, self);
  g_set_object (&self->failures, failures);
  self->count = get_count (self);
  if (failures)
    g_signal_connect (failures, "notify::count", G_CALLBACK (count_changed_cb), self);
}

const char *
pyxis_error_overlay_get_text (PyxisErrorOverlay *self)
{
  g_return_val_if_fail (PYXIS_IS_ERROR_OVERLAY (self), NULL);

  return self->shown ? gtk_label_get_text (self->line_label) : NULL;
}
