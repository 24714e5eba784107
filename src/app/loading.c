/* SPDX-License-Identifier: Apache-2.0 */
#include "loading.h"

#include <glib/gi18n.h>

#include "progress.h"

/* What is over sooner needs no words. */
#define PATIENCE_MS 500

enum { PYODIDE, MICROPYTHON, N_INTERPRETERS };

struct _PyxisLoading {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *cover_label;
  GtkRevealer *cover_revealer;
  GtkLabel *pill_label;
  GtkRevealer *pill_revealer;
  GtkLabel *title_label;
  GtkRevealer *words_revealer;

  PyxisEventLog *log;
  char *steps[N_INTERPRETERS]; /* what each is loading; NULL: nothing */
  gboolean is_unresponsive;
  guint words; /* source that shows the words of the cover, or the pill */
};

enum { CANCEL, STOP, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisLoading, pyxis_loading, GTK_TYPE_WIDGET)

static gboolean
is_covering (PyxisLoading *self)
{
  return gtk_revealer_get_reveal_child (self->cover_revealer);
}

/* Clicks beside the pill are the page's; a cover takes them all. */
static void
update_targets (PyxisLoading *self)
{
  gboolean covers = is_covering (self);
  gboolean shows_pill = gtk_revealer_get_reveal_child (self->pill_revealer);

  gtk_widget_set_can_target (GTK_WIDGET (self), covers || shows_pill);
  gtk_widget_set_visible (GTK_WIDGET (self->cover_revealer), covers);
  gtk_widget_set_vexpand (GTK_WIDGET (self), covers);
  gtk_widget_set_valign (GTK_WIDGET (self), covers ? GTK_ALIGN_FILL : GTK_ALIGN_END);
  gtk_widget_set_halign (GTK_WIDGET (self), covers ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER);
}

static gboolean
words_cb (gpointer user_data)
{
  PyxisLoading *self = user_data;

  self->words = 0;
  if (is_covering (self))
    gtk_revealer_set_reveal_child (self->words_revealer, TRUE);
  else
    gtk_revealer_set_reveal_child (self->pill_revealer, TRUE);
  update_targets (self);
  return G_SOURCE_REMOVE;
}

static void
show_words_soon (PyxisLoading *self)
{
  if (!self->words)
    self->words = g_timeout_add (PATIENCE_MS, words_cb, self);
}

/* (nullable): of the slower one. */
static const char *
get_step (PyxisLoading *self)
{
  return self->steps[PYODIDE] ? self->steps[PYODIDE] : self->steps[MICROPYTHON];
}

static void
update_pill (PyxisLoading *self)
{
  const char *step = get_step (self);

  if (is_covering (self))
    return;
  if (!step && !self->is_unresponsive) {
    g_clear_handle_id (&self->words, g_source_remove);
    gtk_revealer_set_reveal_child (self->pill_revealer, FALSE);
    update_targets (self);
    return;
  }
  gtk_label_set_text (self->pill_label, step ? step : _ ("The page is busy and does not answer"));
  if (!gtk_revealer_get_reveal_child (self->pill_revealer))
    show_words_soon (self);
}

static void
set_step (PyxisLoading *self, guint interpreter, const char *step)
{
  if (g_strcmp0 (self->steps[interpreter], step) == 0)
    return;
  g_free (self->steps[interpreter]);
  self->steps[interpreter] = g_strdup (step);
  if (step)
    gtk_label_set_text (self->cover_label, step);
  update_pill (self);
}

static guint
get_interpreter (PyxisEvent *event)
{
  const char *name = pyxis_event_get_fields (event)->interpreter;

  return g_strcmp0 (name, "micropython") == 0 ? MICROPYTHON : PYODIDE;
}

static void
end_steps (PyxisLoading *self, PyxisEvent *event)
{
  if (pyxis_event_get_fields (event)->interpreter) {
    set_step (self, get_interpreter (event), NULL);
    return;
  }
  for (guint i = 0; i < N_INTERPRETERS; i++)
    set_step (self, i, NULL);
}

