/* SPDX-License-Identifier: Apache-2.0 */
#include "description.h"

#include "description-value.h"

#include "temporary-folder.h"

#include <string.h>

/* A project with a page, an icon and that configuration (nullable), as TOML or as JSON: PyScript's
 * parser of the former leaves "\\n" as it is. */
static PyxisDescription *
describe (const char *text, GError **error)
{
  const char *name = text && *text == '{' ? "my-clock/pyscript.json" : "my-clock/pyscript.toml";
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *place = g_build_filename (folder, "my-clock", NULL);
  g_autoptr (PyxisProject) project = NULL;

  g_free (temporary_folder_write (folder, "my-clock/index.html", "<!doctype html>", -1));
  g_free (temporary_folder_write (folder, "my-clock/art/icon.svg", "<svg/>", -1));
  g_free (temporary_folder_write (folder, "my-clock/one.png", "png", -1));
  if (text)
    g_free (temporary_folder_write (folder, name, text, -1));
  project = pyxis_project_load (place, error);
  g_assert_nonnull (project);
  return pyxis_description_new (project, error);
}

static void
test_whole (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisDescription) self = describe (
    "name = \"Clock\"\nversion = \"1.2.0\"\ndescription = \"Tells the time. In all zones.\"\n"
    "author_name = \"Ada Ü.\"\nlicense = \"MIT\"\n[pyxis]\nid = \"org.example.Clock\"\n"
    "icon = \"art/icon.svg\"\ncategories = [\"Utility\", \"Clock\", \"Utility\"]\n"
    "hosts = [\"api.example.org\", \"*.example.net\"]\nopens = [\"text/csv\", \"image/x-a *.a "
    "*.b.c\"]\n"
    "devtools = true\nkeep-files = false\nlicence = \"GPL-3.0-or-later\"\n"
    "homepage = \"https://example.org/clock\"\nscreenshots = [\"https://example.org/a.png\"]\n"
    "[pyxis.window]\nwidth = 400\nmin-width = 300\nmin-height = 900\nresizable = false\n"
    "fullscreen = true\ncolor-scheme = \"dark\"\n"
    "[pyxis.translations.pt_BR]\nname = \"Relógio\"\n[pyxis.translations.de]\nsummary = \"Uhr\"\n",
    &error);
  const PyxisTranslation *first, *second;

  g_assert_no_error (error);
  g_assert_cmpuint (self->notes->len, ==, 0);
  g_assert_cmpstr (self->id, ==, "org.example.Clock");
  g_assert_cmpstr (self->name, ==, "Clock");
  g_assert_cmpstr (self->version, ==, "1.2.0");
  g_assert_cmpstr (self->summary, ==, "Tells the time. In all zones");
  g_assert_cmpstr (self->author, ==, "Ada Ü.");
  g_assert_cmpstr (self->licence, ==, "GPL-3.0-or-later");
  g_assert_cmpstr (self->homepage, ==, "https://example.org/clock");
  g_assert_cmpstr (self->icon, ==, "art/icon.svg");
  g_assert_cmpstr (self->start_page, ==, "index.html");
  g_assert_cmpuint (g_strv_length (self->categories), ==, 2);
  g_assert_cmpuint (g_strv_length (self->hosts), ==, 2);
  g_assert_cmpstr (self->opens[0], ==, "text/csv");
  g_assert_cmpstr (self->opens[1], ==, "image/x-a");
  g_assert_cmpstr (self->patterns[0], ==, "image/x-a *.a");
  g_assert_cmpstr (self->patterns[1], ==, "image/x-a *.b.c");
  g_assert_cmpstr (self->screenshots[0], ==, "https://example.org/a.png");
  g_assert_true (self->has_devtools);
  g_assert_false (self->keeps_files);
  g_assert_cmpint (self->window.width, ==, 400);
  g_assert_cmpint (self->window.height, ==, 900);
  g_assert_cmpint (self->window.min_width, ==, 300);
  g_assert_false (self->window.is_resizable);
  g_assert_true (self->window.is_fullscreen);
  g_assert_cmpstr (self->window.color_scheme, ==, "dark");
  g_assert_cmpuint (self->translations->len, ==, 2);
  first = self->translations->pdata[0];
  second = self->translations->pdata[1];
  g_assert_cmpstr (first->language, ==, "de");
  g_assert_null (first->name);
  g_assert_cmpstr (second->name, ==, "Relógio");
}

