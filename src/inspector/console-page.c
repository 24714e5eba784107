/* SPDX-License-Identifier: Apache-2.0 */
#include "console-page.h"

#include <glib/gi18n.h>

#include "console-prompt.h"
#include "console-list.h"
#include "console-targets.h"
#include "pyxis-inspector-resources.h"

struct _PyxisConsolePage {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *busy_box;
  GtkLabel *busy_label;
  GtkSpinner *busy_spinner;
  PyxisConsolePrompt *input;
  PyxisConsoleList *list;
  GtkWidget *stop_button;
  PyxisConsoleTargets *targets;

  PyxisConsole *console;         /* (nullable) */
  PyxisInterpreter *interpreter; /* (nullable): that is chosen, and watched */
  GPtrArray *runs;               /* of Run */
  guint tick;                    /* the source that counts seconds; 0: nothing runs */
};

/* What was asked and is not answered yet; a completion has no `code`. */
typedef struct {
  PyxisConsolePage *page;
  PyxisInterpreter *interpreter; /* (nullable): NULL is JavaScript */
  GCancellable *cancellable;
  char *code;
  gint64 began; /* monotonic */
} Run;

G_DEFINE_FINAL_TYPE (PyxisConsolePage, pyxis_console_page, GTK_TYPE_WIDGET)

static void
run_free (gpointer data)
{
  Run *self = data;

  g_object_unref (self->page);
  g_clear_object (&self->interpreter);
  g_object_unref (self->cancellable);
  g_free (self->code);
  g_free (self);
}

static Run *
run_new (PyxisConsolePage *page, const char *code)
{
  Run *self = g_new0 (Run, 1);

  self->page = g_object_ref (page);
  g_set_object (&self->interpreter, pyxis_console_targets_get_chosen (page->targets));
  self->cancellable = g_cancellable_new ();
  self->code = g_strdup (code);
  self->began = g_get_monotonic_time ();
  return self;
}

/* (nullable): of the place that is chosen, the first: what was asked later waits for it. */
static Run *
find_run (PyxisConsolePage *self)
{
  PyxisInterpreter *chosen = pyxis_console_targets_get_chosen (self->targets);

  for (guint i = 0; i < self->runs->len; i++) {
    Run *run = self->runs->pdata[i];

    if (run->interpreter == chosen)
      return run;
  }
  return NULL;
}

/* What runs is told of once it lasts. */
static void
show_state (PyxisConsolePage *self)
{
  const Run *run = find_run (self);
  gint64 seconds = run ? (g_get_monotonic_time () - run->began) / G_USEC_PER_SEC : 0;
  gboolean is_busy = self->interpreter && pyxis_interpreter_is_busy (self->interpreter);
  g_autofree char *text = NULL;

  if (run && seconds > 0 && run->interpreter)
    text = g_strdup_printf (_ ("Running for %d s. Python cannot be interrupted."), (int) seconds);
  else if (run && seconds > 0)
    text = g_strdup_printf (_ ("Running for %d s."), (int) seconds);
  else if (!run && is_busy)
    text = g_strdup (_ ("Python is busy there: what you run waits until it is done."));
  gtk_widget_set_visible (self->busy_box, text != NULL);
  gtk_spinner_set_spinning (self->busy_spinner, text != NULL);
  gtk_widget_set_visible (self->stop_button, run != NULL);
  gtk_label_set_text (self->busy_label, text ? text : "");
}

static gboolean
tick_cb (gpointer user_data)
{
  PyxisConsolePage *self = user_data;

  show_state (self);
  if (self->runs->len > 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (PyxisConsolePage) self = g_object_ref (run->page);
  PyxisConsoleOutcome outcome = pyxis_console_run_finish (PYXIS_CONSOLE (source), result);

  if (outcome == PYXIS_CONSOLE_INCOMPLETE && self->input)
    pyxis_console_prompt_go_on (self->input, run->code);
  g_ptr_array_remove (self->runs, run);
  if (self->input)
    show_state (self);
}

static void
run_cb (PyxisConsolePrompt *input, const char *code, gpointer user_data)
{
  PyxisConsolePage *self = user_data;
  Run *run;

  if (!self->console)
    return;
  run = run_new (self, code);
  pyxis_console_targets_keep_chosen (self->targets);
  g_ptr_array_add (self->runs, run);
  if (!self->tick)
    self->tick = g_timeout_add_seconds (1, tick_cb, self);
  pyxis_console_list_follow (self->list);
  pyxis_console_run_async (self->console, run->interpreter, run->code, run->cancellable, ran_cb,
                           run);
  pyxis_console_prompt_take (input);
}

static void
completed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  guint start;
  g_auto (GStrv) items =
    pyxis_console_complete_finish (PYXIS_CONSOLE (source), result, &start, NULL);

  if (items && run->page->input)
    pyxis_console_prompt_offer (run->page->input, run->code, start, (const char *const *) items);
  else if (run->page->input)
    gtk_widget_error_bell (GTK_WIDGET (run->page));
  run_free (run);
}

