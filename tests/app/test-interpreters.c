/* SPDX-License-Identifier: Apache-2.0 */
#include "interpreter-files.h"
#include "interpreter-read.h"
#include "project-window.h"
#include "vfs-files.h"

/* The interpreters of real pages, asked as the panel does: both kinds, on the main thread and in workers. */

typedef struct {
  GtkWidget *window;
  PyxisView *view;
  PyxisVfs *vfs;
  GListModel *interpreters;
} Fixture;

static void
set_up (Fixture *self, gconstpointer name)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("PYXIS_FIXTURES"), "interpreters", name, NULL);

  self->window = project_window_open (path, "Own");
  self->view = project_window_get_view (self->window);
  self->vfs = pyxis_engine_get_vfs (pyxis_view_get_engine (self->view));
  self->interpreters = G_LIST_MODEL (g_object_ref (pyxis_view_get_interpreters (self->view)));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_assert_cmpuint (g_list_model_get_n_items (self->interpreters), ==, 0);
  g_object_unref (self->interpreters);
}

static void
wait_for_n (Fixture *self, guint n)
{
  while (g_list_model_get_n_items (self->interpreters) != n)
    g_main_context_iteration (NULL, TRUE);
}

/* (transfer full): once it is there. */
static PyxisInterpreter *
wait_for (Fixture *self, const char *kind, gboolean is_worker)
{
  for (;;) {
    for (guint i = 0; i < g_list_model_get_n_items (self->interpreters); i++) {
      g_autoptr (PyxisInterpreter) interpreter = g_list_model_get_item (self->interpreters, i);

      if (g_str_equal (pyxis_interpreter_get_kind (interpreter), kind) &&
          (pyxis_interpreter_get_place (interpreter) != PYXIS_INTERPRETER_MAIN) == is_worker)
        return g_steal_pointer (&interpreter);
    }
    g_main_context_iteration (NULL, TRUE);
  }
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for_answer (GAsyncResult **result)
{
  while (!*result)
    g_main_context_iteration (NULL, TRUE);
}

/* (transfer full) (nullable) */
static char *
read_file (PyxisInterpreter *interpreter, const char *path, GError **error)
{
  const PyxisInterpreterRead read = { .path = path };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;

  pyxis_interpreter_read_async (interpreter, &read, NULL, answered_cb, &result);
  wait_for_answer (&result);
  bytes = pyxis_interpreter_read_finish (interpreter, result, error);
  return bytes ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

/* (nullable) (transfer full) */
static PyxisVfsItem *
find_item (GListModel *folder, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (folder); i++) {
    g_autoptr (PyxisVfsItem) item = g_list_model_get_item (folder, i);

    if (g_str_equal (pyxis_vfs_item_get_name (item), name))
      return g_steal_pointer (&item);
  }
  return NULL;
}

static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  pyxis_interpreter_files_refresh (user_data);
}

/* (transfer full): once Python has written it. Whoever asks without end leaves the page no time to start. */
static PyxisVfsItem *
wait_for_item (Fixture *self, PyxisInterpreterFiles *files, PyxisInterpreterFolder *folder)
{
  PyxisEventLog *log = pyxis_engine_get_log (pyxis_view_get_engine (self->view));
  gulong appended = g_signal_connect (log, "appended", G_CALLBACK (appended_cb), files);
  PyxisVfsItem *item;

  while (!(item = find_item (G_LIST_MODEL (folder), "own.txt")))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (log, appended);
  return item;
}

/* (transfer full): when Python has time. */
static char *
wait_for_text (PyxisInterpreter *interpreter, const char *path)
{
  for (;;) {
    g_autoptr (GError) error = NULL;
    g_autofree char *text = read_file (interpreter, path, &error);

    if (text)
      return g_steal_pointer (&text);
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY) &&
        !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
      g_assert_no_error (error);
    g_main_context_iteration (NULL, TRUE);
  }
}

static void
check_file (Fixture *self, const char *kind, gboolean is_worker)
{
  const char *path = g_str_equal (kind, "pyodide") ? "/home/pyodide" : "/";
  g_autoptr (PyxisInterpreter) interpreter = wait_for (self, kind, is_worker);
  g_autoptr (PyxisInterpreterFiles) files = pyxis_interpreter_files_new (interpreter);
  g_autoptr (PyxisInterpreterFolder) folder = pyxis_interpreter_files_open (files, path);
  g_autofree char *wanted = g_strconcat (kind, is_worker ? " worker" : " main", NULL);
  g_autoptr (PyxisVfsItem) item = wait_for_item (self, files, folder);
  g_autofree char *text = wait_for_text (interpreter, pyxis_vfs_item_get_path (item));

  g_test_message ("%s", wanted);
  g_assert_cmpstr (text, ==, wanted);
  g_assert_cmpuint (pyxis_vfs_item_get_size (item), ==, strlen (wanted));
  g_assert_cmpint (pyxis_vfs_item_get_mtime (item), >, G_GINT64_CONSTANT (1577836800000));
}

