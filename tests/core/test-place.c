/* SPDX-License-Identifier: Apache-2.0 */
#include "place.h"

#include "project.h"

#include "../util/temporary-folder.h"

typedef struct {
  const char *file; /* what is in the project besides main.py, or instead of it */
  const char *text;
  const char *target; /* what is opened; "" is the folder */
  const char *named;  /* NULL: the sentence names no file of the project */
  guint line;
} Broken;

/* What the engine says of a project that is broken in this way. */
static char *
dup_sentence (const TemporaryFolder *folder, const char *target)
{
  g_autofree char *path = g_build_filename (folder, target, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisProject) project = pyxis_project_load (path, &error);

  if (!project)
    return g_strdup (error->message);
  g_assert_nonnull (pyxis_project_get_configuration (project)->problem);
  return g_strdup (pyxis_project_get_configuration (project)->problem);
}

static void
test_real (void)
{
  static const Broken rows[] = {
    { "pyscript.toml", "name = \"x\"\npackages = [\n", "", "pyscript.toml", 2 },
    { "pyscript.toml", "\n\nname = Clock\n", "", "pyscript.toml", 3 },
    { "pyscript.toml", "name = \"x\"\n\n[files]\n\"a\" = }, line 7.", "", "pyscript.toml", 4 },
    { "pyscript.toml", "name = \"x\"\noops", "", "pyscript.toml", 2 },
    { "pyscript.toml", "name =\n", "", "pyscript.toml", 1 },
    { "pyscript.toml", "a = 1\nb = \"\"\"x\"\"\"\n", "", "pyscript.toml", 2 },
    { "pyscript.toml", "a = 1\nb = \"x\n", "", "pyscript.toml", 2 },
    { "pyscript.toml", "a = 1\nb c = 2\n", "", "pyscript.toml", 2 },
    { "pyscript.toml", "a = 1\r\n[t] x\r\n", "", "pyscript.toml", 2 },
    { "pyscript.toml", "a = \"\xff\"", "", "pyscript.toml", 0 },
    { "pyscript.toml", "[pyxis]\nstart-page = \"no.html\"", "", "pyscript.toml", 0 },
    { "pyscript.json", "{\n  \"a\": 1,\n  \"b\", 2\n}", "", "pyscript.json", 3 },
    { "pyscript.json", "{}\n{}", "", "pyscript.json", 2 },
    { "pyscript.json", "", "", "pyscript.json", 1 },
    { "pyscript.json", "[]", "", "pyscript.json", 1 },
    { "index.html", " \n", "", "index.html", 0 },
    { "a b.html", "", "a b.html", "a b.html", 0 },
    { "main.py", "\xff", "", "main.py", 0 },
    { "other.py", "", "missing", NULL, 0 },
    { "a.txt", "", "a.txt", NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autofree char *main = temporary_folder_write (folder, "main.py", "print (1)", -1);
    g_autofree char *path = temporary_folder_write (folder, rows[i].file, rows[i].text, -1);
    g_autofree char *sentence = dup_sentence (folder, rows[i].target);
    g_autofree char *file = NULL;
    guint line;

    g_test_message ("row %zu: %s", i, sentence);
    g_assert_cmpint (pyxis_place_find (sentence, &file, &line), ==, rows[i].named != NULL);
    g_assert_cmpstr (file, ==, rows[i].named);
    g_assert_cmpuint (line, ==, rows[i].line);
  }
}

/* Names that no file of a project has, and numbers that no line has. */
static void
test_odd (void)
{
  static const struct {
    const char *sentence;
    const char *file;
    guint line;
  } rows[] = {
    { "", NULL, 0 },
    { " ", NULL, 0 },
    { ":", NULL, 0 },
    { "“", NULL, 0 },
    { "“”", NULL, 0 },
    { "“a.html", NULL, 0 },
    { "There is no session bus, line 3.", NULL, 0 },
    { "Stop. This is wrong, line 3.", NULL, 0 },
    { ".hidden: wrong, line 3.", NULL, 0 },
    { "sub/.hidden/a.toml: wrong, line 3.", NULL, 0 },
    { "/etc/passwd.toml: wrong, line 3.", NULL, 0 },
    { "../a.toml: wrong, line 3.", NULL, 0 },
    { "sub/../a.toml: wrong, line 3.", NULL, 0 },
    { "“../../a.toml” is empty, line 3.", NULL, 0 },
    { "“/etc/passwd” is empty, line 3.", NULL, 0 },
    { "“a//b.html” is empty", NULL, 0 },
    { "“a\xff.html” is empty", NULL, 0 },
    { "sub/a.toml: wrong, line 3.", "sub/a.toml", 3 },
    { "“sub/a.toml”: wrong, line 3, column 9. Do it.", "sub/a.toml", 3 },
    { "a.toml: bad (x, line 9.), line 3. Do it.", "a.toml", 3 },
    { "a.toml: wrong, line 0. Do it.", "a.toml", 0 },
    { "a.toml: wrong, line 3", "a.toml", 0 },
    { "a.toml: wrong, line -3. Do it.", "a.toml", 0 },
    { "a.toml: wrong, line 3e5. Do it.", "a.toml", 0 },
    { "a.toml: wrong, line 99999999999999999999999. Do it.", "a.toml", 0 },
    { "a.toml: wrong, line ", "a.toml", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *file = NULL;
    guint line;

    g_test_message ("row %zu", i);
    g_assert_cmpint (pyxis_place_find (rows[i].sentence, &file, &line), ==, rows[i].file != NULL);
    g_assert_cmpstr (file, ==, rows[i].file);
    g_assert_cmpuint (line, ==, rows[i].line);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place/real", test_real);
  g_test_add_func ("/place/odd", test_odd);
  return g_test_run ();
}