static void
test_empty (void)
{
  static const char *const told[] = { "name",        "version", "id",         "description",
                                      "author_name", "licence", "categories", "icon" };
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisDescription) self = describe (NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (self->name, ==, "my-clock");
  g_assert_cmpstr (self->version, ==, "0.1.0");
  g_assert_cmpstr (self->id, ==, "local.pyxis.myclock");
  g_assert_cmpstr (self->summary, ==, "my-clock, an app in Python");
  g_assert_cmpstr (self->licence, ==, "LicenseRef-proprietary");
  g_assert_cmpstr (self->categories[0], ==, "Utility");
  g_assert_null (self->icon);
  g_assert_null (self->homepage);
  g_assert_cmpuint (g_strv_length (self->hosts), ==, 0);
  g_assert_false (self->has_devtools);
  g_assert_true (self->keeps_files);
  g_assert_true (self->window.is_resizable);

  g_assert_cmpuint (self->notes->len, ==, G_N_ELEMENTS (told));
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++) {
    g_autofree char *quoted = g_strdup_printf ("“%s”", told[i]);
    gboolean is_told = FALSE;

    for (guint j = 0; j < self->notes->len; j++)
      is_told = is_told || strstr (self->notes->pdata[j], quoted);
    if (!is_told)
      g_error ("no note tells of %s", told[i]);
  }
}

