/* SPDX-License-Identifier: Apache-2.0 */
#include "program.h"

#include <cjson/cJSON.h>

#include "temporary-folder.h"

/* What workers without PyScript write to the console and fail with is told as theirs, on both transports. */

static const char *const expected[] = {
  "console 1 - /plain.js: ready with 42 {of: 42}",
  "console 1 - /plain.js: slow",
  "console 1 - /plain.js: one 7",
  "error 1 - /plain.js: RangeError: nobody cares",
  "error 1 - /plain.js: TypeError: thrown",
  "console 2 steps /module.mjs: a module of it",
  "console 2 steps /module.mjs: steps 1",
  "console 3 - -: in a blob",
  "console - - -: from the page",
};

static const char *
get_string (const cJSON *event, const char *key)
{
  const char *text = cJSON_GetStringValue (cJSON_GetObjectItem (event, key));

  return text ? text : "-";
}

/* (nullable) */
static char *
describe (const char *line)
{
  cJSON *event = cJSON_Parse (line);
  const char *kind = get_string (event, "kind");
  const cJSON *number = cJSON_GetObjectItem (event, "worker");
  g_autofree char *worker =
    cJSON_IsNumber (number) ? g_strdup_printf ("%d", number->valueint) : g_strdup ("-");
  char *text = NULL;

  if (g_str_equal (kind, "console") || g_str_equal (kind, "error"))
    text = g_strdup_printf ("%s %s %s %s: %s", kind, worker, get_string (event, "name"),
                            get_string (event, "source"), get_string (event, "text"));
  cJSON_Delete (event);
  return text;
}

static void
assert_told (const char *events)
{
  g_auto (GStrv) lines = g_strsplit (events, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i]; i++) {
    g_autofree char *told = describe (lines[i]);

    if (!told)
      continue;
    n++;
    g_test_message ("%s", told);
    for (guint j = 0; j <= G_N_ELEMENTS (expected); j++) {
      if (j == G_N_ELEMENTS (expected))
        g_error ("“%s” is not expected", told);
      if (g_str_equal (told, expected[j]))
        break;
    }
  }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
}

static void
test_told (gconstpointer transport)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  g_autofree char *command = g_strdup_printf (
    "check %s/plain-workers --transport %s --until load --events - --expect window.over",
    g_getenv ("PYXIS_FIXTURES"), (const char *) transport);
  g_auto (ProgramResult) result = program_run (home, command);

  assert_told (result.out);
  /* What the page asked for, and nothing of ours. */
  g_assert_nonnull (strstr (result.out, "/plain.js\",\"detail\""));
  g_assert_null (strstr (result.out, "@pyxis-"));
  g_assert_null (strstr (result.out, "/@pyxis/"));
  g_assert_null (strstr (result.out, "importScripts"));
  g_assert_nonnull (strstr (result.err, "nobody cares"));
  g_assert_cmpint (result.status, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/plain-workers/scheme", "scheme", test_told);
  g_test_add_data_func ("/plain-workers/loopback", "loopback", test_told);
  return g_test_run ();
}
