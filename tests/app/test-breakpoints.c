/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"
#include "console-page.h"
#include "console-prompt.h"
#include "console-targets.h"
#include "keys.h"
#include "pause-button.h"
#include "project-window.h"
#include "pyxis-config.h"
#include "shortcuts.h"
#include "shown.h"
#include "stop-bar.h"
#include "vfs-files.h"

/* Breakpoints as a user sets them, with real interpreters: the page waits, and can be looked at. */

typedef struct {
  GtkWidget *window;
  PyxisView *view;
  PyxisVfs *vfs;
  PyxisBreakpoints *breakpoints;
  PyxisInterpreters *interpreters;
  GtkWidget *button;
} Fixture;

static void
iterate (void)
{
  g_main_context_iteration (NULL, TRUE);
}

/* What the self-test would have left where the scheme has no shared memory (transport.c). */
static void
choose_loopback (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "pyxis", NULL);
  g_autofree char *path = g_build_filename (folder, "self-test.ini", NULL);
  g_autofree char *webkit = pyxis_web_library_dup_webkit_version ();
  const char *option = g_getenv ("JSC_useSharedArrayBuffer");
  g_autofree char *group = g_strdup_printf ("webkit %s, pyxis %s, option %s", webkit, PYXIS_VERSION,
                                            option ? option : "unset");
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_set_boolean (file, group, "shared-memory-on-scheme", FALSE);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_key_file_save_to_file (file, path, NULL));
}

/* The page has run once before anything is set. */
static void
set_up (Fixture *self, gconstpointer name)
{
  g_autofree char *path = g_build_filename (g_getenv ("PYXIS_FIXTURES"), "breakpoints", name, NULL);

  if (g_strstr_len (g_test_get_path (), -1, "loopback"))
    choose_loopback ();
  self->window = project_window_open (path, "Ran");
  self->view = project_window_get_view (self->window);
  self->vfs = pyxis_engine_get_vfs (pyxis_view_get_engine (self->view));
  self->breakpoints = pyxis_engine_get_breakpoints (pyxis_view_get_engine (self->view));
  self->interpreters = pyxis_view_get_interpreters (self->view);
  self->button = project_window_find (self->window, PYXIS_TYPE_PAUSE_BUTTON);
  asking_wait_for_row (self->view, "py:all-done", "*");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->window)
    gtk_window_destroy (GTK_WINDOW (self->window));
}

static GtkWidget *
find_check (GtkWidget *widget, const char *label)
{
  if (GTK_IS_CHECK_BUTTON (widget) &&
      g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_check (child, label);

    if (found)
      return found;
  }
  return NULL;
}

static void
set (Fixture *self, const char *label, gboolean is_set)
{
  GtkWidget *check = find_check (self->button, label);

  g_assert_nonnull (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_set);
}

/* Loads the page anew, without what it left. */
static void
reload (Fixture *self)
{
  if (vfs_files_exists (self->vfs, "ran"))
    g_assert_true (pyxis_vfs_unlink (self->vfs, "ran", NULL));
  g_assert_true (gtk_widget_activate_action (self->window, "page.reload", NULL));
}

static GtkInfoBar *
get_bar (Fixture *self)
{
  GtkWidget *bar = project_window_find (self->window, PYXIS_TYPE_STOP_BAR);

  return project_window_find (bar, GTK_TYPE_INFO_BAR);
}

/* Until it is stopped there, and says so. */
static void
wait_for_stop (Fixture *self, const char *title)
{
  while (!gtk_info_bar_get_revealed (get_bar (self)) ||
         !shown_has_text (GTK_WIDGET (get_bar (self)), title))
    iterate ();
}

static void
press_continue (Fixture *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (self->window, action, NULL));
}

static void
assert_running (Fixture *self)
{
  g_assert_false (gtk_info_bar_get_revealed (get_bar (self)));
}

/* The interpreter of a worker, 0 for the page; waits for it. (transfer full) */
static PyxisInterpreter *
find_interpreter (Fixture *self, guint worker)
{
  for (guint i = 0;; i++) {
    g_autoptr (PyxisInterpreter) found =
      g_list_model_get_item (G_LIST_MODEL (self->interpreters), i);

    if (!found) {
      iterate ();
      i = (guint) -1;
    } else if ((pyxis_interpreter_get_worker (found) > 0) == (worker > 0)) {
      return g_steal_pointer (&found);
    }
  }
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(cJSON **) user_data =
    pyxis_interpreter_call_finish (PYXIS_INTERPRETER (source), result, &error);
  g_assert_no_error (error);
}