/* One wrong value each, and what is said of it. */
static void
test_wrong (void)
{
  static const struct {
    const char *toml;
    const char *words;
  } rows[] = {
    { "name = 7", "“name” cannot be 7 without quotes; it is one line of text" },
    { "name = \"\"", "“name” cannot be \"\"; it is one line" },
    { "{\"name\": \"a\\nb\"}", "“name” cannot be \"a\\nb\"; it is one line" },
    { "version = 1.0", "“version” cannot be 1 without quotes; it is a number and perhaps more" },
    { "version = 1.5", "“version” cannot be 1.5 without quotes; it is" },
    { "version = \"one\"", "“version” cannot be \"one\"; it is" },
    { "version = \"1/2\"", "“version” cannot be \"1/2\"; it is" },
    { "description = []", "“description” cannot be []; it is text" },
    { "{\"author_name\": \"\\u0007\"}", "“author_name” cannot be" },
    { "author_email = \"ada\"", "“author_email” cannot be \"ada\"; it is an address for mail" },
    { "author_email = \"a@b.org>\"", "“author_email” cannot be" },
    { "license = \"MIT; rm\"", "“license” cannot be \"MIT; rm\"; it is an SPDX" },
    { "[pyxis]\nid = \"clock\"", "“id” cannot be \"clock\"; it is three or more words" },
    { "[pyxis]\nid = \"org.example.9\"", "“id” cannot be \"org.example.9\"" },
    { "[pyxis]\nid = \"org.example.a/../b\"", "“id” cannot be" },
    { "{\"pyxis\": {\"id\": \"org.example.Clock\\n\"}}", "“id” cannot be" },
    { "[pyxis]\nid = 7", "pyscript.toml: \"id\" in [pyxis] cannot be 7; it is text in quotes" },
    { "[pyxis]\nicon = \"icon.gif\"", "“icon” cannot be \"icon.gif\"; it is the path" },
    { "[pyxis]\nicon = \"../icon.png\"", "“icon” cannot be \"../icon.png\"" },
    { "[pyxis]\nicon = \"missing.png\"", "“icon” names “missing.png”, which is no file" },
    { "[pyxis]\ncategories = [\"Stuff\"]", "“categories” cannot be \"Stuff\"; it is categories" },
    { "[pyxis]\ncategories = [\"Clock\"]", "“categories” cannot be [\"Clock\"]; it is" },
    { "[pyxis]\ncategories = \"Utility\"", "\"categories\" in [pyxis] cannot be \"Utility\"" },
    { "[pyxis]\nhosts = [\"https://a.org\"]", "“hosts” cannot be \"https://a.org\"; it is host" },
    { "[pyxis]\nhosts = [\"*\"]", "“hosts” cannot be \"*\"" },
    { "[pyxis]\nhosts = [\"A.org\"]", "“hosts” cannot be \"A.org\"" },
    { "[pyxis]\nopens = [\"csv\"]", "“opens” cannot be \"csv\"; it is MIME types" },
    { "[pyxis]\nhomepage = \"example.org\"", "“homepage” cannot be \"example.org\"" },
    { "[pyxis]\nhomepage = \"javascript:1\"", "“homepage” cannot be" },
    { "[pyxis]\nlicence = \"\"", "“licence” cannot be \"\"" },
    { "[pyxis]\nscreenshots = [\"two.png\"]", "“screenshots” names “two.png”" },
    { "[pyxis]\nscreenshots = [\"http://example.org/a.jpg\"]", "“screenshots” cannot be" },
    { "[pyxis]\nscreenshots = [\"https://\"]", "“screenshots” cannot be" },
    { "[pyxis]\nopens = [\"application/x-clock clock\"]", "“opens” cannot be" },
    { "[pyxis]\nopens = [\"application/x-clock *.a/b\"]", "“opens” cannot be" },
    { "[pyxis.window]\nwidth = 0", "\"width\" in [pyxis.window]" },
    { "[pyxis.window]\nwidth = 100\nmin-width = 200", "“min-width” cannot be 200; it is at most" },
    { "[pyxis.window]\nheight = 1\nmin-height = 2", "“min-height” cannot be 2" },
    { "[pyxis.translations.german]\nname = \"Uhr\"", "“translations” cannot be \"german\"" },
    { "[pyxis.translations.de]\nname = \"\"", "“name” cannot be \"\"" },
    { "[pyxis.translations.de]\nsummary = \"a\"\ndescription = \"b\"",
      "“summary” cannot be \"a\"; it is the “description” in another word; give only one" },
    { "[pyxis.translations.de]\ndescription = \"\"", "“description” cannot be \"\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisDescription) self = describe (rows[i].toml, &error);

    g_test_message ("%s", error ? error->message : rows[i].toml);
    g_assert_null (self);
    g_assert_nonnull (error);
    g_assert_nonnull (strstr (error->message, rows[i].words));
    g_assert_true (g_str_has_prefix (error->message, "pyscript."));
  }
}

static void
test_made (void)
{
  static const struct {
    const char *toml, *id, *summary;
  } rows[] = {
    { "name = \"2048!\"", "local.pyxis.App2048", "2048!, an app in Python" },
    { "name = \"Über Uhr\"", "local.pyxis.UberUhr", "Über Uhr, an app in Python" },
    { "name = \"时钟\"", NULL, "时钟, an app in Python" },
    { "description = \"Short...\"", NULL, "Short..." },
    { "{\"description\": \" One.\\nTwo.\"}", NULL, "One" },
  };
  g_autofree char *many = g_strnfill (1000, 'x');
  g_auto (GStrv) parts = g_strsplit (many, "x", -1);
  g_autofree char *words = g_strjoinv ("ü ", parts);
  g_autofree char *toml = g_strdup_printf ("description = \"%s\"", words);
  g_autoptr (PyxisDescription) cut = describe (toml, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisDescription) self = describe (rows[i].toml, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (self->summary, ==, rows[i].summary);
    if (rows[i].id)
      g_assert_cmpstr (self->id, ==, rows[i].id);
    g_assert_true (pyxis_description_value_is_allowed (PYXIS_VALUE_ID, self->id));
  }
  g_assert_true (g_utf8_validate (cut->summary, -1, NULL));
  g_assert_cmpuint (strlen (cut->summary), <=, 120);
}

/* What is no mistake of a value, and may not do what the author thinks. */
static void
test_warned (void)
{
  static const struct {
    const char *toml, *words;
  } rows[] = {
    { "[pyxis]\nlisence = \"MIT\"", "did you mean “licence”?" },
    { "[pyxis]\nlicence = \"My Licence\"",
      "SPDX knows no licence “My Licence”; catalogues of apps are told “LicenseRef-My-Licence”" },
    { "license = \"mit\"", "SPDX knows no licence “mit”" },
    { "[pyxis]\nscreenshots = [\"one.png\", \"https://example.org/a.png\"]",
      "“screenshots” has “one.png”, which no catalogue of apps shows" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisDescription) self = describe (rows[i].toml, &error);
    guint n = 0;

    g_assert_no_error (error);
    g_assert_cmpuint (self->notes->len, ==, self->fixes->len);
    for (guint j = 0; j < self->notes->len; j++)
      n += strstr (self->notes->pdata[j], rows[i].words) ? 1 : 0;
    if (n != 1)
      g_error ("%u notes have: %s", n, rows[i].words);
  }
}

/* A translation may be called as the project's own words are. */
static void
test_translated (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisDescription) self = describe (
    "{\"pyxis\": {\"translations\": {\"de\": {\"description\": \"Sagt die Zeit.\\n\\nMehr.\"}}}}",
    &error);
  const PyxisTranslation *one;

  g_assert_no_error (error);
  one = self->translations->pdata[0];
  g_assert_cmpstr (one->summary, ==, "Sagt die Zeit");
  for (guint i = 0; i < self->notes->len; i++)
    g_assert_null (strstr (self->notes->pdata[i], "translations"));
}

