/* SPDX-License-Identifier: Apache-2.0 */
#include "project.h"

#include <string.h>
#include <sys/stat.h>

#include "../util/temporary-folder.h"
#include "../util/zip-writer.h"

#define MAX_FILES 8

typedef struct {
  const char *name;
  const char *data;
} File;

/* The text of a file of the project, as it is served. */
static char *
dup_served (PyxisProject *project, const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text =
    pyxis_source_load_text (pyxis_project_get_source (project), path, 1024 * 1024, &error);

  g_assert_no_error (error);
  return text;
}

static void
write_all (const TemporaryFolder *folder, const File *files)
{
  for (gsize i = 0; i < MAX_FILES && files[i].name; i++)
    g_free (temporary_folder_write (folder, files[i].name, files[i].data, -1));
}

static const struct {
  const char *target; /* in the folder; "" is the folder */
  File files[MAX_FILES];
  const char *start;
  const char *script; /* the tag of a generated page */
} start_pages[] = {
  { "", { { "index.html", "<p>" }, { "other.html", "<p>" }, { "main.py", "" } }, "index.html" },
  { "", { { "index.htm", "<p>" }, { "other.html", "<p>" } }, "index.htm" },
  { "", { { "app.html", "<p>" }, { "main.py", "x" }, { "sub/b.html", "<p>" } }, "app.html" },
  { "", { { "Index.HTML", "<p>" } }, "Index.HTML" },
  { "", { { "index.html", "\xff\xfe<\0h" } }, "index.html" },
  { "",
    { { "main.py", "print(1)" }, { "lib.py", "" } },
    "index.html",
    "<script type=\"py\" src=\"main.py\" terminal worker></script>" },
  { "",
    { { "only one.py", "display(1)" } },
    "index.html",
    "<script type=\"py\" src=\"only%20one.py\"></script>" },
  { "",
    { { "main.py", "document" }, { "pyscript.toml", "name = \"A & B\"" } },
    "index.html",
    "<script type=\"py\" src=\"main.py\" config=\"pyscript.toml\"></script>" },
  { "",
    { { "main.py", "" }, { "pyscript.json", "{\"interpreter\": \"./micropython.mjs\"}" } },
    "index.html",
    "<script type=\"mpy\" src=\"main.py\" config=\"pyscript.json\" terminal worker></script>" },
  { "",
    { { "a.html", "<p>" },
      { "b.html", "<p>" },
      { "pyscript.toml", "[pyxis]\nstart-page = \"b.html\"" } },
    "b.html" },
  { "",
    { { "index.html", "<p>" },
      { "sub/b.html", "<p>" },
      { "pyscript.toml", "[pyxis]\nstart-page = \"sub/b.html\"" } },
    "sub/b.html" },
  { "b.html", { { "index.html", "<p>" }, { "b.html", "<p>" } }, "b.html" },
  { "b.HTM", { { "index.html", "<p>" }, { "b.HTM", "<p>" } }, "b.HTM" },
  { "a.py",
    { { "index.html", "<p>" }, { "a.py", "print(1)" } },
    "a.html",
    "<script type=\"py\" src=\"a.py\" terminal worker></script>" },
  { "a.py",
    { { "a.html", "<p>" }, { "a-1.html", "<p>" }, { "a.py", "display(1)" } },
    "a-2.html",
    "<script type=\"py\" src=\"a.py\"></script>" },
  { "\"<&'%?#.py",
    { { "\"<&'%?#.py", "display(1)" } },
    "\"<&'%?#.html",
    "<script type=\"py\" src=\"%22%3C%26%27%25%3F%23.py\"></script>" },
};

static void
test_start_pages (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (start_pages); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autofree char *target = g_build_filename (folder, start_pages[i].target, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisProject) project = NULL;

    write_all (folder, start_pages[i].files);
    project = pyxis_project_load (target, &error);
    g_assert_no_error (error);
    g_test_message ("row %zu", i);
    g_assert_cmpstr (pyxis_project_get_start_page (project), ==, start_pages[i].start);
    if (start_pages[i].script) {
      g_autofree char *page = dup_served (project, start_pages[i].start);
      g_assert_nonnull (strstr (page, start_pages[i].script));
    }
  }
}