/* (transfer full) */
static char *
call (Fixture *self, guint worker, const char *name, const char *key, const char *value)
{
  g_autoptr (PyxisInterpreter) interpreter = find_interpreter (self, worker);
  cJSON *values = cJSON_CreateObject ();
  const PyxisInterpreterCall question = { name, values, 0 };
  cJSON *answer = NULL;
  char *text;

  if (g_str_equal (key, "paths"))
    cJSON_AddItemToArray (cJSON_AddArrayToObject (values, key), cJSON_CreateString (value));
  else
    cJSON_AddStringToObject (values, key, value);
  pyxis_interpreter_call_async (interpreter, &question, NULL, called_cb, &answer);
  cJSON_Delete (values);
  while (!answer)
    iterate ();
  text = cJSON_PrintUnformatted (answer);
  cJSON_Delete (answer);
  return text;
}

/* What Python says to code, while its thread is stopped. */
static void
assert_python (Fixture *self, guint worker, const char *code, const char *glob)
{
  g_autofree char *text = call (self, worker, "run", "code", code);

  g_test_message ("%s => %s", code, text);
  g_assert_true (g_pattern_match_simple (glob, text));
}

/* The interpreter's own files are there, too. */
static void
assert_files (Fixture *self, guint worker)
{
  g_autofree char *text = call (self, worker, "list", "paths", "/");

  g_assert_nonnull (strstr (text, "\"tmp\""));
  g_assert_nonnull (strstr (text, "\"vfs\""));
}

static void
assert_title (Fixture *self, const char *title)
{
  g_autofree char *shown = NULL;

  g_object_get (self->view, "title", &shown, NULL);
  g_assert_cmpstr (shown, ==, title);
}

static void
wait_for_title (Fixture *self, const char *title)
{
  project_window_wait_for_title (self->window, title);
}

static void
wait_for_text (Fixture *self, const char *text)
{
  while (!shown_has_text (self->window, text))
    iterate ();
}

/* A place of the console. */
static void
choose (Fixture *self, const char *title)
{
  GtkWidget *targets = project_window_find (self->window, PYXIS_TYPE_CONSOLE_TARGETS);
  GtkDropDown *drop_down = project_window_find (targets, GTK_TYPE_DROP_DOWN);
  GListModel *model = gtk_drop_down_get_model (drop_down);
  GtkExpression *expression = gtk_drop_down_get_expression (drop_down);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (GObject) target = g_list_model_get_item (model, i);
    g_auto (GValue) value = G_VALUE_INIT;

    g_assert_true (gtk_expression_evaluate (expression, target, &value));
    if (g_str_equal (g_value_get_string (&value), title))
      gtk_drop_down_set_selected (drop_down, i);
  }
}

/* As the text view's own controller hears it. */
static void
enter (GtkTextView *text, const char *code)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (text));

  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (text), code, -1);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    gboolean is_handled = FALSE;

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
        gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
      g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Return, 0, 0, &is_handled);
    if (is_handled)
      return;
  }
}

static guint
count_rows (Fixture *self, const char *glob)
{
  return asking_count_rows (self->view, "breakpoint", glob);
}

/* At ready nothing of the script has run; at done all of it has, and nothing is told yet. */
static void
check_script (Fixture *self, const char *prefix, guint worker)
{
  g_autofree char *ready = g_strconcat ("Paused at ", prefix, ":ready: ", NULL);
  g_autofree char *done = g_strconcat ("Paused at ", prefix, ":done: ", NULL);
  g_autofree char *row = g_strconcat (prefix, ":done", NULL);
  guint n_done = asking_count_rows (self->view, row, "*");

  set (self, "_Ready", TRUE);
  set (self, "_Done", TRUE);
  reload (self);
  wait_for_stop (self, ready);
  g_assert_true (shown_has_text (GTK_WIDGET (get_bar (self)), "one.py"));
  assert_python (self, worker, "'kept' in globals()", "*{\"text\":\"False\"*");
  assert_python (self, worker, "x = 6", "*\"error\":null*");
  assert_python (self, worker, "x * 7", "*{\"text\":\"42\"*");
  assert_files (self, worker);
  assert_title (self, "Before");
  g_assert_false (vfs_files_exists (self->vfs, "ran"));
  vfs_files_put (self->vfs, "meanwhile", "put");
  assert_python (self, worker, "open('/vfs/meanwhile').read()", "*{\"text\":\"'put'\"*");
  g_assert_cmpuint (count_rows (self, "*\"script\":1,*\"stopped\"*ready*"), ==, 1);
  press_continue (self, "page.continue");
  wait_for_stop (self, done);
  g_assert_true (vfs_files_exists (self->vfs, "ran"));
  assert_python (self, worker, "kept", "*{\"text\":\"42\"*");
  assert_python (self, worker, "1 / 0", "*ZeroDivisionError*");
  assert_files (self, worker);
  press_continue (self, "page.continue");
  while (asking_count_rows (self->view, row, "*") <= n_done)
    iterate ();
  wait_for_title (self, "Ran");
  assert_running (self);
  g_assert_cmpuint (count_rows (self, "*\"continued\"*"), ==, 2);
}