/* PyScript takes a version at the top for that of a worker's interpreter. */
static void
test_version (void)
{
  g_autoptr (PyxisDescription) self =
    describe ("version = \"314.0.2\"\n[pyxis]\nversion = \"1.2\"", NULL);

  g_assert_cmpstr (self->version, ==, "1.2");
}

/* A note has the key that answers it, and a wrong text the key that it is of. */
static void
test_fixes (void)
{
  static const char *const keys[] = { "name",        "version", "id",   "description",
                                      "author_name", "licence", "icon", "categories" };
  g_autoptr (PyxisDescription) self = describe (NULL, NULL);
  g_autoptr (PyxisProject) project = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  const PyxisDescriptionFix *fix;
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (self->notes->len, ==, G_N_ELEMENTS (keys));
  g_assert_cmpuint (self->fixes->len, ==, G_N_ELEMENTS (keys));
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    const PyxisDescriptionFix *one = self->fixes->pdata[i];

    g_assert_cmpstr (one->key, ==, keys[i]);
    if (one->value)
      g_assert_true (pyxis_description_value_is_allowed (one->kind, one->value));
  }

  g_free (temporary_folder_write (folder, "index.html", "<!doctype html>", -1));
  g_free (temporary_folder_write (folder, "pyscript.toml", "[pyxis]\nid = \"clock\"\n", -1));
  project = pyxis_project_load (folder, NULL);
  g_assert_null (pyxis_description_check (project, &faults, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (faults->len, ==, 1);
  fix = ((const PyxisDescriptionFault *) faults->pdata[0])->fix;
  g_assert_cmpstr (fix->table, ==, "pyxis");
  g_assert_cmpstr (fix->key, ==, "id");
  g_assert_cmpstr (fix->value, ==, "clock");
}

/* All that is wrong is told at once: what core refuses, values, files that are not there, and what does not go
 * together; each once. */
static void
test_all_wrong (void)
{
  static const char *const lines[] = {
    "pyscript.toml: \"devtools\" in [pyxis] cannot be 5; it is true or false.",
    "pyscript.toml: \"color-scheme\" in [pyxis.window] cannot be \"red\"; it is “default” or "
    "“light” or “dark”.",
    "pyscript.toml: “version” cannot be \"one\"; it is a number and*",
    "pyscript.toml: “license” cannot be 3 without quotes; it is an SPDX*",
    "pyscript.toml: “homepage” cannot be \"here\"; it is an address, like*",
    "pyscript.toml: “id” cannot be \"clock\"; it is three or more words*",
    "pyscript.toml: “icon” names “none.svg”, which is no file*",
    "pyscript.toml: “screenshots” names “none.png”, which is no file*",
    "pyscript.toml: “categories” cannot be \"Clocks\"; it is categories of the desktop menu*",
    "pyscript.toml: “min-width” cannot be 900; it is at most “width”.",
    "pyscript.toml: “name” cannot be \"\"; it is one line*",
    "pyscript.toml: “hosts” cannot be \"A\"; it is host names*",
    "pyscript.toml: “hosts” cannot be \"B\"; it is host names*",
    "pyscript.toml: “opens” cannot be \"csv\"; it is MIME types*",
  };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) told = NULL;

  g_assert_null (
    describe ("version = \"one\"\nlicense = 3\n"
              "[pyxis]\nid = \"clock\"\ndevtools = 5\nhomepage = \"here\"\nicon = \"none.svg\"\n"
              "screenshots = [\"none.png\", \"one.png\"]\ncategories = [\"Clock\", \"Clocks\"]\n"
              "hosts = [\"A\", \"example.org\", \"B\"]\nopens = [\"csv\"]\n"
              "[pyxis.window]\nwidth = 400\nmin-width = 900\ncolor-scheme = \"red\"\n"
              "[pyxis.translations.de]\nname = \"\"\n",
              &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  told = g_strsplit (error->message, "\n", -1);
  for (gsize i = 0; i < G_N_ELEMENTS (lines) && told[i]; i++)
    if (!g_pattern_match_simple (lines[i], told[i]))
      g_error ("“%s” is not “%s”", told[i], lines[i]);
  g_assert_cmpuint (g_strv_length (told), ==, G_N_ELEMENTS (lines));
}

/* Whoever has made hundreds of mistakes is not told all. */
static void
test_too_much_wrong (void)
{
  g_autoptr (GString) text = g_string_new ("[pyxis]\nhosts = [");
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) told = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (text, "\"HOST%u\", ", i);
  g_string_append (text, "]\nopens = [\"a\"]\n");
  g_assert_null (describe (text->str, &error));
  told = g_strsplit (error->message, "\n", -1);
  g_assert_cmpuint (g_strv_length (told), ==, PYXIS_DESCRIPTION_FAULTS_MAX + 1);
  g_assert_cmpstr (
    told[PYXIS_DESCRIPTION_FAULTS_MAX], ==,
    "pyscript.toml: There are more values that are not allowed; correct these first.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/description/whole", test_whole);
  g_test_add_func ("/description/empty", test_empty);
  g_test_add_func ("/description/wrong", test_wrong);
  g_test_add_func ("/description/all-wrong", test_all_wrong);
  g_test_add_func ("/description/too-much-wrong", test_too_much_wrong);
  g_test_add_func ("/description/made", test_made);
  g_test_add_func ("/description/warned", test_warned);
  g_test_add_func ("/description/version", test_version);
  g_test_add_func ("/description/translated", test_translated);
  g_test_add_func ("/description/fixes", test_fixes);
  return g_test_run ();
}
