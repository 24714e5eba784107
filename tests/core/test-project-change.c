/* SPDX-License-Identifier: Apache-2.0 */
#include "project-change.h"

#include <glib/gstdio.h>
#include <string.h>

#include "../util/temporary-folder.h"
#include "../util/zip-writer.h"
#include "advice-table.h"

/* The errors whose advice is followed. */
#define NUMPY                                                                                      \
  "ModuleNotFoundError: No module named 'numpy'\nThe module 'numpy' is included in the Pyodide "   \
  "distribution, but it is not installed."
#define HELPER "ModuleNotFoundError: No module named 'helper'"
#define DEEP "ImportError: no module named 'units.deep'"
#define BORROWED "Error: This borrowed proxy was automatically destroyed at the end of a call"
#define PAGE "<!doctype html>\n<title>A</title>\n"
#define NAMES "<script type=\"py\" src=\"main.py\" config=\"pyscript.toml\"></script>\n"

typedef struct {
  const char *name;
  const char *error;
  const char *files[8]; /* names and texts */
  const char *changed;  /* the file; NULL: the change is refused */
  const char *after;    /* it, or a piece of the sentence */
} Row;

static const Row rows[] = {
  { "no-list",
    NUMPY,
    { "index.html", PAGE NAMES, "pyscript.toml", "name = \"A\" # mine\n" },
    "pyscript.toml",
    "name = \"A\" # mine\npackages = [\"numpy\"]\n" },
  { "list",
    NUMPY,
    { "index.html", PAGE NAMES, "pyscript.toml", "packages = [\"a\"] # why\n\n[files]\n" },
    "pyscript.toml",
    "packages = [\"a\", \"numpy\"] # why\n\n[files]\n" },
  { "lines",
    NUMPY,
    { "index.html", PAGE NAMES, "pyscript.toml",
      "packages = [\n  \"a\",\n  \"b\",\n]\nname = \"A\"\n" },
    "pyscript.toml",
    "packages = [\n  \"a\",\n  \"b\",\"numpy\"\n]\nname = \"A\"\n" },
  { "empty-list",
    NUMPY,
    { "index.html", PAGE NAMES, "pyscript.toml", "packages = []" },
    "pyscript.toml",
    "packages = [\"numpy\"]" },
  { "table",
    NUMPY,
    { "index.html", PAGE NAMES, "pyscript.toml", "name = \"A\"\n\n[files]\n\"a.py\" = \"\"\n",
      "a.py", "" },
    "pyscript.toml",
    "name = \"A\"\npackages = [\"numpy\"]\n\n[files]\n\"a.py\" = \"\"\n" },
  { "only-table",
    NUMPY,
    { "index.html", PAGE NAMES, "pyscript.toml", "[files]\n\"a.py\" = \"\"\n" },
    "pyscript.toml",
    "packages = [\"numpy\"]\n\n[files]\n\"a.py\" = \"\"\n" },
  { "there",
    NUMPY,
    { "index.html", PAGE NAMES, "pyscript.toml", "packages = [\"numpy\"]\n" },
    NULL,
    "says that already" },
  { "no-list-there",
    NUMPY,
    { "index.html", PAGE NAMES, "pyscript.toml", "packages = \"a\"\n" },
    NULL,
    "says that already" },
  { "broken",
    NUMPY,
    { "index.html", PAGE NAMES, "pyscript.toml", "packages = [\n" },
    NULL,
    "line 1" },
  { "made", NUMPY, { "main.py", "import numpy" }, "pyscript.toml", "packages = [\"numpy\"]\n" },
  { "json",
    NUMPY,
    { "index.html", PAGE "<py-config src=\"./sub/a.json\"></py-config>" NAMES, "sub/a.json",
      "{\"name\":\"A\"}" },
    "sub/a.json",
    "{\n  \"name\": \"A\",\n  \"packages\": [\n    \"numpy\"\n  ]\n}" },
  { "json-broken",
    NUMPY,
    { "index.html", PAGE "<py-config src=\"a.json\"></py-config>", "a.json", "{" },
    NULL,
    "no valid JSON" },
  { "inline",
    NUMPY,
    { "index.html", PAGE
      "<py-config>\n  name = \"A\"\n</py-config>\n<script type=\"py\">import numpy</script>\n" },
    "index.html",
    PAGE "<py-config>\n  name = \"A\"\npackages = [\"numpy\"]\n</py-config>\n<script "
         "type=\"py\">import numpy</script>\n" },
  { "element",
    NUMPY,
    { "index.html",
      PAGE "<script type=\"mpy\">1</script>\n<script type=\"py\">import numpy</script>\n" },
    "index.html",
    PAGE "<script type=\"mpy\">1</script>\n<py-config>\npackages = "
         "[\"numpy\"]\n</py-config>\n<script type=\"py\">import numpy</script>\n" },
  { "attribute",
    NUMPY,
    { "index.html", PAGE "<script type='py' config='{\"packages\":[]}'>import numpy</script>\n" },
    NULL,
    "does not change" },
  { "no-script", NUMPY, { "index.html", PAGE }, NULL, "does not change" },
  { "named-missing", NUMPY, { "index.html", PAGE NAMES }, NULL, "pyscript.toml" },
  { "file",
    HELPER,
    { "index.html", PAGE NAMES, "pyscript.toml", "name = \"A\"\n", "helper.py", "" },
    "pyscript.toml",
    "name = \"A\"\n\n[files]\n\"./helper.py\" = \"./helper.py\"\n" },
  { "file-in-table",
    HELPER,
    { "index.html", PAGE NAMES, "pyscript.toml", "[files]\n\"a.py\" = \"\"\n", "helper.py", "" },
    "pyscript.toml",
    "[files]\n\"./helper.py\" = \"./helper.py\"\n\"a.py\" = \"\"\n" },
  { "file-missing", HELPER, { "index.html", PAGE NAMES, "pyscript.toml", "" }, NULL, "helper.py" },
  { "file-hidden",
    "ModuleNotFoundError: No module named '..passwd'",
    { "index.html", PAGE NAMES, "pyscript.toml", "" },
    NULL,
    "There is no file" },
  { "file-deep",
    DEEP,
    { "index.html", PAGE "<mpy-script></mpy-script>", "units/deep.py", "" },
    "index.html",
    PAGE "<mpy-config>\n[files]\n\"./units/deep.py\" = "
         "\"./units/deep.py\"\n</mpy-config>\n<mpy-script></mpy-script>" },
  { "proxy",
    BORROWED,
    { "index.html", PAGE NAMES, "pyscript.toml",
      "experimental_create_proxy = \"no\" # x\nname = \"A\"" },
    "pyscript.toml",
    "experimental_create_proxy = \"auto\"\nname = \"A\"" },
  { "advice",
    "ReferenceError: Can't find variable: module",
    { "index.html", PAGE NAMES, "pyscript.toml", "" },
    NULL,
    "no change" },
};