static const struct {
  const char *target;
  File files[MAX_FILES];
  int code;
  const char *words;
} refused[] = {
  { "missing", { { NULL } }, G_IO_ERROR_NOT_FOUND, "exists" },
  { "a.py/x", { { "a.py", "" } }, G_IO_ERROR_NOT_FOUND, "exists" },
  { "", { { NULL } }, G_IO_ERROR_NOT_SUPPORTED, "nothing to run" },
  { "",
    { { "readme.txt", "" }, { "sub/index.html", "<p>" } },
    G_IO_ERROR_NOT_SUPPORTED,
    "nothing to run" },
  { "", { { ".index.html", "<p>" } }, G_IO_ERROR_NOT_SUPPORTED, "nothing to run" },
  { "",
    { { "a.html", "<p>" }, { "b.html", "<p>" } },
    G_IO_ERROR_NOT_SUPPORTED,
    "several pages, “a.html”, “b.html”, and no index.html; open one, as in pyxis '" },
  { "",
    { { "1.html", "" },
      { "2.html", "" },
      { "3.html", "" },
      { "4.html", "" },
      { "5.html", "" },
      { "6.html", "" },
      { "7.html", "" } },
    G_IO_ERROR_NOT_SUPPORTED,
    "“5.html” and 2 more, and no index.html" },
  { "", { { "a.py", "" }, { "b.py", "" } }, G_IO_ERROR_NOT_SUPPORTED, "or call one main.py." },
  { "", { { "index.html", "" } }, G_IO_ERROR_INVALID_DATA, "“index.html” is empty" },
  { "", { { "index.html", " \n" } }, G_IO_ERROR_INVALID_DATA, "“index.html” is empty" },
  { "a.html", { { "a.html", "" } }, G_IO_ERROR_INVALID_DATA, "“a.html” is empty" },
  { "", { { "main.py", "\xff" } }, G_IO_ERROR_INVALID_DATA, "main.py" },
  { "",
    { { "index.html", "<p>" }, { "pyscript.toml", "[pyxis]\nstart-page = \"no.html\"" } },
    G_IO_ERROR_NOT_FOUND,
    "pyscript.toml names the start page “no.html”" },
  { "",
    { { "index.html", "<p>" }, { "pyscript.toml", "[pyxis]\nstart-page = \"../x.html\"" } },
    G_IO_ERROR_NOT_FOUND,
    "names the start page" },
  { "",
    { { "index.html", "<p>" }, { "pyscript.toml", "[pyxis]\nstart-page = \"\"" } },
    G_IO_ERROR_NOT_FOUND,
    "names the start page" },
  { "a.txt", { { "a.txt", "" } }, G_IO_ERROR_NOT_SUPPORTED, "no kind of file" },
  { "a.pyxis", { { "a.pyxis", "" } }, G_IO_ERROR_NOT_SUPPORTED, "packed application" },
  { ".a.py", { { ".a.py", "" } }, G_IO_ERROR_INVALID_FILENAME, "hidden" },
  { "a.zip", { { "a.zip", "no zip" } }, G_IO_ERROR_INVALID_DATA, "a.zip" },
  { "a\\b.py", { { "a\\b.py", "" } }, G_IO_ERROR_INVALID_FILENAME, "cannot be an address" },
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autofree char *target = g_build_filename (folder, refused[i].target, NULL);
    g_autoptr (GError) error = NULL;

    write_all (folder, refused[i].files);
    g_assert_null (pyxis_project_load (target, &error));
    g_test_message ("row %zu: %s", i, error->message);
    g_assert_error (error, G_IO_ERROR, refused[i].code);
    g_assert_nonnull (strstr (error->message, refused[i].words));
    g_assert_true (g_str_has_suffix (error->message, "."));
  }
}

