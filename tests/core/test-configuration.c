/* SPDX-License-Identifier: Apache-2.0 */
#include "configuration.h"

#include "configuration-keys.h"

#include <gio/gio.h>
#include <string.h>

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisConfiguration) toml = pyxis_configuration_parse (
    "pyscript.toml",
    "name = \"Clock\"\npackages = [\"numpy\"]\nmine = 7\n[pyxis]\nstart-page = \"a.html\"\n"
    "devtools = true\nhosts = []\n[pyxis.window]\nwidth = 640\ncolor-scheme = \"dark\"\n"
    "[pyxis.translations.de]\nname = \"Uhr\"\n",
    &error);
  g_autoptr (PyxisConfiguration) json = NULL;
  g_autoptr (PyxisConfiguration) empty = pyxis_configuration_new_empty ();

  g_assert_no_error (error);
  g_assert_cmpuint (toml->warnings->len, ==, 0);
  g_assert_cmpstr (pyxis_configuration_get_string (toml, NULL, "name"), ==, "Clock");
  g_assert_cmpstr (pyxis_configuration_get_string (toml, "pyxis", "start-page"), ==, "a.html");
  g_assert_null (pyxis_configuration_get_string (toml, NULL, "mine"));
  g_assert_null (pyxis_configuration_get_string (toml, "none", "name"));

  json = pyxis_configuration_parse (
    "pyscript.json",
    "\xef\xbb\xbf {\"name\": \"a\", \"name\": \"b\", \"pyxis\": {\"id\": \"x\"}}\n", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json->file, ==, "pyscript.json");
  g_assert_cmpstr (pyxis_configuration_get_string (json, "pyxis", "id"), ==, "x");

  g_assert_null (empty->file);
  g_assert_true (cJSON_IsObject (empty->root));
}

static void
test_broken (void)
{
  static const struct {
    const char *file;
    const char *text;
    const char *words;
  } rows[] = {
    { "pyscript.toml", "name = \"x\"\noops", "pyscript.toml: PyScript drops this" },
    { "pyscript.toml", "name = \"x\"\noops", ", line 2. " },
    { "pyscript.toml", "a = \"\xff\"", "pyscript.toml: this is no UTF-8" },
    { "pyscript.json", "", "pyscript.json: this is no JSON, line 1, column 1. " },
    { "pyscript.json", "{\n  \"ü\": 1,\n  \"ö\", 2\n}", ", line 3, column 6. " },
    { "pyscript.json", "{\"a\": [1, 2,]}", ", line 1, column 13. " },
    { "pyscript.json", "{\"a\": 1", "no JSON, line 1" },
    { "pyscript.json", "{}\n{}", ", line 2, column 1. " },
    { "pyscript.json", "[]", "not an object" },
    { "pyscript.json", "\"text\"", "not an object" },
    { "pyscript.json", "// no\n{}", ", line 1, column 1. " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisConfiguration) self =
      pyxis_configuration_parse (rows[i].file, rows[i].text, &error);
    g_autoptr (PyxisConfiguration) broken = NULL;

    g_assert_null (self);
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, rows[i].words));

    broken = pyxis_configuration_new_broken (rows[i].file, error);
    g_assert_cmpstr (broken->problem, ==, error->message);
    g_assert_cmpuint (broken->warnings->len, ==, 1);
    g_assert_true (cJSON_IsObject (broken->root));
  }
}