/* (transfer full): "Starting Pyodide", "MicroPython: loading files". */
static char *
describe (PyxisEvent *event, const char *what)
{
  const char *name = get_interpreter (event) == MICROPYTHON ? "MicroPython" : "Pyodide";

  /* The names of its own parts tell nobody anything. */
  if (g_str_equal (what, name) || g_str_equal (what, "interpreter") ||
      g_str_equal (what, "Storage"))
    return g_strdup_printf (_ ("Starting %s"), name);
  /* Translators: the name of an interpreter, and "files", "packages" or the name of one. */
  return g_strdup_printf (_ ("%s: loading %s"), name, what);
}

static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  PyxisLoading *self = user_data;
  g_autofree char *what = NULL;
  g_autofree char *text = NULL;

  switch (pyxis_progress_read (event, &what)) {
  case PYXIS_PROGRESS_FETCH:
    if (get_step (self) || !is_covering (self))
      break;
    /* Translators: %s is a file of the project that was just read. */
    text = g_strdup_printf (_ ("Loading %s"), what);
    gtk_label_set_text (self->cover_label, text);
    break;
  case PYXIS_PROGRESS_START:
    text = describe (event, what);
    set_step (self, get_interpreter (event), text);
    break;
  case PYXIS_PROGRESS_END:
    end_steps (self, event);
    break;
  case PYXIS_PROGRESS_NONE:
  default:
    break;
  }
}

static void
cancel_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[CANCEL], 0);
}

static void
stop_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[STOP], 0);
}

static void
pyxis_loading_dispose (GObject *object)
{
  PyxisLoading *self = PYXIS_LOADING (object);

  g_clear_handle_id (&self->words, g_source_remove);
  g_clear_object (&self->log);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_LOADING);

  G_OBJECT_CLASS (pyxis_loading_parent_class)->dispose (object);
}

static void
pyxis_loading_finalize (GObject *object)
{
  for (guint i = 0; i < N_INTERPRETERS; i++)
    g_free (PYXIS_LOADING (object)->steps[i]);

  G_OBJECT_CLASS (pyxis_loading_parent_class)->finalize (object);
}

static void
pyxis_loading_class_init (PyxisLoadingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = pyxis_loading_dispose;
  object_class->finalize = pyxis_loading_finalize;

  signals[CANCEL] =
    g_signal_new ("cancel", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STOP] =
    g_signal_new ("stop", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/loading.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisLoading, cover_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisLoading, cover_revealer);
  gtk_widget_class_bind_template_child (widget_class, PyxisLoading, box);
  gtk_widget_class_bind_template_child (widget_class, PyxisLoading, pill_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisLoading, pill_revealer);
  gtk_widget_class_bind_template_child (widget_class, PyxisLoading, title_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisLoading, words_revealer);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
pyxis_loading_init (PyxisLoading *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pyxis_loading_begin (PyxisLoading *self, const char *name, PyxisEventLog *log)
{
  g_return_if_fail (PYXIS_IS_LOADING (self));

  g_set_object (&self->log, log);
  g_signal_connect_object (log, "appended", G_CALLBACK (appended_cb), self, 0);
  gtk_label_set_text (self->title_label, name);
  gtk_label_set_text (self->cover_label, _ ("Starting the web view"));
  gtk_revealer_set_reveal_child (self->cover_revealer, TRUE);
  update_targets (self);
  show_words_soon (self);
}

void
pyxis_loading_uncover (PyxisLoading *self)
{
  g_return_if_fail (PYXIS_IS_LOADING (self));

  if (!is_covering (self))
    return;
  g_clear_handle_id (&self->words, g_source_remove);
  gtk_revealer_set_reveal_child (self->cover_revealer, FALSE);
  gtk_revealer_set_reveal_child (self->words_revealer, FALSE);
  update_targets (self);
  update_pill (self);
}

void
pyxis_loading_set_is_responsive (PyxisLoading *self, gboolean is_responsive)
{
  g_return_if_fail (PYXIS_IS_LOADING (self));

  self->is_unresponsive = !is_responsive;
  update_pill (self);
}
