/* SPDX-License-Identifier: Apache-2.0 */
#include "ostree-tree.h"

#include <string.h>

static void
add (GPtrArray *files, const char *path, guint mode, const char *text)
{
  pyxis_app_files_add (files, g_strdup (path), mode, g_bytes_new (text, strlen (text)));
}

static void
assert_sum (const guint8 *sum, const char *wanted)
{
  g_autoptr (GString) hex = g_string_new (NULL);

  for (gsize i = 0; i < PYXIS_OSTREE_SUM_SIZE; i++)
    g_string_append_printf (hex, "%02x", sum[i]);
  g_assert_cmpstr (hex->str, ==, wanted);
}

/* Sums that `ostree commit --canonical-permissions` gives of the same files. */
static void
test_sums (void)
{
  g_autoptr (GPtrArray) none = pyxis_app_files_new (), files = pyxis_app_files_new (),
                        more = pyxis_app_files_new ();
  g_autoptr (PyxisOstreeTree) empty = pyxis_ostree_tree_new (), tree = pyxis_ostree_tree_new ();

  add (files, "a-b/one", 0644, "1");
  add (files, "a/program", 0755, "1");
  add (files, "a/two", 0644, "");
  add (files, "b", 0644, "2");
  add (more, "a/one", 0644, "1");
  g_assert_true (pyxis_ostree_tree_add (empty, none, NULL, NULL));
  pyxis_ostree_tree_finish (empty);
  g_assert_true (pyxis_ostree_tree_add (tree, files, NULL, NULL));
  g_assert_true (pyxis_ostree_tree_add (tree, more, NULL, NULL));
  pyxis_ostree_tree_finish (tree);

  assert_sum (empty->folder, "446a0ef11b7cc167f3b603e585c7eeeeb675faa412d5ec73f62988eb0b6c5488");
  assert_sum (empty->tree, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  assert_sum (tree->tree, "b167d715152be42bbdd12d6e9a1da15afea8ad6f70f89540ac03e1d4a431cbf3");
  /* Three trees, the one folder, and four files, of which two are the same. */
  g_assert_cmpuint (tree->objects->len, ==, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ostree-tree/sums", test_sums);
  return g_test_run ();
}
