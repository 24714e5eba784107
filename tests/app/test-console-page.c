/* SPDX-License-Identifier: Apache-2.0 */
#include "console-prompt.h"
#include "console-list.h"
#include "console-offer.h"
#include "console-targets.h"
#include "project-window.h"
#include "shown.h"
#include "vfs-files.h"

/* The console in the program's window, with real interpreters: both kinds, on the main thread and in workers,
 * and JavaScript. */

typedef struct {
  GtkWidget *window;
  PyxisView *view;
  PyxisVfs *vfs;
  PyxisConsolePrompt *input;
  GtkDropDown *targets;
  GListModel *entries;
} Fixture;

static void
set_up (Fixture *self, gconstpointer name)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("PYXIS_FIXTURES"), "interpreters", name, NULL);
  PyxisProjectPage *page;
  GtkWidget *list;
  GtkWidget *targets;

  self->window = project_window_open (path, "Own");
  page = project_window_find (self->window, PYXIS_TYPE_PROJECT_PAGE);
  self->view = project_window_get_view (self->window);
  self->vfs = pyxis_engine_get_vfs (pyxis_view_get_engine (self->view));
  /* Which may be shown already: a window is as the one before was left. */
  g_action_group_change_action_state (pyxis_project_page_get_actions (page), "console",
                                      g_variant_new_boolean (TRUE));
  self->input = project_window_find (self->window, PYXIS_TYPE_CONSOLE_PROMPT);
  targets = project_window_find (self->window, PYXIS_TYPE_CONSOLE_TARGETS);
  self->targets = project_window_find (targets, GTK_TYPE_DROP_DOWN);
  list = project_window_find (self->window, PYXIS_TYPE_CONSOLE_LIST);
  list = project_window_find (list, GTK_TYPE_LIST_VIEW);
  self->entries = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
}

/* Chooses a place as soon as it is there. */
static void
choose (Fixture *self, const char *title)
{
  GListModel *model = gtk_drop_down_get_model (self->targets);
  GtkExpression *expression = gtk_drop_down_get_expression (self->targets);

  for (guint i = 0;; i++) {
    g_autoptr (GObject) target = g_list_model_get_item (model, i);
    g_auto (GValue) value = G_VALUE_INIT;

    if (!target) {
      g_main_context_iteration (NULL, TRUE);
      i = (guint) -1;
      continue;
    }
    g_assert_true (gtk_expression_evaluate (expression, target, &value));
    if (g_pattern_match_simple (title, g_value_get_string (&value))) {
      gtk_drop_down_set_selected (self->targets, i);
      return;
    }
  }
}

static GtkTextView *
get_text_view (Fixture *self)
{
  return project_window_find (GTK_WIDGET (self->input), GTK_TYPE_TEXT_VIEW);
}

static void
assert_typed (Fixture *self, const char *text)
{
  g_autofree char *typed = NULL;

  g_object_get (gtk_text_view_get_buffer (get_text_view (self)), "text", &typed, NULL);
  g_assert_cmpstr (typed, ==, text);
}

static void
type (Fixture *self, const char *text)
{
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (get_text_view (self)), text, -1);
}

/* As the text view's own controller hears it. */
static void
press (Fixture *self, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) controllers =
    gtk_widget_observe_controllers (GTK_WIDGET (get_text_view (self)));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    gboolean is_handled = FALSE;

    if (!GTK_IS_EVENT_CONTROLLER_KEY (controller) ||
        gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_CAPTURE)
      continue;
    g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &is_handled);
    if (is_handled)
      return;
  }
}

static void
enter (Fixture *self, const char *code)
{
  type (self, code);
  press (self, GDK_KEY_Return, 0);
}

/* (transfer full): the first from `*from` on, which is then behind it. */
static PyxisConsoleEntry *
wait_for_entry (Fixture *self, guint *from, PyxisConsoleKind kind, const char *text)
{
  for (;;) {
    for (guint i = *from; i < g_list_model_get_n_items (self->entries); i++) {
      g_autoptr (PyxisConsoleEntry) entry = g_list_model_get_item (self->entries, i);

      if (pyxis_console_entry_get_kind (entry) == kind &&
          strstr (pyxis_console_entry_get_text (entry), text)) {
        *from = i + 1;
        return g_steal_pointer (&entry);
      }
    }
    g_main_context_iteration (NULL, TRUE);
  }
}

