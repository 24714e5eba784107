/* SPDX-License-Identifier: Apache-2.0 */
#include "failure-list.h"

#include <math.h>

#include "../util/temporary-folder.h"
#include "advisor.h"
#include "frame-place.h"

#define ERROR(line)                                                                                \
  "{\"type\":\"E\",\"message\":\"a\",\"traceback\":\"Traceback (most recent call last):\\n  File " \
  "\\\"a.py\\\", line " line ", in f\\nE: a\"}"
#define COMMITTED "{\"state\":\"committed\"}"

static void
append (PyxisEventLog *log, const char *kind, const char *text, const char *detail)
{
  PyxisEventFields fields = { .kind = kind, .t = NAN, .text = text, .detail = detail };

  pyxis_event_log_append (log, &fields);
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  g_string_append_printf (user_data, "%u-%u+%u ", position, removed, added);
}

static PyxisFailure *
get (PyxisFailureList *list, guint position)
{
  g_autoptr (PyxisFailure) failure = g_list_model_get_item (G_LIST_MODEL (list), position);

  return failure; /* the list keeps it */
}

static guint
get_count (gpointer object)
{
  guint count;

  g_object_get (object, "count", &count, NULL);
  return count;
}

/* What comes twice is told once; a new page ends it, but what is wrong with the project stays. */
static void
test_list (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (PyxisFailureList) list = pyxis_failure_list_new (log);
  g_autoptr (PyxisAdvisor) advisor = pyxis_advisor_new (log);
  g_autoptr (GString) changes = g_string_new (NULL);

  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), changes);
  append (log, "notice",
          "pyscript.toml: PyScript knows no key \"package\"; did you mean “packages”?", NULL);
  append (log, "notice", "transport", NULL);
  append (log, "page", "committed pyxis://p0/sub/", COMMITTED);
  append (log, "error", "E: a", ERROR ("1"));
  append (log, "error", "E: a", ERROR ("1"));
  append (log, "error", "E: a", ERROR ("2"));
  append (log, "error", "E: b", "{\"handled\":true}");
  append (log, "error", "ImportError: no module named 'numpy'", NULL);
  g_assert_cmpstr (changes->str, ==, "0-0+1 1-0+1 2-0+1 3-0+1 ");
  g_assert_cmpuint (get_count (list), ==, 4);
  g_assert_cmpuint (get_count (get (list, 1)), ==, 2);
  g_assert_cmpstr (pyxis_failure_get_advice (get (list, 0))->id, ==, "configuration-key");
  g_assert_cmpstr (pyxis_failure_get_advice (get (list, 3))->id, ==, "module-micropython");
  g_assert_null (pyxis_failure_get_advice (get (list, 1)));
  g_assert_cmpstr (pyxis_failure_get_line (get (list, 1)), ==, "E: a");
  g_assert_cmpstr (pyxis_failure_get_page (get (list, 1)), ==, "sub/index.html");
  g_assert_cmpuint (pyxis_failure_list_find (list, 6), ==, 1);
  g_assert_cmpuint (pyxis_failure_list_find (list, 7), ==, 2);
  g_assert_cmpuint (pyxis_failure_list_find (list, 3), ==, G_MAXUINT);
  append (log, "page", "committed pyxis://p0/a.html#b", COMMITTED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  g_assert_cmpuint (get_count (list), ==, 0);
  append (log, "error", "E: a", ERROR ("1"));
  g_assert_cmpstr (pyxis_failure_get_page (get (list, 1)), ==, "a.html");
  pyxis_failure_list_clear (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

static void
append_script (PyxisEventLog *log, const char *kind, int script, const char *source)
{
  PyxisEventFields fields = { .kind = kind,
                              .t = NAN,
                              .where = "main",
                              .interpreter = *kind == 'm' ? "micropython" : "pyodide",
                              .script = script,
                              .source = source };

  pyxis_event_log_append (log, &fields);
}

static void
append_main (PyxisEventLog *log, const char *text, const char *interpreter, const char *file)
{
  g_autofree char *detail = g_strdup_printf ("{\"traceback\":\"Traceback (most recent call "
                                             "last):\\n  File \\\"%s\\\", line 1, in f\\nE: %s\"}",
                                             file, text);
  PyxisEventFields fields = { .kind = "error",
                              .t = NAN,
                              .where = "main",
                              .interpreter = interpreter,
                              .text = text,
                              .detail = detail };

  pyxis_event_log_append (log, &fields);
}

/* Whose an error of the main thread is, as far as that is certain. */
static void
test_scripts (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (PyxisFailureList) list = pyxis_failure_list_new (log);

  append_script (log, "mpy:ready", 1, "a.py");
  append_script (log, "py:ready", 2, NULL);
  append_main (log, "E: running", "micropython", "<stdin>");
  g_assert_cmpstr (pyxis_failure_get_source (get (list, 0)), ==, "a.py");
  g_assert_cmpint (pyxis_failure_get_script (get (list, 0)), ==, 1);
  append_script (log, "mpy:done", 1, "a.py");
  append_main (log, "E: callback", NULL, "<stdin>");
  g_assert_cmpstr (pyxis_failure_get_source (get (list, 1)), ==, "a.py");
  append_main (log, "E: other", NULL, "<exec>");
  g_assert_cmpint (pyxis_failure_get_script (get (list, 2)), ==, 2);
  append_script (log, "mpy:ready", 3, "b.py");
  append_script (log, "mpy:ready", 4, "c.py");
  append_main (log, "E: one of two", "micropython", "<stdin>");
  g_assert_cmpint (pyxis_failure_get_script (get (list, 3)), ==, 0);
  append_script (log, "py:done", 2, NULL);
  g_assert_cmpint (pyxis_failure_get_script (get (list, 3)), ==, 0);
  append_script (log, "mpy:done", 4, "c.py");
  g_assert_cmpstr (pyxis_failure_get_source (get (list, 3)), ==, "c.py");
  append_script (log, "mpy:done", 3, "b.py");
  append_main (log, "E: of three", NULL, "<stdin>");
  g_assert_cmpint (pyxis_failure_get_script (get (list, 4)), ==, 0);
}

static void
test_limit (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (PyxisFailureList) list = pyxis_failure_list_new (log);

  for (int i = 0; i < 300; i++) {
    g_autofree char *text = g_strdup_printf ("E: %d", i);

    append (log, "error", text, NULL);
  }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 200);
  g_assert_cmpstr (pyxis_failure_get_line (get (list, 0)), ==, "E: 100");
  g_assert_cmpuint (get_count (list), ==, 300);
  g_assert_cmpuint (pyxis_failure_list_find (list, 1), ==, G_MAXUINT);
}

typedef struct {
  const char *source; /* of the event; its script is the second */
  const char *file;   /* of the frame, in line 3 */
  const char *path;   /* NULL: none of the project */
  guint line;
} Place;

static const Place places[] = {
  { "./main.py", "<exec>", "sub/main.py", 3 },
  { "../top.py", "<stdin>", "top.py", 3 },
  { "gone.py", "<exec>", NULL, 0 },
  { "https://a.org/main.py", "<exec>", NULL, 0 },
  { "../../../etc/passwd", "<exec>", NULL, 0 },
  { NULL, "<exec>", "sub/page.html", 7 },
  { NULL, "/home/pyodide/helper.py", "lib/helper.py", 3 },
  { NULL, "helper.py", "lib/helper.py", 3 },
  { NULL, "/home/pyodide/pkg/deep.py", "lib/deep.py", 3 },
  { NULL, "./top.py", "top.py", 3 },
  { NULL, "/top.py", "top.py", 3 },
  { NULL, "unknown.py", NULL, 0 },
  { NULL, "../../etc/passwd", NULL, 0 },
  { NULL, ".hidden.py", NULL, 0 },
  { NULL, "/lib/python314.zip/json/decoder.py", NULL, 0 },
  { NULL, "pyscript/events.py", NULL, 0 },
  { NULL, "pyxis://p0/sub/a.js", "sub/a.js", 3 },
  { NULL, "http://127.0.0.1:8000/sub/a.js?x=1", "sub/a.js", 3 },
  { NULL, "https://a.org/sub/a.js", NULL, 0 },
  { NULL, "pyxis://p0/@pyxis/runtime/pyscript/0.7.31/core.js", NULL, 0 },
};

static const char *const files[] = {
  "sub/page.html",
  "<title>A</title>\n<script type=\"mpy\">1</script>\n<SCRIPT async\n type='py'>\nimport a\n\nf "
  "()</SCRIPT>\n",
  "sub/main.py",
  "",
  "top.py",
  "",
  "lib/helper.py",
  "",
  "lib/deep.py",
  "",
  "sub/a.js",
  "",
  ".hidden.py",
  "",
  "pyscript.toml",
  "[files]\n\"./lib/helper.py\" = \"\"\n\"lib/deep.py\" = \"./pkg/\"\n",
  NULL,
};

static void
test_places (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisProject) project = NULL;

  for (gsize i = 0; files[i]; i += 2)
    g_free (temporary_folder_write (folder, files[i], files[i + 1], -1));
  project = pyxis_project_load_page (folder, "sub/page.html", &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    const PyxisEventFields fields = { .kind = "error", .script = 2, .source = places[i].source };
    g_autoptr (PyxisEvent) event = pyxis_event_new (1, 1, &fields);
    g_autoptr (PyxisFailure) failure = pyxis_failure_new (event, "sub/page.html");
    g_autofree char *text = g_strdup_printf (
      strstr (places[i].file, "://") ? "E: a\nf@%s:3:1\n" : "  File \"%s\", line 3, in f\nE: a\n",
      places[i].file);
    g_autoptr (PyxisTraceback) traceback = pyxis_traceback_parse (text);
    const PyxisException *exception = traceback->exceptions->pdata[0];
    const PyxisFrame *frame =
      traceback->scripts->len ? traceback->scripts->pdata[0] : exception->frames->pdata[0];
    g_autofree char *path = NULL;
    guint line;
    gboolean is_found = pyxis_frame_place_find (frame, failure, project, &path, &line);

    g_test_message ("%s %s", places[i].source, places[i].file);
    g_assert_cmpstr (path, ==, places[i].path);
    g_assert_cmpint (is_found, ==, path != NULL);
    if (path)
      g_assert_cmpuint (line, ==, places[i].line);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/failure/list", test_list);
  g_test_add_func ("/failure/scripts", test_scripts);
  g_test_add_func ("/failure/limit", test_limit);
  g_test_add_func ("/failure/places", test_places);
  return g_test_run ();
}