static void
test_depth (void)
{
  g_autofree char *open = g_strnfill (100000, '[');
  g_autofree char *json = g_strconcat ("{\"a\":", open, NULL);
  g_autoptr (GString) toml = g_string_new ("[a");
  g_autoptr (GError) error = NULL;

  g_assert_null (pyxis_configuration_parse ("pyscript.json", json, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);

  for (guint i = 0; i < 1500; i++)
    g_string_append (toml, ".a");
  g_string_append (toml, "]\nb = 1");
  g_assert_null (pyxis_configuration_parse ("pyscript.toml", toml->str, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

/* One doubtful key each, and the whole of what is said; NULL: nothing. */
static const struct {
  const char *json;
  const char *warning;
} warnings[] = {
  { "{\"pacakges\": []}", "PyScript knows no key \"pacakges\"; did you mean “packages”?" },
  { "{\"package\": []}", "PyScript knows no key \"package\"; did you mean “packages”?" },
  { "{\"autho\": 1}", NULL }, /* begins two keys */
  { "{\"experimental_ffi\": 1}",
    "PyScript knows no key \"experimental_ffi\"; did you mean “experimental_ffi_timeout”?" },
  { "{\"my_own\": 1, \"x\": 2, \"\": 3}", NULL },
  { "{\"Pyxis\": {}}", "PyScript knows no key \"Pyxis\"; did you mean “pyxis”?" },
  { "{\"pyxis\": 1}", "“pyxis” must be a table." },
  { "{\"pyxis\": {\"start_page\": \"a\"}}",
    "[pyxis] has no key \"start_page\"; did you mean “start-page”?" },
  { "{\"pyxis\": {\"license\": \"a\"}}",
    "[pyxis] has no key \"license\"; did you mean “licence”?" },
  { "{\"pyxis\": {\"window\": {\"hieght\": 1}}}",
    "[pyxis.window] has no key \"hieght\"; did you mean “height”?" },
  { "{\"pyxis\": {\"window\": {\"colour\": 1}}}",
    "[pyxis.window] has no key \"colour\"; there are color-scheme, fullscreen, height, "
    "min-height, min-width, resizable, width." },
  { "{\"pyxis\": {\"window\": {\"width\": \"800\"}}}",
    "\"width\" in [pyxis.window] cannot be \"800\"; it is a whole number from 1 to 32767." },
  { "{\"pyxis\": {\"window\": {\"width\": 0}}}",
    "\"width\" in [pyxis.window] cannot be 0; it is a whole number from 1 to 32767." },
  { "{\"pyxis\": {\"window\": {\"height\": 1.5}}}",
    "\"height\" in [pyxis.window] cannot be 1.5; it is a whole number from 1 to 32767." },
  { "{\"pyxis\": {\"window\": {\"color-scheme\": \"pink\"}}}",
    "\"color-scheme\" in [pyxis.window] cannot be \"pink\"; it is “default” or “light” or "
    "“dark”." },
  { "{\"pyxis\": {\"window\": []}}",
    "\"window\" in [pyxis] cannot be []; it is a table, [pyxis.window], with color-scheme, "
    "fullscreen, height, min-height, "
    "min-width, resizable, width." },
  { "{\"pyxis\": {\"devtools\": 1}}", "\"devtools\" in [pyxis] cannot be 1; it is true or false." },
  { "{\"pyxis\": {\"hosts\": \"a\"}}",
    "\"hosts\" in [pyxis] cannot be \"a\"; it is a list of texts, [\"like\", \"this\"]." },
  { "{\"pyxis\": {\"hosts\": [\"a\", 1]}}",
    "\"hosts\" in [pyxis] cannot be [\"a\",1]; it is a list of texts, [\"like\", \"this\"]." },
  { "{\"pyxis\": {\"id\": null}}", "\"id\" in [pyxis] cannot be null; it is text in quotes." },
  { "{\"pyxis\": {\"downloads\": \"vsf\"}}",
    "\"downloads\" in [pyxis] cannot be \"vsf\"; it is “vfs” or “folder”." },
  { "{\"pyxis\": {\"translations\": {\"de\": \"Uhr\"}}}",
    "\"de\" in [pyxis.translations] cannot be \"Uhr\"; it is a table, "
    "[pyxis.translations.de], with description, name, summary." },
  { "{\"pyxis\": {\"translations\": {\"de\": {\"nam\": \"Uhr\"}}}}",
    "[pyxis.translations.de] has no key \"nam\"; did you mean “name”?" },
};

static void
test_warnings (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (warnings); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisConfiguration) self =
      pyxis_configuration_parse ("pyscript.json", warnings[i].json, &error);
    g_autofree char *wanted = g_strconcat ("pyscript.json: ", warnings[i].warning, NULL);

    g_assert_no_error (error);
    g_test_message ("%s", warnings[i].json);
    g_assert_cmpuint (self->warnings->len, ==, warnings[i].warning ? 1 : 0);
    if (warnings[i].warning)
      g_assert_cmpstr (g_ptr_array_index (self->warnings, 0), ==, wanted);
  }
}

/* Nobody behind the check meets a value of a wrong type. */
static void
test_left_out (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisConfiguration) self = pyxis_configuration_parse (
    "pyscript.json",
    "{\"pyxis\": {\"id\": 7, \"icon\": \"a.svg\", \"window\": {\"width\": true, \"height\": 9}}}",
    &error);
  g_autofree char *root = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (self->warnings->len, ==, 2);
  root = cJSON_PrintUnformatted (self->root);
  g_assert_cmpstr (root, ==, "{\"pyxis\":{\"icon\":\"a.svg\",\"window\":{\"height\":9}}}");
}

static void
test_many (void)
{
  g_autoptr (GString) json = g_string_new ("{\"pyxis\":{");
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisConfiguration) self = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (json, "\"unknown%u\":\"\\u0007%u\",", i, i);
  g_string_append (json, "\"id\":\"x\"}}");
  self = pyxis_configuration_parse ("pyscript.json", json->str, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (self->warnings->len, ==, 50);
}

static void
test_nearest (void)
{
  static const char *const known[] = { "name", "version", "files", "fetch", "id", NULL };
  static const char *const rows[][2] = {
    { "name", "name" },  { "nmae", "name" }, { "vers", "version" }, { "verzion", "version" },
    { "file", "files" }, { "f", NULL },      { "ie", "id" },        { "xx", NULL },
    { "", NULL },        { "naem", "name" }, { "unrelated", NULL },
  };
  g_autofree char *large = g_strnfill (100000, 'n');

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i][0]);
    g_assert_cmpstr (pyxis_configuration_keys_nearest (known, rows[i][0]), ==, rows[i][1]);
  }
  g_assert_null (pyxis_configuration_keys_nearest (known, large));
}

static void
test_boolean (void)
{
  static const struct {
    const char *text;
    gboolean fallback;
    gboolean value;
  } rows[] = {
    { "", FALSE, FALSE },
    { "", TRUE, TRUE },
    { "[pyxis]\nkeep-files = true", FALSE, TRUE },
    { "[pyxis]\nkeep-files = false", TRUE, FALSE },
    { "[pyxis]\nkeep-files = \"yes\"", FALSE, FALSE },
    { "[other]\nkeep-files = true", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisConfiguration) configuration =
      pyxis_configuration_parse ("pyscript.toml", rows[i].text, &error);

    g_assert_no_error (error);
    g_assert_cmpint (
      pyxis_configuration_get_boolean (configuration, "pyxis", "keep-files", rows[i].fallback), ==,
      rows[i].value);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/configuration/read", test_read);
  g_test_add_func ("/configuration/broken", test_broken);
  g_test_add_func ("/configuration/depth", test_depth);
  g_test_add_func ("/configuration/warnings", test_warnings);
  g_test_add_func ("/configuration/left-out", test_left_out);
  g_test_add_func ("/configuration/many", test_many);
  g_test_add_func ("/configuration/nearest", test_nearest);

  g_test_add_func ("/configuration/boolean", test_boolean);
  return g_test_run ();
}