static PyxisAdviceTable *table;

static void
write_files (const TemporaryFolder *folder, const char *const *files)
{
  for (gsize i = 0; i < 8 && files[i]; i += 2)
    g_free (temporary_folder_write (folder, files[i], files[i + 1], -1));
}

static PyxisProjectChange *
make (PyxisProject *project, const char *kind, const char *words, GError **error)
{
  g_autoptr (PyxisAdvice) advice = pyxis_advice_table_find (table, kind, words);

  g_assert_nonnull (advice);
  return pyxis_project_change_new (
    project, NULL, g_str_equal (advice->id, "module-micropython") ? "micropython" : NULL, advice,
    error);
}

static void
assert_file (const TemporaryFolder *folder, const char *name, const char *expected)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisProject) project = NULL;
  g_autoptr (PyxisProjectChange) change = NULL;
  g_autoptr (GError) error = NULL;

  write_files (folder, row->files);
  project = pyxis_project_load (folder, &error);
  g_assert_no_error (error);
  change = make (project, "error", row->error, &error);
  if (!row->changed) {
    g_assert_null (change);
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, row->after));
    return;
  }
  g_assert_no_error (error);
  g_assert_cmpstr (change->path, ==, row->changed);
  g_assert_cmpstr (change->after, ==, row->after);
  g_assert_true (pyxis_project_change_apply (change, project, &error));
  g_assert_no_error (error);
  assert_file (folder, row->changed, row->after);
}

