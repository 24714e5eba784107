/* SPDX-License-Identifier: Apache-2.0 */
#include "saved-log.h"

#include <string.h>

#include "../util/temporary-folder.h"

#define LINE(seq) "{\"v\":1,\"seq\":" #seq ",\"navigation\":1,\"t\":1,\"kind\":\"stdout\"}\n"

/* `remark` and `error` are globs; NULL: there is none. */
static const struct {
  const char *name;
  const char *text;
  guint n;
  const char *remark;
  const char *error;
} rows[] = {
  { "whole", LINE (1) LINE (2), 2, NULL, NULL },
  { "blank lines and returns", "\n" LINE (1) "\r\n" LINE (2) "  \n", 2, NULL, NULL },
  { "no last newline", LINE (1) "{\"v\":1,\"seq\":2,\"navigation\":1,\"t\":1,\"kind\":\"page\"}", 2,
    NULL, NULL },
  { "cut", LINE (1) "{\"v\":1,\"seq\":2,\"navi", 1,
    "Line 2 was left out: the file ends in its middle.", NULL },
  { "garbage", LINE (1) "garbage\n" LINE (2), 2, "Line 2 was left out: it is no JSON object.",
    NULL },
  { "not UTF-8", LINE (1) "\"\xff\"\n", 1, "Line 2 was left out: it is not UTF-8.", NULL },
  { "several", "[]\n" LINE (1) "{}\n7\n" LINE (2), 2,
    "3 lines were left out, the first of them line 1: it is no JSON object.", NULL },
  { "another version", LINE (1) "{\"v\":2,\"seq\":2,\"navigation\":1,\"t\":1,\"kind\":\"page\"}\n",
    1, "Line 2 was left out: it is of version 2, not 1.", NULL },
  { "twice", LINE (1) LINE (2) LINE (2), 2, "Line 3 was left out: its number is not above*", NULL },
  { "an older page", LINE (1) "{\"v\":1,\"seq\":2,\"navigation\":0,\"t\":1,\"kind\":\"page\"}\n", 1,
    "Line 2 *", NULL },
  { "no kind", LINE (1) "{\"v\":1,\"seq\":2,\"navigation\":1,\"t\":1}\n", 1, "*it has no \"kind\".",
    NULL },
  { "no time", LINE (1) "{\"v\":1,\"seq\":2,\"navigation\":1,\"kind\":\"page\"}\n", 1, "*\"t\"*",
    NULL },
  { "a wrong place",
    LINE (1) "{\"v\":1,\"seq\":2,\"navigation\":1,\"t\":1,\"kind\":\"page\",\"where\":\"there\"}\n",
    1, "*\"where\" is \"there\"*", NULL },
  { "a huge number",
    LINE (1) "{\"v\":1,\"seq\":1e300,\"navigation\":1,\"t\":1,\"kind\":\"page\"}\n", 1, "*\"seq\"*",
    NULL },
  { "a kind of later",
    LINE (1) "{\"v\":1,\"seq\":2,\"navigation\":1,\"t\":1,\"kind\":\"later\",\"more\":1}\n", 2,
    NULL, NULL },
  { "empty", "", 0, NULL, "It is empty." },
  { "something else", "\x89PNG\r\n\x1a\n", 0, NULL,
    "It holds no event of Pyxis; line 1 is none: *" },
};

static PyxisEventLog *
read_text (const char *text, gsize length, char **remark, GError **error)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (text, (gssize) length, NULL);

  return pyxis_saved_log_read (stream, NULL, NULL, remark, error);
}

static void
assert_matches (const char *pattern, const char *text)
{
  g_test_message ("%s", text);
  g_assert_cmpint (pattern != NULL, ==, text != NULL);
  if (pattern)
    g_assert_true (g_pattern_match_simple (pattern, text));
}

static void
test_lines (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *remark = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisEventLog) log = NULL;

    g_test_message ("%s", rows[i].name);
    log = read_text (rows[i].text, strlen (rows[i].text), &remark, &error);
    assert_matches (rows[i].remark, remark);
    assert_matches (rows[i].error, error ? error->message : NULL);
    g_assert_cmpint (log != NULL, ==, rows[i].n > 0);
    if (log)
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, rows[i].n);
  }
}

/* A line without an end is never held: the next one is read. */
static void
test_huge_line (void)
{
  g_autoptr (GString) text = g_string_new (LINE (1));
  g_autofree char *remark = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisEventLog) log = NULL;

  for (guint i = 0; i < PYXIS_SAVED_LOG_LINE_MAX / 16 + 10; i++)
    g_string_append (text, "{\"a\":[[[[[[[[[[[");
  g_string_append (text, "\n" LINE (2));
  log = read_text (text->str, text->len, &remark, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, 2);
  g_assert_cmpstr (remark, ==, "Line 2 was left out: it is longer than any line of a log.");
}

/* More than a log holds: the newest stay, and a row says how many are gone. */
static void
test_too_many (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *remark = NULL;
  g_autofree char *code = NULL;
  g_autoptr (PyxisEventLog) log = NULL;
  g_autoptr (PyxisEvent) first = NULL;
  g_autoptr (PyxisEvent) last = NULL;
  guint n = 0;

  for (guint i = 1; i <= 101000; i++)
    g_string_append_printf (text,
                            "{\"v\":1,\"seq\":%u,\"navigation\":1,\"t\":1,\"kind\":\"page\"}\n", i);
  log = read_text (text->str, text->len, &remark, NULL);
  n = g_list_model_get_n_items (G_LIST_MODEL (log));
  first = g_list_model_get_item (G_LIST_MODEL (log), 0);
  last = g_list_model_get_item (G_LIST_MODEL (log), n - 1);
  code = pyxis_event_dup_detail (first, "code");
  g_assert_cmpuint (n, <=, 100000);
  g_assert_cmpstr (code, ==, "dropped");
  g_assert_cmpuint (pyxis_event_get_seq (last), ==, 101000);
}

/* What goes on after what was read has numbers of its own. */
static void
test_goes_on (void)
{
  g_autofree char *remark = NULL;
  g_autoptr (PyxisEventLog) log = read_text (LINE (7), strlen (LINE (7)), &remark, NULL);
  g_autoptr (PyxisEvent) next = NULL;

  pyxis_event_log_notice (log, "test", "next");
  next = g_list_model_get_item (G_LIST_MODEL (log), 1);
  g_assert_cmpuint (pyxis_event_get_seq (next), ==, 8);
  g_assert_cmpuint (pyxis_event_get_navigation (next), ==, 1);
}

static void
test_files (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *none = g_build_filename (folder, "none.jsonl", NULL);
  const char *paths[] = { none, folder, "/dev/zero" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autofree char *remark = NULL;
    g_autofree char *name = g_path_get_basename (paths[i]);
    g_autoptr (GError) error = NULL;

    g_assert_null (pyxis_saved_log_load (paths[i], NULL, NULL, &remark, &error));
    g_assert_nonnull (strstr (error->message, name));
    g_assert_null (remark);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/saved-log/lines", test_lines);
  g_test_add_func ("/saved-log/huge-line", test_huge_line);
  g_test_add_func ("/saved-log/too-many", test_too_many);
  g_test_add_func ("/saved-log/goes-on", test_goes_on);
  g_test_add_func ("/saved-log/files", test_files);
  return g_test_run ();
}