static void
test_micropython (Fixture *self, gconstpointer data)
{
  check_script (self, "mpy", 0);
}

static void
test_pyodide (Fixture *self, gconstpointer data)
{
  check_script (self, "py", 0);
  set (self, "_Ready", FALSE);
  reload (self);
  wait_for_stop (self, "Paused at py:done");
  assert_python (self, 0, "import asyncio\nawait asyncio.sleep(9)", "*Continue first.*");
}

static void
test_micropython_worker (Fixture *self, gconstpointer data)
{
  check_script (self, "mpy", 1);
}

static void
test_pyodide_worker (Fixture *self, gconstpointer data)
{
  check_script (self, "py", 1);
}

static void
assert_loopback (Fixture *self)
{
  g_assert_true (g_str_has_prefix (pyxis_engine_get_base (pyxis_view_get_engine (self->view)),
                                   "http://127.0.0.1:"));
}

static void
test_loopback (Fixture *self, gconstpointer data)
{
  assert_loopback (self);
  check_script (self, "mpy", 0);
}

static void
test_loopback_worker (Fixture *self, gconstpointer data)
{
  assert_loopback (self);
  check_script (self, "mpy", 1);
}

/* A script that nobody awaits is held as well. */
static void
test_sync (Fixture *self, gconstpointer data)
{
  set (self, "_Ready", TRUE);
  reload (self);
  wait_for_stop (self, "Paused at mpy:ready");
  assert_python (self, 0, "'kept' in globals()", "*{\"text\":\"False\"*");
  assert_title (self, "Before");
  press_continue (self, "page.continue");
  wait_for_title (self, "Ran");
}

/* The first of a page, and the first again of the next. */
static void
test_errors (Fixture *self, gconstpointer data)
{
  set (self, "First _Error", TRUE);
  for (guint i = 0; i < 2; i++) {
    guint n = asking_count_rows (self->view, "error", "*KeyError*");

    reload (self);
    wait_for_stop (self, "Paused at error");
    g_assert_true (shown_has_text (GTK_WIDGET (get_bar (self)), "ValueError: wrong"));
    assert_python (self, 0, "kept", "*{\"text\":\"42\"*");
    press_continue (self, "page.continue");
    while (asking_count_rows (self->view, "error", "*KeyError*") <= n)
      iterate ();
    assert_running (self);
    g_assert_cmpuint (count_rows (self, "*\"stopped\"*"), ==, i + 1);
  }
}

static void
test_errors_worker (Fixture *self, gconstpointer data)
{
  set (self, "First _Error", TRUE);
  reload (self);
  wait_for_stop (self, "Paused at error");
  assert_python (self, 1, "kept", "*{\"text\":\"42\"*");
  press_continue (self, "page.continue");
  asking_wait_for_row (self->view, "mpy:done", "*\"navigation\":2,*");
  assert_running (self);
}

static void
test_all_done (Fixture *self, gconstpointer data)
{
  set (self, "_All Done", TRUE);
  reload (self);
  wait_for_stop (self, "Paused at py:all-done");
  assert_python (self, 0, "first", "*{\"text\":\"1\"*");
  press_continue (self, "page.continue");
  assert_running (self);
  asking_call (self->view, "return document.title", "\"Ran\"");
}

/* Whatever comes next, though only one point is set. */
static void
test_next (Fixture *self, gconstpointer data)
{
  set (self, "_Ready", TRUE);
  reload (self);
  wait_for_stop (self, "Paused at mpy:ready");
  press_continue (self, "page.continue-to-next");
  wait_for_stop (self, "Paused at mpy:done");
  press_continue (self, "page.continue-to-next");
  wait_for_stop (self, "Paused at py:all-done");
  press_continue (self, "page.continue");
  assert_running (self);
  asking_call (self->view, "return document.title", "\"Ran\"");
}

