/* SPDX-License-Identifier: Apache-2.0 */
#include "memory-source.h"

#include "../util/temporary-folder.h"
#include "folder-source.h"

static void
put (PyxisMemorySource *source, const char *path, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  pyxis_memory_source_put (source, path, bytes);
}

static void
assert_text (PyxisMemorySource *source, const char *path, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = pyxis_source_load_text (PYXIS_SOURCE (source), path, 1000, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
  g_assert_false (pyxis_source_is_folder (PYXIS_SOURCE (source), path));
}

static void
assert_error (PyxisMemorySource *source, const char *path, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pyxis_source_open (PYXIS_SOURCE (source), path, &error));
  g_assert_error (error, G_IO_ERROR, code);
  g_assert_cmpint (pyxis_source_is_folder (PYXIS_SOURCE (source), path), ==,
                   code == G_IO_ERROR_IS_DIRECTORY);
}

static void
test_alone (void)
{
  static const char *const expected[] = { "index.html", "sub/", NULL };
  g_autoptr (PyxisMemorySource) source = pyxis_memory_source_new (NULL);
  g_auto (GStrv) names = NULL;

  put (source, "index.html", "first");
  put (source, "index.html", "page");
  put (source, "sub/a", "a");
  put (source, "sub/b", "b");

  assert_text (source, "index.html", "page");
  assert_text (source, "sub/b", "b");
  assert_error (source, "missing", G_IO_ERROR_NOT_FOUND);
  assert_error (source, "su", G_IO_ERROR_NOT_FOUND);
  assert_error (source, "sub/a/x", G_IO_ERROR_NOT_FOUND);
  assert_error (source, "../index.html", G_IO_ERROR_NOT_FOUND);
  assert_error (source, "sub", G_IO_ERROR_IS_DIRECTORY);
  assert_error (source, "", G_IO_ERROR_IS_DIRECTORY);

  names = pyxis_source_list_root (PYXIS_SOURCE (source), PYXIS_SOURCE_LIST_MAX, NULL);
  g_assert_cmpstrv (names, expected);
}

static void
test_in_front (void)
{
  static const char *const expected[] = { "both", "deep/", "index.html", "main.py", "sub/", NULL };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisSource) behind = pyxis_folder_source_new (folder, NULL);
  g_autoptr (PyxisMemorySource) source = pyxis_memory_source_new (behind);
  g_auto (GStrv) names = NULL;

  g_free (temporary_folder_write (folder, "main.py", "behind", -1));
  g_free (temporary_folder_write (folder, "both", "behind", -1));
  g_free (temporary_folder_write (folder, "sub/x", "behind", -1));
  g_free (temporary_folder_write (folder, ".env", "hidden", -1));
  g_free (temporary_folder_write (folder, "deep/er/x", "behind", -1));
  put (source, "index.html", "front");
  put (source, "both", "front");
  put (source, "sub/y", "front");

  assert_text (source, "index.html", "front");
  assert_text (source, "both", "front");
  assert_text (source, "main.py", "behind");
  assert_text (source, "sub/x", "behind");
  assert_text (source, "sub/y", "front");
  assert_error (source, ".env", G_IO_ERROR_NOT_FOUND);
  assert_error (source, "sub", G_IO_ERROR_IS_DIRECTORY);
  assert_error (source, "deep/er", G_IO_ERROR_IS_DIRECTORY);

  names = pyxis_source_list_root (PYXIS_SOURCE (source), PYXIS_SOURCE_LIST_MAX, NULL);
  g_assert_cmpstrv (names, expected);
}

static void
test_each_open_reads_from_the_start (void)
{
  g_autoptr (PyxisMemorySource) source = pyxis_memory_source_new (NULL);

  put (source, "x", "text");
  assert_text (source, "x", "text");
  assert_text (source, "x", "text");
  g_assert_finalize_object (g_steal_pointer (&source));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/memory-source/alone", test_alone);
  g_test_add_func ("/memory-source/in-front", test_in_front);
  g_test_add_func ("/memory-source/each-open", test_each_open_reads_from_the_start);
  return g_test_run ();
}
