/* SPDX-License-Identifier: Apache-2.0 */
#include "cause.h"

typedef struct {
  const char *name;
  const char *kind; /* of the event before the error; its text and detail */
  const char *text;
  const char *detail;
  const char *error;
  const char *expected;
} Row;

#define MODULE "TypeError: Importing a module script failed."

static const Row rows[] = {
  { "module", "request", "GET 404 /a.mjs", "{\"status\":404}", MODULE, MODULE " (GET 404 /a.mjs)" },
  { "fetch", "request", "GET 403 /b", "{\"status\":403}", "TypeError: Load failed",
    "TypeError: Load failed (GET 403 /b)" },
  { "found", "request", "GET 200 /a.mjs", "{\"status\":200}", MODULE, MODULE },
  { "clear", "request", "GET 404 /a.png", "{\"status\":404}", "NameError: x", "NameError: x" },
  { "new-page", "page", "committed /", "{\"state\":\"committed\"}", MODULE, MODULE },
  { "same-page", "page", "finished /", "{\"state\":\"finished\"}", MODULE,
    MODULE " (GET 404 /before)" },
  { "lines", "stdout", "hello", NULL, "E: a\nb", "E: a" },
  { "silent", "stdout", "hello", NULL, NULL, "" },
};

static PyxisEvent *
make (const char *kind, const char *text, const char *detail)
{
  const PyxisEventFields fields = { .kind = kind, .text = text, .detail = detail };

  return pyxis_event_new (1, 1, &fields);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  PyxisCause cause = { 0 };
  g_autoptr (PyxisEvent) before = make ("request", "GET 404 /before", "{\"status\":404}");
  g_autoptr (PyxisEvent) event = make (row->kind, row->text, row->detail);
  g_autoptr (PyxisEvent) error = make ("error", row->error, NULL);
  g_autofree char *line = NULL;

  if (g_str_equal (row->kind, "page"))
    pyxis_cause_note (&cause, before);
  pyxis_cause_note (&cause, event);
  line = pyxis_cause_dup_line (&cause, error);
  g_assert_cmpstr (line, ==, row->expected);
  pyxis_cause_clear (&cause);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strconcat ("/cause/", rows[i].name, NULL);

    g_test_add_data_func (path, &rows[i], test_row);
  }
  return g_test_run ();
}