static void
expect (Fixture *self, guint *from, PyxisConsoleKind kind, const char *text)
{
  g_autoptr (PyxisConsoleEntry) entry = wait_for_entry (self, from, kind, text);

  g_test_message ("%s", pyxis_console_entry_get_text (entry));
}

static void
wait_for_text (Fixture *self, const char *text)
{
  while (!shown_has_text (self->window, text))
    g_main_context_iteration (NULL, TRUE);
}

/* Until what was typed is given back, to go on with. */
static void
wait_for_typed (Fixture *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (get_text_view (self));

  while (gtk_text_buffer_get_char_count (buffer) == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Until nothing of the console's own is there from `from` on; what the page writes may come at any time. */
static void
wait_for_own_to_go (Fixture *self, guint from)
{
  gboolean has_own;

  do {
    has_own = FALSE;
    for (guint i = from; i < g_list_model_get_n_items (self->entries); i++) {
      g_autoptr (PyxisConsoleEntry) entry = g_list_model_get_item (self->entries, i);
      PyxisConsoleKind kind = pyxis_console_entry_get_kind (entry);

      has_own |= kind != PYXIS_CONSOLE_OUTPUT && kind != PYXIS_CONSOLE_WARNING;
    }
    if (has_own)
      g_main_context_iteration (NULL, TRUE);
  } while (has_own);
}

/* The interpreter is there before its script has run. */
static void
wait_for_script (Fixture *self, const char *here)
{
  guint from = 0;

  expect (self, &from, PYXIS_CONSOLE_OUTPUT, here);
}

/* The names of the page's scripts, results, output before its result, errors without our frames. */
static void
check_python (Fixture *self, const char *title, const char *here)
{
  g_autoptr (PyxisConsoleEntry) error = NULL;
  guint from;

  wait_for_script (self, here);
  choose (self, title);
  from = g_list_model_get_n_items (self->entries);
  enter (self, "here");
  expect (self, &from, PYXIS_CONSOLE_INPUT, "here");
  expect (self, &from, PYXIS_CONSOLE_RESULT, here);
  enter (self, "(");
  wait_for_typed (self);
  wait_for_own_to_go (self, from);
  assert_typed (self, "(\n");
  enter (self, "40 + 2)");
  expect (self, &from, PYXIS_CONSOLE_RESULT, "42");
  enter (self, "def f():");
  assert_typed (self, "def f():\n    ");
  enter (self, "print('out')");
  enter (self, "1 / 0");
  assert_typed (self, "def f():\n    print('out')\n    1 / 0\n    ");
  press (self, GDK_KEY_Return, 0);
  expect (self, &from, PYXIS_CONSOLE_INPUT, "1 / 0");
  assert_typed (self, "");
  wait_for_own_to_go (self, from);
  enter (self, "f()");
  expect (self, &from, PYXIS_CONSOLE_OUTPUT, "out");
  error = wait_for_entry (self, &from, PYXIS_CONSOLE_ERROR, "ZeroDivisionError");
  g_assert_null (strstr (pyxis_console_entry_get_text (error), "pyxis"));
}

static void
test_python (Fixture *self, gconstpointer data)
{
  guint from = 0;
  g_autoptr (PyxisConsoleEntry) printed =
    wait_for_entry (self, &from, PYXIS_CONSOLE_OUTPUT, "micropython worker");

  g_assert_cmpstr (pyxis_console_entry_get_origin (printed)->interpreter, ==, "micropython");
  g_assert_cmpstr (pyxis_console_entry_get_origin (printed)->name, ==, "counter");
  wait_for_text (self, "(counter)");
  check_python (self, "MicroPython, main thread", "micropython main");
  check_python (self, "MicroPython, worker ? (counter)", "micropython worker");
  check_python (self, "Pyodide, main thread", "pyodide main");
  check_python (self, "Pyodide, worker ?", "pyodide worker");
}

/* The list follows what comes, of any height. */
static void
wait_for_end (Fixture *self)
{
  GtkWidget *list = project_window_find (self->window, PYXIS_TYPE_CONSOLE_LIST);
  GtkWidget *scrolled_window = project_window_find (list, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled_window));

  while (gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) <
         gtk_adjustment_get_upper (adjustment) - 1)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_javascript (Fixture *self, gconstpointer data)
{
  guint from = g_list_model_get_n_items (self->entries);

  choose (self, "JavaScript");
  enter (self, "const made = {a: [1, 'x']}");
  expect (self, &from, PYXIS_CONSOLE_INPUT, "made");
  enter (self, "made");
  expect (self, &from, PYXIS_CONSOLE_RESULT, "{a: [1, \"x\"]}");
  enter (self, "await Promise.resolve(document.title)");
  expect (self, &from, PYXIS_CONSOLE_RESULT, "\"Own\"");
  enter (self, "console.warn('careful'); null.x");
  expect (self, &from, PYXIS_CONSOLE_WARNING, "careful");
  expect (self, &from, PYXIS_CONSOLE_ERROR, "TypeError");
  enter (self, "throw new Error(`many${'\\n'.repeat(30)}lines`)");
  expect (self, &from, PYXIS_CONSOLE_ERROR, "many");
  wait_for_text (self, "lines");
  wait_for_end (self);
  enter (self, "function twice(n) {");
  wait_for_typed (self);
  wait_for_own_to_go (self, from);
  assert_typed (self, "function twice(n) {\n");
  enter (self, "return 2 * n }");
  expect (self, &from, PYXIS_CONSOLE_INPUT, "return");
  enter (self, "twice(21)");
  expect (self, &from, PYXIS_CONSOLE_RESULT, "42");
  type (self, "document.queryS");
  press (self, GDK_KEY_Tab, 0);
  while (gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (get_text_view (self))) < 22)
    g_main_context_iteration (NULL, TRUE);
  assert_typed (self, "document.querySelector");
}