/* A key that is set, at the top or in a table. */
static void
test_edit (void)
{
  static const struct {
    PyxisEdit edit;
    const char *before; /* NULL: there is no file */
    const char *after;  /* NULL: refused */
  } edits[] = {
    { { PYXIS_EDIT_SET, NULL, "name", "Clock" }, NULL, "name = \"Clock\"\n" },
    { { PYXIS_EDIT_SET, "pyxis", "id", "a.b.C" }, NULL, "[pyxis]\nid = \"a.b.C\"\n" },
    { { PYXIS_EDIT_SET, "pyxis", "id", "a.b.C" },
      "name = \"A\" # mine\n",
      "name = \"A\" # mine\n\n[pyxis]\nid = \"a.b.C\"\n" },
    { { PYXIS_EDIT_SET, "pyxis", "id", "a.b.C" },
      "id = \"top\"\n[pyxis] # ours\nicon = \"a.svg\"\n\n[pyxis.window]\nwidth = 1\n",
      "id = \"top\"\n[pyxis] # ours\nid = \"a.b.C\"\nicon = \"a.svg\"\n\n[pyxis.window]\nwidth = "
      "1\n" },
    { { PYXIS_EDIT_SET, "pyxis", "id", "a.b.C" },
      "[pyxis]\nicon = \"a.svg\"\nid = \"wrong\"\n\n[files]\nid = \"b\"\n",
      "[pyxis]\nicon = \"a.svg\"\nid = \"a.b.C\"\n\n[files]\nid = \"b\"\n" },
    { { PYXIS_EDIT_SET, "pyxis", "id", "a.b.C" },
      "[pyxis.window]\nwidth = 1",
      "[pyxis.window]\nwidth = 1\n\n[pyxis]\nid = \"a.b.C\"\n" },
    { { PYXIS_EDIT_SET, "pyxis", "categories", "Game", TRUE },
      "[pyxis]",
      "[pyxis]\ncategories = [\"Game\"]\n" },
    { { PYXIS_EDIT_SET, "pyxis", "categories", "Game", TRUE },
      "[pyxis]\ncategories = [\n  \"Gam\",\n]\n",
      "[pyxis]\ncategories = [\"Game\"]\n" },
    { { PYXIS_EDIT_SET, "pyxis", "id", "a.b.C" }, "[pyxis]\nid = \"a.b.C\"\n", NULL },
    { { PYXIS_EDIT_SET, "pyxis", "id", "a.b.C" }, "pyxis = \"x\"\n", NULL },
    { { PYXIS_EDIT_SET, NULL, "name", "a \"b\"" }, "name = \"A\"\n", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autoptr (PyxisProject) project = NULL;
    g_autoptr (PyxisProjectChange) change = NULL;
    g_autoptr (GError) error = NULL;

    g_free (temporary_folder_write (folder, "index.html", PAGE, -1));
    if (edits[i].before)
      g_free (temporary_folder_write (folder, "pyscript.toml", edits[i].before, -1));
    project = pyxis_project_load (folder, NULL);
    change = pyxis_project_change_new_edit (project, &edits[i].edit, &error);
    g_test_message ("%" G_GSIZE_FORMAT ": %s", i, error ? error->message : change->after);
    g_assert_true ((change != NULL) == (edits[i].after != NULL));
    if (!change)
      continue;
    g_assert_cmpstr (change->after, ==, edits[i].after);
    g_assert_true (pyxis_project_change_apply (change, project, &error));
    g_assert_no_error (error);
    assert_file (folder, "pyscript.toml", edits[i].after);
  }
}

/* The key that the project's own warning names, with the file's rights kept. */
static void
test_rename (void)
{
  static const char *const files[] = {
    "index.html", PAGE NAMES, "pyscript.toml", "# x\npackage = [\"a\"]\nname = \"A\"\n", NULL,
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "pyscript.toml", NULL);
  g_autoptr (PyxisProject) project = NULL;
  g_autoptr (PyxisProjectChange) change = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *patch = NULL;
  GStatBuf status;

  write_files (folder, files);
  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  project = pyxis_project_load (folder, &error);
  g_assert_no_error (error);
  change =
    make (project, "notice", pyxis_project_get_configuration (project)->warnings->pdata[0], &error);
  g_assert_no_error (error);
  patch = pyxis_project_change_dup_patch (change);
  g_assert_cmpstr (patch, ==,
                   "pyscript.toml, line 2\n  # x\n- package = [\"a\"]\n+ packages = [\"a\"]\n"
                   "  name = \"A\"\n");
  g_assert_true (pyxis_project_change_apply (change, project, &error));
  assert_file (folder, "pyscript.toml", "# x\npackages = [\"a\"]\nname = \"A\"\n");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0640);
}

