/* SPDX-License-Identifier: Apache-2.0 */
#include "error-overlay.h"

#include <glib/gi18n.h>

#include "cause.h"

struct _PyxisErrorOverlay {
  GtkWidget parent_instance;

  GtkLabel *count_label;
  GtkButton *details_button;
  GtkLabel *line_label;
  GtkRevealer *revealer;
  GtkLabel *title_label;

  PyxisEventLog *log;         /* (nullable) */
  PyxisFailureList *failures; /* (nullable) */
  PyxisFailure *shown;        /* NULL: none */
  PyxisCause cause;
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

static void
show (PyxisErrorOverlay *self)
{
  const PyxisAdvice *advice = pyxis_failure_get_advice (self->shown);
  guint count = get_count (self);
  g_autofree char *words = g_strdup_printf (ngettext ("%u error", "%u errors", count), count);

  gtk_label_set_text (self->title_label, advice ? advice->title : "");
  gtk_widget_set_visible (GTK_WIDGET (self->title_label), advice != NULL);
  gtk_label_set_text (self->count_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), count > 1);
  gtk_button_set_label (self->details_button, advice ? _ ("How to _Fix It") : _ ("_Show Details"));
}

static void
dismiss (PyxisErrorOverlay *self)
{
  g_clear_object (&self->shown);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

/* (nullable) (transfer full) */
static PyxisFailure *
find (PyxisErrorOverlay *self, guint64 seq)
{
  return g_list_model_get_item (G_LIST_MODEL (self->failures),
                                pyxis_failure_list_find (self->failures, seq));
}

static void
set_shown (PyxisErrorOverlay *self, PyxisFailure *failure)
{
  g_autofree char *line = pyxis_cause_dup_line (&self->cause, pyxis_failure_get_event (failure));

  g_set_object (&self->shown, failure);
  gtk_label_set_text (self->line_label, line);
  show (self);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

/* One that came before is no news, or nobody could dismiss that of an animation. */
static void
note_error (PyxisErrorOverlay *self, PyxisEvent *event)
{
  g_autoptr (PyxisFailure) failure = find (self, pyxis_event_get_seq (event));

  if (!failure || pyxis_failure_get_event (failure) != event)
    return;
  if (!self->shown || !pyxis_failure_get_advice (self->shown))
    set_shown (self, failure);
}

static void
note_advice (PyxisErrorOverlay *self, PyxisEvent *event)
{
  guint64 seq = 0;
  g_autoptr (PyxisAdvice) advice =
    pyxis_advice_from_json (pyxis_event_get_fields (event)->detail, &seq);
  g_autoptr (PyxisFailure) failure = advice ? find (self, seq) : NULL;

  if (!failure || !self->shown)
    return;
  if (failure == self->shown)
    show (self);
  else if (g_str_equal (pyxis_event_get_fields (pyxis_failure_get_event (failure))->kind, "error"))
    set_shown (self, failure);
}

static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  PyxisErrorOverlay *self = user_data;
  const char *kind = pyxis_event_get_fields (event)->kind;

  pyxis_cause_note (&self->cause, event);
  if (g_str_equal (kind, "error"))
    note_error (self, event);
  else if (g_str_equal (kind, "advice"))
    note_advice (self, event);
}

/* A new page begins with none. */
static void
count_changed_cb (PyxisFailureList *failures, GParamSpec *pspec, gpointer user_data)
{
  PyxisErrorOverlay *self = user_data;

  if (get_count (self) == 0)
    dismiss (self);
  else if (self->shown)
    show (self);
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

  pyxis_error_overlay_set_log (self, NULL, NULL);
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
pyxis_error_overlay_set_log (PyxisErrorOverlay *self,
                             PyxisEventLog *log,
                             PyxisFailureList *failures)
{
  g_return_if_fail (PYXIS_IS_ERROR_OVERLAY (self) && !log == !failures);

  if (self->revealer)
    dismiss (self);
  if (self->log) {
    g_signal_handlers_disconnect_by_data (self->log, self);
    g_signal_handlers_disconnect_by_data (self->failures, self);
  }
  pyxis_cause_clear (&self->cause);
  g_set_object (&self->log, log);
  g_set_object (&self->failures, failures);
  if (!log)
    return;
  g_signal_connect (failures, "notify::count", G_CALLBACK (count_changed_cb), self);
  g_signal_connect (log, "appended", G_CALLBACK (appended_cb), self);
}

const char *
pyxis_error_overlay_get_text (PyxisErrorOverlay *self)
{
  g_return_val_if_fail (PYXIS_IS_ERROR_OVERLAY (self), NULL);

  return self->shown ? gtk_label_get_text (self->line_label) : NULL;
}
