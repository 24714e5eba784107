/* SPDX-License-Identifier: Apache-2.0 */
#include "page-dialogs.h"

#include <glib/gi18n.h>

#include "script-prompt.h"

/* Dialogs that follow each other faster than this belong together. */
#define IN_A_ROW (3 * G_TIME_SPAN_SECOND)

/* Reference-counted: of the view's handlers, and of a dialog's. */
typedef struct {
  PyxisView *view; /* borrowed: no handler runs without it */
  char *name;
  guint navigation; /* the one that all of the next is about */
  guint n_in_a_row;
  gint64 last; /* when the last dialog was answered */
  gboolean is_muted;
} Manners;

static void
manners_clear (gpointer data)
{
  g_free (((Manners *) data)->name);
}

static void
manners_release (gpointer data, GClosure *closure)
{
  g_rc_box_release_full (data, manners_clear);
}

/* (nullable) */
static GtkWindow *
get_window (Manners *self)
{
  return GTK_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self->view), GTK_TYPE_WINDOW));
}

static PyxisEventLog *
get_log (Manners *self)
{
  return pyxis_engine_get_log (pyxis_view_get_engine (self->view));
}

static void
muted_cb (PyxisScriptPrompt *prompt, gpointer user_data)
{
  Manners *self = user_data;

  self->is_muted = TRUE;
  pyxis_event_log_notice (get_log (self), "muted",
                          "The user wants no more dialogs of this page: until it is loaded again "
                          "each is dismissed.");
}

static void
answered_cb (PyxisScriptDialog *dialog, gpointer user_data)
{
  ((Manners *) user_data)->last = g_get_monotonic_time ();
}

/* What was said of an earlier page is forgotten. */
static void
count_dialog (Manners *self)
{
  guint navigation = pyxis_event_log_get_navigation (get_log (self));
  gboolean is_same = navigation == self->navigation;

  if (!is_same)
    self->is_muted = FALSE;
  self->navigation = navigation;
  if (is_same && self->n_in_a_row > 0 && g_get_monotonic_time () - self->last < IN_A_ROW)
    self->n_in_a_row++;
  else
    self->n_in_a_row = 1;
}

static void
script_dialog_cb (PyxisView *view, PyxisScriptDialog *dialog, gpointer user_data)
{
  Manners *self = user_data;
  gboolean is_question = pyxis_script_dialog_get_kind (dialog) != PYXIS_SCRIPT_DIALOG_BEFORE_UNLOAD;
  GtkWindow *window = get_window (self);
  GtkWidget *prompt;

  if (is_question)
    count_dialog (self);
  if (!window || (is_question && self->is_muted))
    return;
  prompt =
    pyxis_script_prompt_new (window, dialog, self->name, is_question && self->n_in_a_row > 2);
  g_signal_connect_data (prompt, "muted", G_CALLBACK (muted_cb), g_rc_box_acquire (self),
                         manners_release, 0);
  g_signal_connect_data (dialog, "answered", G_CALLBACK (answered_cb), g_rc_box_acquire (self),
                         manners_release, 0);
  gtk_window_present (GTK_WINDOW (prompt));
}

void
pyxis_page_dialogs_attach (PyxisView *view, const char *name)
{
  Manners *self = g_rc_box_new0 (Manners);

  self->view = view;
  self->name = g_strdup (name);
  g_signal_connect_data (view, "script-dialog", G_CALLBACK (script_dialog_cb), self,
                         manners_release, 0);
}
