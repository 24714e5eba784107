/* SPDX-License-Identifier: Apache-2.0 */
#include "page-file.h"

#include "jsc-options.h"
#include "temporary-folder.h"
#include "web-library.h"

static PyxisProject *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  PyxisProject *project = pyxis_project_load (path, &error);

  g_assert_no_error (error);
  return project;
}

static void
assert_file (PyxisProject *project, const char *address, const char *name, const char *path)
{
  g_autofree char *got_name = pyxis_page_file_dup_name (project, address);
  g_autofree char *got_path = pyxis_page_file_dup_path (project, address);

  g_test_message ("%s", address ? address : "(null)");
  g_assert_cmpstr (got_name, ==, name);
  g_assert_cmpstr (got_path, ==, path);
}

static void
test_folder (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *root = g_build_filename (folder, "garden", NULL);
  g_autofree char *index = temporary_folder_write (folder, "garden/index.html", "x", -1);
  g_autofree char *page = temporary_folder_write (folder, "garden/sub/a page.html", "x", -1);
  g_autoptr (PyxisProject) project = load (root);
  g_autofree char *shown = pyxis_page_file_dup_folder (project);

  g_assert_cmpstr (shown, ==, root);
  assert_file (project, "pyxis://app/index.html?x#y", "index.html", index);
  assert_file (project, "pyxis://app/", "index.html", index);
  assert_file (project, "http://127.0.0.1:5000/sub/a%20page.html", "a page.html", page);
  assert_file (project, "pyxis://app/missing.html", "missing.html", NULL);
  assert_file (project, "pyxis://app/sub", "sub", NULL);
  assert_file (project, "pyxis://app/..%2f..%2fetc/passwd", "garden", NULL);
  assert_file (project, "about:blank", "garden", NULL);
  assert_file (project, NULL, "garden", NULL);
}

/* A script's page is made by Pyxis: there is no file to open. */
static void
test_script (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *script = temporary_folder_write (folder, "clock.py", "print ()", -1);
  g_autoptr (PyxisProject) project = load (script);
  g_autofree char *shown = pyxis_page_file_dup_folder (project);

  g_assert_cmpstr (shown, ==, folder);
  assert_file (project, "pyxis://app/clock.html", "clock.html", NULL);
}

int
main (int argc, char **argv)
{
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page-file/folder", test_folder);
  g_test_add_func ("/page-file/script", test_script);
  return g_test_run ();
}