static void
test_all (Fixture *self, gconstpointer data)
{
  g_autoptr (PyxisInterpreter) worker = wait_for (self, "micropython", TRUE);

  g_assert_cmpstr (pyxis_interpreter_get_name (worker), ==, "counter");
  g_assert_cmpstr (pyxis_interpreter_get_element (worker), ==, "script#count");
  g_assert_cmpuint (pyxis_interpreter_get_worker (worker), >, 0);
  check_file (self, "micropython", FALSE);
  check_file (self, "micropython", TRUE);
  check_file (self, "pyodide", FALSE);
  check_file (self, "pyodide", TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (self->interpreters), ==, 4);
}

/* The answer to a question of the page's own world, as JSON. (transfer full) */
static char *
ask_page (Fixture *self, const char *body)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *json;

  pyxis_view_call_async (self->view, body, NULL, answered_cb, &result);
  wait_for_answer (&result);
  json = pyxis_view_call_finish (self->view, result, &error);
  g_assert_no_error (error);
  return json;
}

static void
wait_for_busy (PyxisInterpreter *interpreter, gboolean is_busy)
{
  while (pyxis_interpreter_is_busy (interpreter) != is_busy)
    g_main_context_iteration (NULL, TRUE);
}

/* While Python loops nobody is kept waiting for it, and then it answers again. */
static void
test_busy (Fixture *self, gconstpointer data)
{
  g_autoptr (PyxisInterpreter) interpreter = wait_for (self, "micropython", TRUE);
  g_autoptr (PyxisInterpreterFiles) files = pyxis_interpreter_files_new (interpreter);
  g_autoptr (PyxisInterpreterFolder) folder = NULL;
  g_autoptr (PyxisVfsItem) item = NULL;
  g_autoptr (GError) error = NULL;

  while (!vfs_files_exists (self->vfs, "looping"))
    g_main_context_iteration (NULL, TRUE);
  folder = pyxis_interpreter_files_open (files, "/");
  wait_for_busy (interpreter, TRUE);
  g_assert_null (read_file (interpreter, "/own.txt", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (folder)), ==, 0);
  vfs_files_put (self->vfs, "stop", "");
  wait_for_busy (interpreter, FALSE);
  item = wait_for_item (self, files, folder);
}

static void
assert_gone (PyxisInterpreter *interpreter)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pyxis_interpreter_is_alive (interpreter));
  g_assert_null (read_file (interpreter, "/own.txt", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

/* A worker that the page ends, a page that is loaded again, a process that goes. */
static void
test_gone (Fixture *self, gconstpointer data)
{
  g_autoptr (PyxisInterpreter) first = wait_for (self, "micropython", TRUE);
  g_autoptr (PyxisInterpreter) main = wait_for (self, "micropython", FALSE);
  g_autoptr (PyxisInterpreter) second = NULL;
  g_autofree char *json = ask_page (self, "document.querySelector ('#w').xworker.terminate ()");

  wait_for_n (self, 1);
  assert_gone (first);
  g_assert_true (pyxis_interpreter_is_alive (main));
  pyxis_view_reload (self->view, FALSE);
  wait_for_n (self, 0);
  assert_gone (main);
  second = wait_for (self, "micropython", TRUE);
  pyxis_view_terminate (self->view);
  wait_for_n (self, 0);
  assert_gone (second);
}

/* More than an answer may have is none. */
static void
assert_too_long (PyxisInterpreter *interpreter)
{
  cJSON *values = cJSON_Parse ("{\"paths\":[\"/long\"]}");
  const PyxisInterpreterCall call = { "list", values, 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pyxis_interpreter_call_async (interpreter, &call, NULL, answered_cb, &result);
  wait_for_answer (&result);
  g_assert_null (pyxis_interpreter_call_finish (interpreter, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "The answer is too long.");
  cJSON_Delete (values);
}

/* The page replaces what it can, but neither hears what is asked nor keeps it from being answered; and what it
 * answers itself is no more than that. */
static void
test_hostile (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *path;
    int code;
    const char *words;
  } cases[] = {
    { "/forged", G_IO_ERROR_INVALID_DATA, "answered nothing that Pyxis can read" },
    { "/throws", G_IO_ERROR_FAILED, "thrown thrown" },
    { "/endless", G_IO_ERROR_BUSY, "all the time" },
    { "/huge", G_IO_ERROR_NO_SPACE, "larger than 512 MiB" },
  };
  g_autoptr (PyxisInterpreter) interpreter = wait_for (self, "micropython", FALSE);
  g_autofree char *heard = NULL;

  check_file (self, "micropython", FALSE);
  check_file (self, "micropython", TRUE);
  heard = ask_page (self, "return JSON.stringify (heard)");
  g_assert_cmpstr (heard, ==, "\"[]\"");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (read_file (interpreter, cases[i].path, &error));
    g_assert_error (error, G_IO_ERROR, cases[i].code);
    g_assert_nonnull (strstr (error->message, cases[i].words));
    g_assert_cmpuint (strlen (error->message), <=, 1000);
  }
  assert_too_long (interpreter);
}

static void
add_tests (void)
{
#define ADD(name, func)                                                                            \
  g_test_add ("/interpreters/" name, Fixture, name ".html", set_up, func, tear_down)
  ADD ("all", test_all);
  ADD ("busy", test_busy);
  ADD ("gone", test_gone);
  ADD ("hostile", test_hostile);
}

int
main (int argc, char **argv)
{
  return project_window_run (argc, argv, add_tests);
}