static void
complete_cb (PyxisConsolePrompt *input, const char *code, gpointer user_data)
{
  PyxisConsolePage *self = user_data;
  Run *run;

  if (!self->console)
    return;
  run = run_new (self, code);
  pyxis_console_complete_async (self->console, run->interpreter, run->code, run->cancellable,
                                completed_cb, run);
}

static void
clear_cb (GtkWidget *widget, gpointer user_data)
{
  PyxisConsolePage *self = user_data;

  if (self->console)
    pyxis_console_clear (self->console);
  pyxis_console_prompt_focus (self->input);
}

static void
stop_cb (GtkButton *button, gpointer user_data)
{
  PyxisConsolePage *self = user_data;
  PyxisInterpreter *chosen = pyxis_console_targets_get_chosen (self->targets);

  for (guint i = 0; i < self->runs->len; i++) {
    Run *run = self->runs->pdata[i];

    if (run->interpreter == chosen)
      g_cancellable_cancel (run->cancellable);
  }
  pyxis_console_prompt_focus (self->input);
}

static void
busy_cb (PyxisInterpreter *interpreter, GParamSpec *pspec, gpointer user_data)
{
  show_state (user_data);
}

static void
target_changed_cb (PyxisConsoleTargets *targets, gpointer user_data)
{
  PyxisConsolePage *self = user_data;
  PyxisInterpreter *chosen = pyxis_console_targets_get_chosen (targets);

  if (self->interpreter)
    g_signal_handlers_disconnect_by_func (self->interpreter, busy_cb, self);
  g_set_object (&self->interpreter, chosen);
  if (chosen)
    g_signal_connect_object (chosen, "notify::is-busy", G_CALLBACK (busy_cb), self, 0);
  pyxis_console_prompt_set_language (self->input, chosen ? "python3" : "js");
  show_state (self);
}

static void
pyxis_console_page_dispose (GObject *object)
{
  PyxisConsolePage *self = PYXIS_CONSOLE_PAGE (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  for (guint i = 0; i < self->runs->len; i++)
    g_cancellable_cancel (((Run *) self->runs->pdata[i])->cancellable);
  g_clear_object (&self->console);
  g_clear_object (&self->interpreter);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_CONSOLE_PAGE);

  G_OBJECT_CLASS (pyxis_console_page_parent_class)->dispose (object);
}

static void
pyxis_console_page_finalize (GObject *object)
{
  g_ptr_array_unref (PYXIS_CONSOLE_PAGE (object)->runs);

  G_OBJECT_CLASS (pyxis_console_page_parent_class)->finalize (object);
}

static void
pyxis_console_page_class_init (PyxisConsolePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /* Of a static library only what is named is linked. */
  g_resources_register (pyxis_inspector_get_resource ());

  G_OBJECT_CLASS (klass)->dispose = pyxis_console_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = pyxis_console_page_finalize;

  g_type_ensure (PYXIS_TYPE_CONSOLE_PROMPT);
  g_type_ensure (PYXIS_TYPE_CONSOLE_LIST);
  g_type_ensure (PYXIS_TYPE_CONSOLE_TARGETS);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/console-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisConsolePage, box);
  gtk_widget_class_bind_template_child (widget_class, PyxisConsolePage, busy_box);
  gtk_widget_class_bind_template_child (widget_class, PyxisConsolePage, busy_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisConsolePage, busy_spinner);
  gtk_widget_class_bind_template_child (widget_class, PyxisConsolePage, input);
  gtk_widget_class_bind_template_child (widget_class, PyxisConsolePage, list);
  gtk_widget_class_bind_template_child (widget_class, PyxisConsolePage, stop_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisConsolePage, targets);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, complete_cb);
  gtk_widget_class_bind_template_callback (widget_class, run_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, target_changed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_console_page_init (PyxisConsolePage *self)
{
  self->runs = g_ptr_array_new_with_free_func (run_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  target_changed_cb (self->targets, self);
}

void
pyxis_console_page_set_console (PyxisConsolePage *self, PyxisConsole *console)
{
  g_return_if_fail (PYXIS_IS_CONSOLE_PAGE (self));

  g_set_object (&self->console, console);
  pyxis_console_list_set_console (self->list, console);
}

void
pyxis_console_page_set_interpreters (PyxisConsolePage *self, PyxisInterpreters *interpreters)
{
  g_return_if_fail (PYXIS_IS_CONSOLE_PAGE (self));

  pyxis_console_targets_set_interpreters (self->targets, interpreters);
}

void
pyxis_console_page_focus (PyxisConsolePage *self)
{
  g_return_if_fail (PYXIS_IS_CONSOLE_PAGE (self));

  pyxis_console_prompt_focus (self->input);
}