/* One is put in; of several what they share, and then the user chooses. */
static void
check_completion (Fixture *self, const char *title)
{
  GtkWidget *offer = project_window_find (GTK_WIDGET (self->input), PYXIS_TYPE_CONSOLE_OFFER);
  GtkWidget *list = project_window_find (offer, GTK_TYPE_LIST_VIEW);
  guint from = g_list_model_get_n_items (self->entries);

  choose (self, title);
  enter (self, "fruit_one, fruit_two, other_name = 1, 2, 3");
  expect (self, &from, PYXIS_CONSOLE_INPUT, "fruit_one");
  enter (self, "other_name");
  expect (self, &from, PYXIS_CONSOLE_RESULT, "3");
  type (self, "1 + other_n");
  press (self, GDK_KEY_Tab, 0);
  while (gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (get_text_view (self))) < 14)
    g_main_context_iteration (NULL, TRUE);
  assert_typed (self, "1 + other_name");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (get_text_view (self)), "fru", -1);
  press (self, GDK_KEY_Tab, 0);
  while (!gtk_widget_get_mapped (offer))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (shown_has_text (offer, "fruit_two"));
  assert_typed (self, "fruit_");
  gtk_popover_popdown (GTK_POPOVER (offer));
  while (gtk_widget_get_mapped (offer))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (self->window)) == GTK_WIDGET (get_text_view (self)));
  g_signal_emit_by_name (list, "activate", 1);
  assert_typed (self, "fruit_two");
  enter (self, " + 40");
  expect (self, &from, PYXIS_CONSOLE_RESULT, "42");
}

static void
test_completion (Fixture *self, gconstpointer data)
{
  check_completion (self, "MicroPython, main thread");
  check_completion (self, "Pyodide, worker ?");
}

static void
test_history (Fixture *self, gconstpointer data)
{
  guint from = 0;

  choose (self, "JavaScript");
  enter (self, "1 + 1");
  expect (self, &from, PYXIS_CONSOLE_RESULT, "2");
  enter (self, "2 + 2");
  expect (self, &from, PYXIS_CONSOLE_RESULT, "4");
  type (self, "draft");
  press (self, GDK_KEY_Up, 0);
  assert_typed (self, "2 + 2");
  press (self, GDK_KEY_Up, 0);
  assert_typed (self, "1 + 1");
  press (self, GDK_KEY_Up, 0);
  press (self, GDK_KEY_Down, 0);
  press (self, GDK_KEY_Down, 0);
  assert_typed (self, "draft");
  press (self, GDK_KEY_Return, GDK_SHIFT_MASK);
  assert_typed (self, "draft\n");
  press (self, GDK_KEY_Up, 0);
  assert_typed (self, "draft\n");
  press (self, GDK_KEY_Tab, 0);
  assert_typed (self, "draft\n    ");
  press (self, GDK_KEY_l, GDK_CONTROL_MASK);
  g_assert_cmpuint (g_list_model_get_n_items (self->entries), ==, 0);
}