static void
test_special_files (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *fifo = g_build_filename (folder, "a.py", NULL);
  g_autofree char *page = g_build_filename (folder, "index.html", NULL);
  g_autofree char *zeros = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_null (pyxis_project_load (fifo, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  g_clear_error (&error);
  g_assert_null (pyxis_project_load ("/dev/zero", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  g_clear_error (&error);

  /* A page that is a FIFO is no page, and nobody waits for it. */
  g_assert_cmpint (mkfifo (page, 0600), ==, 0);
  g_assert_null (pyxis_project_load (folder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);

  g_assert_cmpint (g_remove (page), ==, 0);
  zeros = temporary_folder_write (folder, "index.html", "\0\0\0\0\0\0\0\0", 8);
  g_assert_null (pyxis_project_load (folder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, "not an HTML page"));
}

static void
test_names (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *clock = g_build_filename (folder, "clock", NULL);
  g_autofree char *page = temporary_folder_write (folder, "clock/sub/dial.x.py", "document", -1);
  g_autofree char *other = temporary_folder_write (folder, "clock/index.html", "<p>", -1);
  g_autofree char *odd = temporary_folder_write (folder, "clock/\xff.html", "<p>", -1);
  g_autoptr (PyxisProject) whole = pyxis_project_load (clock, NULL);
  g_autoptr (PyxisProject) lone = pyxis_project_load (page, NULL);
  g_autoptr (PyxisProject) named = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpstr (pyxis_project_get_name (whole), ==, "clock");
  g_assert_cmpstr (pyxis_project_get_name (lone), ==, "dial.x");
  g_free (temporary_folder_write (folder, "clock/sub/pyscript.toml", "name = \"Big <Ben>\"", -1));
  named = pyxis_project_load (page, NULL);
  g_assert_cmpstr (pyxis_project_get_name (named), ==, "Big <Ben>");
  text = dup_served (named, pyxis_project_get_start_page (named));
  g_assert_nonnull (strstr (text, "<title>Big &lt;Ben&gt;</title>"));

  g_assert_null (pyxis_project_load (odd, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME);
}

/* The same folder is the same origin however it is named, another one is another. */
static void
test_origin (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *page = temporary_folder_write (folder, "a/index.html", "<p>", -1);
  g_autofree char *other = temporary_folder_write (folder, "b/index.html", "<p>", -1);
  g_autofree char *a = g_build_filename (folder, "a", NULL);
  g_autofree char *b = g_build_filename (folder, "b", NULL);
  g_autofree char *winding = g_build_filename (folder, "b", "..", "a", "", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autoptr (PyxisProject) first = pyxis_project_load (a, NULL);
  g_autoptr (PyxisProject) second = pyxis_project_load (winding, NULL);
  g_autoptr (PyxisProject) third = pyxis_project_load (b, NULL);
  g_autoptr (PyxisProject) file = pyxis_project_load (page, NULL);
  g_autoptr (PyxisProject) linked = NULL;
  const char *origin = pyxis_project_get_origin (first);

  temporary_folder_link (folder, "link", a);
  linked = pyxis_project_load (link, NULL);
  g_assert_cmpuint (strlen (origin), ==, 33);
  g_assert_cmpuint (strspn (origin, "p0123456789abcdef"), ==, 33);
  g_assert_cmpstr (pyxis_project_get_origin (second), ==, origin);
  g_assert_cmpstr (pyxis_project_get_origin (linked), ==, origin);
  g_assert_cmpstr (pyxis_project_get_path (linked), ==, pyxis_project_get_path (first));
  g_assert_cmpstr (pyxis_project_get_origin (third), !=, origin);
  g_assert_cmpstr (pyxis_project_get_origin (file), !=, origin);
}

static void
test_configuration (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *page = temporary_folder_write (folder, "index.html", "<p>", -1);
  g_autofree char *json = temporary_folder_write (folder, "pyscript.json", "{\"name\":\"J\"}", -1);
  g_autofree char *toml = NULL;
  g_autoptr (PyxisProject) first = pyxis_project_load (folder, NULL);
  g_autoptr (PyxisProject) both = NULL;
  g_autoptr (PyxisProject) broken = NULL;
  const PyxisConfiguration *configuration = pyxis_project_get_configuration (first);

  g_assert_cmpstr (configuration->file, ==, "pyscript.json");
  g_assert_cmpstr (pyxis_project_get_name (first), ==, "J");
  g_assert_cmpuint (configuration->warnings->len, ==, 0);

  toml = temporary_folder_write (folder, "pyscript.toml", "name = 'T'", -1);
  both = pyxis_project_load (folder, NULL);
  configuration = pyxis_project_get_configuration (both);
  g_assert_cmpstr (pyxis_project_get_name (both), ==, "T");
  g_assert_cmpuint (configuration->warnings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (configuration->warnings, 0), "is not read"));

  /* What PyScript may never read keeps nothing from running. */
  g_free (temporary_folder_write (folder, "pyscript.toml", "name = 'T'\nb = ", -1));
  broken = pyxis_project_load (folder, NULL);
  configuration = pyxis_project_get_configuration (broken);
  g_assert_nonnull (strstr (configuration->problem, "pyscript.toml: the value is missing, line 2"));
  g_assert_cmpstr (pyxis_project_get_start_page (broken), ==, "index.html");
}

static void
test_zip (void)
{
  static const ZipMember members[] = {
    { "clock-1.0/", NULL },
    { "clock-1.0/main.py", "print(1)", -1 },
    { "clock-1.0/pyscript.toml", "[files]\n\"a.py\" = \"\"", -1 },
    { "clock-1.0/a.py", "x = 1", -1 },
  };
  static const ZipMember ambiguous[] = { { "a.html", "<p>", -1 }, { "b.html", "<p>", -1 } };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GByteArray) bytes =
    zip_writer_make (members, G_N_ELEMENTS (members), "compression=deflate");
  g_autoptr (GByteArray) others =
    zip_writer_make (ambiguous, G_N_ELEMENTS (ambiguous), "compression=deflate");
  g_autofree char *path =
    temporary_folder_write (folder, "clock.ZIP", bytes->data, (gssize) bytes->len);
  g_autofree char *other =
    temporary_folder_write (folder, "b.zip", others->data, (gssize) others->len);
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisProject) project = pyxis_project_load (path, &error);
  g_autofree char *page = NULL;
  g_autofree char *code = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (pyxis_project_get_name (project), ==, "clock");
  g_assert_cmpstr (pyxis_project_get_start_page (project), ==, "index.html");
  page = dup_served (project, "index.html");
  g_assert_nonnull (strstr (page, "config=\"pyscript.toml\" terminal worker>"));
  code = dup_served (project, "a.py");
  g_assert_cmpstr (code, ==, "x = 1");

  g_assert_null (pyxis_project_load (other, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_null (strstr (error->message, "as in pyxis"));
}

/* A folder of many files is listed, not looked through. */
static void
test_large_folder (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *page = temporary_folder_write (folder, "index.html", "<p>", -1);
  g_autoptr (PyxisProject) project = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20000; i++) {
    g_autofree char *name = g_strdup_printf ("%s/%05u.html", folder, i);
    g_assert_cmpint (link (page, name), ==, 0);
  }

  project = pyxis_project_load (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pyxis_project_get_start_page (project), ==, "index.html");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/project/start-pages", test_start_pages);
  g_test_add_func ("/project/refused", test_refused);
  g_test_add_func ("/project/special-files", test_special_files);
  g_test_add_func ("/project/names", test_names);
  g_test_add_func ("/project/origin", test_origin);
  g_test_add_func ("/project/configuration", test_configuration);
  g_test_add_func ("/project/zip", test_zip);
  g_test_add_func ("/project/large-folder", test_large_folder);

  return g_test_run ();
}