/* What was changed meanwhile, made meanwhile or became a link stays as it is. */
static void
test_meanwhile (void)
{
  static const char *const files[] = { "index.html", PAGE NAMES, "pyscript.toml", "", NULL };
  static const char *const script[] = { "main.py", "import numpy", NULL };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (TemporaryFolder) other = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "pyscript.toml", NULL);
  g_autoptr (PyxisProject) project = NULL;
  g_autoptr (PyxisProject) made = NULL;
  g_autoptr (PyxisProjectChange) change = NULL;
  g_autoptr (PyxisProjectChange) new_file = NULL;
  g_autoptr (GError) error = NULL;

  write_files (folder, files);
  project = pyxis_project_load (folder, NULL);
  change = make (project, "error", NUMPY, NULL);
  g_free (temporary_folder_write (folder, "pyscript.toml", "name = \"B\"\n", -1));
  g_assert_false (pyxis_project_change_apply (change, project, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  assert_file (folder, "pyscript.toml", "name = \"B\"\n");
  g_clear_error (&error);

  g_free (temporary_folder_write (other, "outside.toml", "", -1));
  g_assert_cmpint (g_unlink (path), ==, 0);
  temporary_folder_link (folder, "pyscript.toml", "/dev/null");
  g_assert_false (pyxis_project_change_apply (change, project, &error));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
  g_clear_error (&error);

  write_files (other, script);
  made = pyxis_project_load (other, NULL);
  new_file = make (made, "error", NUMPY, NULL);
  g_assert_null (new_file->before);
  g_free (temporary_folder_write (other, "pyscript.toml", "name = \"C\"\n", -1));
  g_assert_false (pyxis_project_change_apply (new_file, made, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  assert_file (other, "pyscript.toml", "name = \"C\"\n");
}

static void
test_no_folder (void)
{
  static const ZipMember members[] = { { "main.py", "import numpy", -1 } };
  static const char *const targets[] = { "a.zip", "alone.py" };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GByteArray) bytes =
    zip_writer_make (members, G_N_ELEMENTS (members), "compression=deflate");

  g_free (temporary_folder_write (folder, "a.zip", bytes->data, bytes->len));
  g_free (temporary_folder_write (folder, "alone.py", "import numpy", -1));
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++) {
    g_autofree char *path = g_build_filename (folder, targets[i], NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisProject) project = pyxis_project_load (path, &error);

    g_assert_no_error (error);
    g_assert_null (make (project, "error", NUMPY, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  table = pyxis_advice_table_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strconcat ("/project-change/", rows[i].name, NULL);

    g_test_add_data_func (path, &rows[i], test_row);
  }
  g_test_add_func ("/project-change/edit", test_edit);
  g_test_add_func ("/project-change/rename", test_rename);
  g_test_add_func ("/project-change/meanwhile", test_meanwhile);
  g_test_add_func ("/project-change/no-folder", test_no_folder);
  status = g_test_run ();
  pyxis_advice_table_free (table);
  return status;
}