static GtkButton *
find_stop (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "Stop _Waiting") == 0)
    return GTK_BUTTON (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkButton *found = find_stop (child);

    if (found)
      return found;
  }
  return NULL;
}

/* Python that loops is said to; the user stops waiting, asks another place meanwhile, and then it again. */
static void
test_busy (Fixture *self, gconstpointer data)
{
  guint from = 0;

  choose (self, "MicroPython, worker*");
  expect (self, &from, PYXIS_CONSOLE_OUTPUT, "micropython worker");
  enter (self, "loop()");
  wait_for_text (self, "Python cannot be interrupted");
  g_signal_emit_by_name (find_stop (self->window), "clicked");
  expect (self, &from, PYXIS_CONSOLE_NOTE, "not waited for");
  wait_for_text (self, "Python is busy there");
  wait_for_script (self, "micropython main");
  choose (self, "MicroPython, main thread");
  enter (self, "here");
  expect (self, &from, PYXIS_CONSOLE_RESULT, "micropython main");
  choose (self, "MicroPython, worker*");
  enter (self, "here");
  wait_for_text (self, "Running for");
  vfs_files_put (self->vfs, "stop", "");
  expect (self, &from, PYXIS_CONSOLE_RESULT, "micropython worker");
  g_assert_false (shown_has_text (self->window, "Running for"));
}

/* What was chosen is chosen again, what was asked has no answer, and the names are new ones. */
static void
test_reload (Fixture *self, gconstpointer data)
{
  guint from = 0;

  choose (self, "MicroPython, worker*");
  expect (self, &from, PYXIS_CONSOLE_OUTPUT, "micropython worker");
  enter (self, "here = 'changed'");
  expect (self, &from, PYXIS_CONSOLE_INPUT, "changed");
  enter (self, "__import__('time').sleep(1000)");
  wait_for_text (self, "Running for");
  pyxis_view_reload (self->view, FALSE);
  expect (self, &from, PYXIS_CONSOLE_ERROR, "This interpreter is gone");
  expect (self, &from, PYXIS_CONSOLE_OUTPUT, "micropython worker");
  while (!PYXIS_IS_INTERPRETER (gtk_drop_down_get_selected_item (self->targets)) ||
         pyxis_interpreter_get_worker (gtk_drop_down_get_selected_item (self->targets)) == 0)
    g_main_context_iteration (NULL, TRUE);
  enter (self, "here");
  expect (self, &from, PYXIS_CONSOLE_RESULT, "micropython worker");
}

/* A name that is completed while nothing else is there to be asked is no choice of JavaScript. */
static void
test_completed_meanwhile (Fixture *self, gconstpointer data)
{
  GListModel *targets = gtk_drop_down_get_model (self->targets);

  choose (self, "MicroPython, worker*");
  pyxis_view_reload (self->view, FALSE);
  while (g_list_model_get_n_items (targets) > 1)
    g_main_context_iteration (NULL, TRUE);
  type (self, "document.queryS");
  press (self, GDK_KEY_Tab, 0);
  while (g_list_model_get_n_items (targets) < 5)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (PYXIS_IS_INTERPRETER (gtk_drop_down_get_selected_item (self->targets)));
}

static void
add_tests (void)
{
#define ADD(name, page, func)                                                                      \
  g_test_add ("/console-page/" name, Fixture, page, set_up, func, tear_down)
  ADD ("python", "console.html", test_python);
  ADD ("javascript", "console.html", test_javascript);
  ADD ("completion", "console.html", test_completion);
  ADD ("history", "console.html", test_history);
  ADD ("busy", "console.html", test_busy);
  ADD ("completed-meanwhile", "console.html", test_completed_meanwhile);
  ADD ("reload", "console.html", test_reload);
}

int
main (int argc, char **argv)
{
  return project_window_run (argc, argv, add_tests);
}