/* Chosen in the list, it stays so. */
static void
test_one_script (Fixture *self, gconstpointer data)
{
  GtkMenuButton *button = project_window_find (self->button, GTK_TYPE_MENU_BUTTON);
  GtkDropDown *scripts;

  gtk_menu_button_popup (button);
  scripts = project_window_find (self->button, GTK_TYPE_DROP_DOWN);
  while (g_list_model_get_n_items (gtk_drop_down_get_model (scripts)) != 3)
    iterate ();
  gtk_drop_down_set_selected (scripts, 2);
  gtk_menu_button_popdown (button);
  g_assert_cmpint (pyxis_breakpoints_get_script (self->breakpoints), ==, 2);
  set (self, "_Ready", TRUE);
  set (self, "_Done", TRUE);
  for (guint i = 0; i < 2; i++) {
    reload (self);
    wait_for_stop (self, "Paused at mpy:ready: script#two in worker 1");
    asking_wait_for_row (self->view, "mpy:done",
                         i ? "*\"navigation\":3,*#one*" : "*\"navigation\":2,*#one*");
    assert_python (self, 1, "'second' in globals()", "*{\"text\":\"False\"*");
    assert_python (self, 0, "first", "*{\"text\":\"1\"*");
    press_continue (self, "page.continue");
    wait_for_stop (self, "Paused at mpy:done: script#two in worker 1");
    press_continue (self, "page.continue");
    assert_running (self);
    asking_wait_for_row (self->view, "py:all-done",
                         i ? "*\"navigation\":3,*" : "*\"navigation\":2,*");
  }
}

/* A page that is stopped can be loaded anew, wherever it is. */
static void
test_reload (Fixture *self, gconstpointer data)
{
  set (self, "_Ready", TRUE);
  set (self, "_Done", TRUE);
  reload (self);
  wait_for_stop (self, "Paused at mpy:ready");
  reload (self);
  while (gtk_info_bar_get_revealed (get_bar (self)))
    iterate ();
  wait_for_stop (self, "Paused at mpy:ready");
  press_continue (self, "page.continue");
  wait_for_stop (self, "Paused at mpy:done");
  reload (self);
  assert_running (self);
  wait_for_stop (self, "Paused at mpy:ready");
  g_assert_false (vfs_files_exists (self->vfs, "ran"));
  assert_python (self, 0, "'kept' in globals()", "*{\"text\":\"False\"*");
}

/* Another page of the project is as good as the same again. */
static void
test_leave (Fixture *self, gconstpointer data)
{
  g_autofree char *address =
    g_strconcat (pyxis_engine_get_base (pyxis_view_get_engine (self->view)), "/sync.html", NULL);

  set (self, "_Done", TRUE);
  reload (self);
  wait_for_stop (self, "Paused at mpy:done: one.py");
  pyxis_view_load_page (self->view, address);
  wait_for_stop (self, "Paused at mpy:done: script#one");
  assert_python (self, 0, "kept", "*{\"text\":\"42\"*");
}

/* A window that closes waits for nobody. */
static void
test_close (Fixture *self, gconstpointer data)
{
  set (self, "_Done", TRUE);
  reload (self);
  wait_for_stop (self, "Paused at mpy:done");
  g_assert_true (pyxis_vfs_unlink (self->vfs, "ran", NULL)); /* or it is asked what to do with it */
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_close (GTK_WINDOW (self->window));
  while (self->window)
    iterate ();
}

static void
test_crash (Fixture *self, gconstpointer data)
{
  set (self, "_Done", TRUE);
  reload (self);
  wait_for_stop (self, "Paused at mpy:done");
  pyxis_view_terminate (self->view);
  while (gtk_info_bar_get_revealed (get_bar (self)))
    iterate ();
  g_assert_cmpuint (pyxis_breakpoints_get_n_stops (self->breakpoints), ==, 0);
  wait_for_title (self, "The page has stopped");
  reload (self);
  wait_for_stop (self, "Paused at mpy:done");
}

/* A worker that its page ends is stopped no more. */
static void
test_terminate (Fixture *self, gconstpointer data)
{
  set (self, "_Ready", TRUE);
  reload (self);
  wait_for_stop (self, "Paused at mpy:ready");
  asking_start (self->view, "document.getElementById ('one').xworker.terminate ()", NULL);
  while (gtk_info_bar_get_revealed (get_bar (self)))
    iterate ();
  g_assert_cmpuint (pyxis_breakpoints_get_n_stops (self->breakpoints), ==, 0);
}

