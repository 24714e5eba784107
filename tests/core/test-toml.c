/* SPDX-License-Identifier: Apache-2.0 */
#include "toml.h"

#include <gio/gio.h>
#include <jsc/jsc.h>
#include <string.h>

/* What PyScript's parser makes of these, its own oddities included. */
static const struct {
  const char *toml;
  const char *json;
} good[] = {
  { "", "{}" },
  { "\n\n  \n# only a comment\n", "{}" },
  { "name = \"x\"", "{\"name\":\"x\"}" },
  { "a = 1\r\nb = 'two' # three", "{\"a\":1,\"b\":\"two\"}" },
  { "a = 1\rb = 2", "{\"a\":1,\"b\":2}" },
  { "packages = [\"a\", \"b\"]", "{\"packages\":[\"a\",\"b\"]}" },
  { "packages = [\n  \"a\",\n\n  \"b\",\n]\nx = true", "{\"packages\":[\"a\",\"b\"],\"x\":true}" },
  { "[files]\n\"a b.py\" = \"./x.py\"", "{\"files\":{\"a b.py\":\"./x.py\"}}" },
  { "[[fetch]]\nfiles = [\"a\"]\n[[fetch]]\nfiles = ['b']",
    "{\"fetch\":[{\"files\":[\"a\"]},{\"files\":[\"b\"]}]}" },
  { "[pyxis.window] # size\nwidth = 800", "{\"pyxis\":{\"window\":{\"width\":800}}}" },
  { "# don't\nname = \"it's # no comment\"", "{\"name\":\"it's # no comment\"}" },
  { "path = \"a\\\\b\\n\"", "{\"path\":\"a\\\\\\\\b\\\\n\"}" },
  { "x = { a = 1, b = \"c\" }", "{\"x\":{\"a\":1,\"b\":\"c\"}}" },
  { "d = 1979-05-27", "{\"d\":\"1979-05-27T00:00:00.000Z\"}" },
  { "\"1979-05-27\" = 1", "{\"1979-05-27\":1}" },
  { "# one,\n# two [\n# three\na = 1", "{\"a\":1}" },
  { "ключ = \"значение\"\xc2\xa0\n", "{\"ключ\":\"значение\"}" },
  { "\xef\xbb\xbf"
    "a = 1",
    "{\"a\":1}" },
  { "empty = \"\"\nnone = ''", "{\"empty\":\"\",\"none\":\"\"}" },
  { "q = \"say \\\"hi\\\"\"", "{\"q\":\"say \\\\\\\"hi\\\\\\\"\"}" },
  { "[__proto__]\na = 1", "{}" },
};

/* What it refuses, or would pass over in silence. */
static const struct {
  const char *toml;
  guint line;
  const char *word; /* in the message */
} bad[] = {
  { "a = 1\npackages", 2, "neither" },
  { "\n\nname: \"x\"", 3, "neither" },
  { "my key = 1", 1, "one word" },
  { "a = 1\n[files\nb = 2", 2, "bracket" },
  { "[files # ]", 1, "bracket" },
  { "a = 1\n[[\",\n x]]", 2, "bracket" },
  { "[a] b = 1", 1, "behind the name" },
  { "a = 1\n2024-01-02 = 1", 2, "date" },
  { "# 10:20:30\n[log.10:20:30]", 2, "date" },
  { "a = 1\nb = # nothing", 2, "missing" },
  { "b =\n", 1, "missing" },
  { "a = \"open\nb = 1", 1, "quote" },
  { "a = 'open # too", 1, "quote" },
  { "a = 1\n\nb = \"\"\"text\"\"\"", 3, "triple" },
  { "# Packages needed,\npackages = [\"numpy\"]", 2, "comment" },
  { "# Packages: [\n\n\npackages = [\"numpy\"]", 4, "comment" },
  { "name = \"x\" # a, b,\nversion = \"1\"", 2, "comment" },
  { "packages = [\n  \"a\" # first\n]", 3, "comment" },
  { "a = 1\nb = True\nc = 2", 2, "True" },
  { "a = 1\n# x\n\nb = one\nc = 2", 4, "cannot read" },
  { "packages = [\"a\",\n \"b\"\n\nname = \"x\"", 1, "cannot read" },
  { "packages = [\n \"a\"\n \"b\"]\n", 3, "comma" },
  { "packages = [\n\n\xe2\x80\xa8\"a\"]\n", 1, "cannot read" },
  { "version = 0.1.0", 1, "cannot read" },
  { "a = 1\n[a.b]\nc = 1", 2, "cannot read" },
  { "a = 08", 1, "cannot read" },
  { "x = {a = 1}", 1, "spaces within its { }" },
};

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *json = pyxis_toml_to_json (good[i].toml, &error);

    g_test_message ("%s", good[i].toml);
    g_assert_no_error (error);
    g_assert_cmpstr (json, ==, good[i].json);
  }
}

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *json = pyxis_toml_to_json (bad[i].toml, &error);
    g_autofree char *line = g_strdup_printf (", line %u. ", bad[i].line);

    g_test_message ("%s: %s", bad[i].toml, error ? error->message : json);
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    g_assert_null (json);
    g_assert_nonnull (strstr (error->message, line));
    g_assert_nonnull (strstr (error->message, bad[i].word));
  }
}

