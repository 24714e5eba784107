/* SPDX-License-Identifier: Apache-2.0 */
#include "progress.h"

typedef struct {
  const char *name;
  PyxisEventFields fields;
  PyxisProgress expected;
  const char *text;
} Row;

static const Row rows[] = {
  { "start",
    { .kind = "py:progress", .text = "Loading interpreter" },
    PYXIS_PROGRESS_START,
    "interpreter" },
  { "loaded", { .kind = "mpy:progress", .text = "Loaded MicroPython" }, PYXIS_PROGRESS_END, NULL },
  { "inner", { .kind = "py:progress", .text = "Loaded interpreter" }, PYXIS_PROGRESS_NONE, NULL },
  { "silent", { .kind = "py:progress" }, PYXIS_PROGRESS_NONE, NULL },
  { "fetch",
    { .kind = "request", .text = "GET 200 /@pyxis/runtime/x/1/core.js" },
    PYXIS_PROGRESS_FETCH,
    "core.js" },
  { "root", { .kind = "request", .text = "GET 404 /" }, PYXIS_PROGRESS_NONE, NULL },
  { "no-path", { .kind = "request", .text = "GET" }, PYXIS_PROGRESS_NONE, NULL },
  { "ready", { .kind = "py:ready" }, PYXIS_PROGRESS_END, NULL },
  { "done", { .kind = "mpy:done" }, PYXIS_PROGRESS_END, NULL },
  { "all-done", { .kind = "py:all-done" }, PYXIS_PROGRESS_NONE, NULL },
  { "error", { .kind = "error", .text = "NameError: x" }, PYXIS_PROGRESS_END, NULL },
  { "committed",
    { .kind = "page", .detail = "{\"state\":\"committed\"}" },
    PYXIS_PROGRESS_END,
    NULL },
  { "finished",
    { .kind = "page", .detail = "{\"state\":\"finished\"}" },
    PYXIS_PROGRESS_NONE,
    NULL },
  { "stdout", { .kind = "stdout", .text = "Loading x" }, PYXIS_PROGRESS_NONE, NULL },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (PyxisEvent) event = pyxis_event_new (1, 1, &row->fields);
  g_autofree char *text = NULL;

  g_assert_cmpint (pyxis_progress_read (event, &text), ==, row->expected);
  g_assert_cmpstr (text, ==, row->text);
}

/* An interpreter's own words, then those of what it is given, then the last. */
static void
test_words (void)
{
  g_assert_true (pyxis_progress_is_of_interpreter ("Loading Pyodide"));
  g_assert_true (pyxis_progress_is_of_interpreter ("Loading interpreter"));
  g_assert_false (pyxis_progress_is_of_interpreter ("Loaded interpreter"));
  g_assert_false (pyxis_progress_is_of_interpreter ("Loading files"));
  g_assert_false (pyxis_progress_is_of_interpreter (NULL));
  g_assert_true (pyxis_progress_is_last_word ("Loaded Pyodide"));
  g_assert_false (pyxis_progress_is_last_word ("Loaded interpreter"));
  g_assert_false (pyxis_progress_is_last_word (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strconcat ("/progress/", rows[i].name, NULL);

    g_test_add_data_func (path, &rows[i], test_row);
  }
  g_test_add_func ("/progress/words", test_words);
  return g_test_run ();
}