/* With the keyboard in a page that hears nothing; elsewhere the keys are free. */
static void
test_keys (Fixture *self, gconstpointer data)
{
  g_autofree char *focus =
    g_strdup_printf ("xdotool search --sync --onlyvisible --pid %d windowfocus", (int) getpid ());

  keys_run (focus);
  while (!gtk_window_is_active (GTK_WINDOW (self->window)))
    iterate ();
  g_assert_false (g_action_group_get_action_enabled (
    pyxis_project_page_get_actions (project_window_find (self->window, PYXIS_TYPE_PROJECT_PAGE)),
    "continue"));
  set (self, "_Done", TRUE);
  for (guint i = 0; i < 2; i++) {
    reload (self);
    wait_for_stop (self, "Paused at mpy:done");
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
    keys_press (i == 0 ? "F8" : "shift+F8");
    if (i == 0)
      wait_for_title (self, "Ran");
  }
  wait_for_stop (self, "Paused at py:all-done");
}

/* JavaScript cannot be asked of a page that is stopped, which is said. */
static void
test_console (Fixture *self, gconstpointer data)
{
  GtkWidget *prompt;
  GtkTextView *text;

  set (self, "_Done", TRUE);
  reload (self);
  wait_for_stop (self, "Paused at mpy:done");
  g_assert_true (gtk_widget_activate_action (self->window, "page.console", NULL));
  prompt = project_window_find (self->window, PYXIS_TYPE_CONSOLE_PROMPT);
  text = project_window_find (prompt, GTK_TYPE_TEXT_VIEW);
  choose (self, "MicroPython, main thread");
  enter (text, "print('said'); kept + 1");
  wait_for_text (self, "said");
  enter (text, "kept + 1");
  wait_for_text (self, "43");
  choose (self, "JavaScript");
  enter (text, "1 + 1");
  wait_for_text (self, "The page is paused, and its JavaScript with it.");
}

/* Nothing is asked, and a page that knows the address is told nothing. */
static void
test_none (Fixture *self, gconstpointer data)
{
  g_autofree char *body =
    g_strdup_printf ("const before = performance.getEntriesByType ('resource').filter (({ name }) "
                     "=> /@pyxis.stop/.test (name));"
                     "const answer = await fetch ('/@pyxis/stop/%s', { method: 'POST', body: "
                     "'{\"stop\":{\"point\":\"ready\"}}' });"
                     "return [before.length, answer.status]",
                     pyxis_breakpoints_get_token (self->breakpoints));

  asking_call (self->view, body, "[0,403]");
  set (self, "_Ready", TRUE);
  asking_call (self->view, body, "[0,403]");
  assert_running (self);
  g_assert_cmpuint (count_rows (self, "*"), ==, 0);
}

static void
add_tests (void)
{
#define ADD(name, page, func)                                                                      \
  g_test_add ("/breakpoints/" name, Fixture, page ".html", set_up, func, tear_down)
  ADD ("micropython", "micropython", test_micropython);
  ADD ("pyodide", "pyodide", test_pyodide);
  ADD ("micropython-worker", "micropython-worker", test_micropython_worker);
  ADD ("pyodide-worker", "pyodide-worker", test_pyodide_worker);
  ADD ("loopback", "micropython", test_loopback);
  ADD ("loopback-worker", "micropython-worker", test_loopback_worker);
  ADD ("sync", "sync", test_sync);
  ADD ("errors", "errors", test_errors);
  ADD ("errors-worker", "errors-worker", test_errors_worker);
  ADD ("all-done", "two", test_all_done);
  ADD ("next", "micropython", test_next);
  ADD ("one-script", "two", test_one_script);
  ADD ("reload", "micropython", test_reload);
  ADD ("leave", "micropython", test_leave);
  ADD ("close", "micropython", test_close);
  ADD ("crash", "micropython", test_crash);
  ADD ("terminate", "micropython-worker", test_terminate);
  ADD ("keys", "micropython", test_keys);
  ADD ("console", "micropython", test_console);
  ADD ("none", "micropython", test_none);
}

int
main (int argc, char **argv)
{
  g_autoptr (TemporaryFolder) cache = temporary_folder_new ();

  /* Of its own: no other test shall find what choose_loopback () leaves. */
  if (argc > 2 && strstr (argv[2], "loopback"))
    g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  project_window_startup = G_CALLBACK (pyxis_shortcuts_apply);
  return project_window_run (argc, argv, add_tests);
}