/* Texts on which the parser alone would take minutes or more. */
static const struct {
  const char *before, *unit, *after;
  guint count;
  gboolean is_readable;
} hostile[] = {
  { "a = 1", "\n", "b = 2", 10000, TRUE },
  { "a = [1", "\n", "]", 10000, TRUE },
  { "a = 1", "\n", "b = 2", 1000000, TRUE },
  { "a = ", "1", "", 1000000, FALSE },
  { "a = [", "1,", "2]", 500000, FALSE },
  { "", "[", "", 1000000, FALSE },
  { "a = ", "[", "", 5000, FALSE },
  { "a = \"", "\\\"", "", 500000, FALSE },
  { "", "a", "", 1000000, FALSE },
  { "a = ", "\n\v", "1", 500000, FALSE },
  { "[a", ".a", "]\nb = 1", 2000, TRUE },
  /* Just within the limit, to see that the limit is right. */
  { "a = ", "1", "", 4400, TRUE },
  { "a = [", "1,", "2]", 2200, TRUE },
  { "a = 1 # '", "\\'", "", 1900, TRUE },
  { "a = 1 #", "[", "", 4400, TRUE },
  { "", "# comment, of one\n", "a = 1", 50000, TRUE },
  { "", "a = \"b\"\n", "", 100000, TRUE },
};

static void
test_hostile (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GString) text = g_string_new (hostile[i].before);
    g_autofree char *json = NULL;
    gint64 began = g_get_monotonic_time ();

    for (guint j = 0; j < hostile[i].count; j++)
      g_string_append (text, hostile[i].unit);
    g_string_append (text, hostile[i].after);
    json = pyxis_toml_to_json (text->str, &error);

    g_test_message ("row %zu: %.3f s, %s", i, (g_get_monotonic_time () - began) / 1e6,
                    error ? error->message : "read");
    g_assert_cmpint (json != NULL, ==, hostile[i].is_readable);
    g_assert_cmpint (g_get_monotonic_time () - began, <, 20 * G_USEC_PER_SEC);
    if (!json)
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  }
}

static void
test_limits (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *large = g_strnfill (1024 * 1024 + 1, '\n');

  g_assert_null (pyxis_toml_to_json (large, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);
  g_assert_null (pyxis_toml_to_json ("a = \"\xff\"", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

/* A text must leave nothing behind for the next. */
static void
test_fresh (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = pyxis_toml_to_json ("[constructor.prototype]\nevil = 1", &error);
  g_autofree char *second = pyxis_toml_to_json ("a = 1", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (second, ==, "{\"a\":1}");
}

/* What PyScript itself makes of `text`; NULL if it refuses it. */
static char *
dup_parsed (const char *text)
{
  g_autoptr (GBytes) script = g_resources_lookup_data ("/pyxis/toml.js", 0, NULL);
  g_autoptr (JSCContext) context = jsc_context_new ();
  g_autoptr (JSCValue) ignored =
    jsc_context_evaluate (context, g_bytes_get_data (script, NULL), g_bytes_get_size (script));
  g_autoptr (JSCValue) parser = jsc_context_get_value (context, "parseToml");
  g_autoptr (JSCValue) result = jsc_value_function_call (parser, G_TYPE_STRING, text, G_TYPE_NONE);

  return jsc_context_get_exception (context) ? NULL : jsc_value_to_json (result, 0);
}

static const char *const statements[] = {
  "name = \"x\"",
  "[files]",
  "[a.b]",
  "[[fetch]]",
  "[[a.b.c]]",
  "\"k y\" = [ 1, 2 ]",
  "list = [\n  'a',\n\n  \"b\"\n]",
  "on = true # yes",
  "# a comment",
  "",
  "  ",
  "d = 2024-01-02",
  "deep = [[1], [\n2,\n3]]",
  "t = { a = 1, b = 'c' }",
  "  indented = -1.5e3  ",
  "hash = \"#\"",
};

static const char *const scraps[] = {
  "a", "=",  " = ",  "[",        "]",        "[[",           "]]",      ",",    "\"", "'",
  "#", "\n", "\r\n", "\\",       " ",        "\t",           "1",       "true", "{",  "}",
  ".", "é",  "\n",   "\xc2\xa0", "10:20:30", "\xe2\x80\xa8", "x = 1\n",
};

static char *
dup_random (const char *const *parts, gsize n, const char *separator)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint count = g_test_rand_int_range (1, 12);

  for (gint i = 0; i < count; i++) {
    g_string_append (text, parts[g_test_rand_int_range (0, n)]);
    g_string_append (text, separator);
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What is right is read, and whatever is read is what PyScript reads. */
static void
test_agreement (void)
{
  guint agreed = 0;

  for (guint i = 0; i < 400; i++) {
    gboolean is_right = i % 2 == 0;
    g_autofree char *text =
      is_right ? dup_random (statements, G_N_ELEMENTS (statements), i % 4 ? "\n" : "\r\n\n")
               : dup_random (scraps, G_N_ELEMENTS (scraps), "");
    g_autoptr (GError) error = NULL;
    g_autofree char *json = pyxis_toml_to_json (text, &error);
    g_autofree char *parsed = dup_parsed (text);
    g_autofree char *shown = g_strescape (text, NULL);

    g_test_message ("%s: %s", shown, error ? error->message : json);
    if (is_right && parsed)
      g_assert_no_error (error);
    if (json) {
      g_assert_cmpstr (json, ==, parsed);
      agreed++;
    }
  }

  g_assert_cmpuint (agreed, >, 50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toml/good", test_good);
  g_test_add_func ("/toml/bad", test_bad);
  g_test_add_func ("/toml/hostile", test_hostile);
  g_test_add_func ("/toml/limits", test_limits);
  g_test_add_func ("/toml/fresh", test_fresh);
  g_test_add_func ("/toml/agreement", test_agreement);

  return g_test_run ();
}
