/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-path.h"

#include <string.h>

static const PyxisVfsLimits limits = { 0, 0, 20, 6 };

static const struct {
  const char *text;
  gssize length;
  int code;
  const char *names; /* of what is right: between bars */
  gboolean is_folder;
} rows[] = {
  { "", -1, 0, "" },
  { "a", -1, 0, "a" },
  { "a/b/c", -1, 0, "a|b|c" },
  { "a/b/", -1, 0, "a|b", TRUE },
  { ".a/..b/...", -1, 0, ".a|..b|..." },
  { "a b/%2e/\\", -1, 0, "a b|%2e|\\" },
  { "ü/漢字", -1, 0, "ü|漢字" },
  { "\n/\177", -1, 0, "\n|\177" },
  { "a/b", 1, 0, "a" },
  { "123456", -1, 0, "123456" },
  { "1234567", -1, PYXIS_VFS_ENAMETOOLONG },
  { "a/1234567/b", -1, PYXIS_VFS_ENAMETOOLONG },
  { "12345/12345/12345/12", -1, 0, "12345|12345|12345|12" },
  { "12345/12345/12345/12/", -1, 0, "12345|12345|12345|12", TRUE },
  { "12345/12345/12345/123", -1, PYXIS_VFS_ENAMETOOLONG },
  { "/", -1, PYXIS_VFS_EINVAL },
  { "/a", -1, PYXIS_VFS_EINVAL },
  { "//", -1, PYXIS_VFS_EINVAL },
  { "a//b", -1, PYXIS_VFS_EINVAL },
  { "a//", -1, PYXIS_VFS_EINVAL },
  { ".", -1, PYXIS_VFS_EINVAL },
  { "..", -1, PYXIS_VFS_EINVAL },
  { "a/..", -1, PYXIS_VFS_EINVAL },
  { "a/../b", -1, PYXIS_VFS_EINVAL },
  { "./a", -1, PYXIS_VFS_EINVAL },
  { "a/./", -1, PYXIS_VFS_EINVAL },
  { "a\0b", 3, PYXIS_VFS_EINVAL },
  { "\0", 1, PYXIS_VFS_EINVAL },
  { "\xff", -1, PYXIS_VFS_EINVAL },
  { "\xed\xa0\x80", -1, PYXIS_VFS_EINVAL }, /* half of a surrogate pair */
  { "a/\xc3", -1, PYXIS_VFS_EINVAL },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GString) names = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    gsize at = 0, n = 0;
    PyxisVfsPath path;

    g_test_message ("row %u", i);
    pyxis_vfs_path_parse (&path, rows[i].text, rows[i].length, &limits, &error);
    if (rows[i].code) {
      g_assert_error (error, PYXIS_VFS_ERROR, rows[i].code);
      continue;
    }

    g_assert_no_error (error);
    while (pyxis_vfs_path_next (&path, &at, &n)) {
      g_string_append_printf (names, "%s%.*s", names->len > 0 ? "|" : "", (int) n, path.text + at);
      g_assert_cmpint (at == path.last, ==, at + n == path.length);
    }
    g_assert_cmpstr (names->str, ==, rows[i].names);
    g_assert_cmpint (path.is_folder, ==, rows[i].is_folder);
  }
}

/* One sentence each, whether there is a path or not. */
static void
test_sentences (void)
{
  static const int codes[] = { 8, 10, 20, 22, 28, 29, 31, 37, 44, 51, 52, 54, 55, 63, 69, 75 };
  static const char *const paths[] = { NULL, "", "a/b" };

  for (guint i = 0; i < G_N_ELEMENTS (codes) * G_N_ELEMENTS (paths); i++) {
    int code = codes[i / G_N_ELEMENTS (paths)];
    const char *path = paths[i % G_N_ELEMENTS (paths)];
    g_autoptr (GError) error = NULL;

    pyxis_vfs_set_error (&error, code, path);
    g_assert_error (error, PYXIS_VFS_ERROR, code);
    g_assert_true (g_str_has_suffix (error->message, "."));
    g_assert_null (strstr (error->message, "failed"));
    g_assert_true (!path || !*path || strstr (error->message, "“a/b”"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vfs-path/table", test_table);
  g_test_add_func ("/vfs-path/sentences", test_sentences);
  return g_test_run ();
}
