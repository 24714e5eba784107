/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-find.h"

#include "../util/vfs-files.h"

typedef struct {
  GPtrArray *items;
  gboolean is_cut;
  gboolean is_done;
  GError *error;
} Answer;

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->items = pyxis_vfs_find_finish (result, &answer->is_cut, &answer->error);
  answer->is_done = TRUE;
}

static void
test_find (void)
{
  static const struct {
    const char *needle;
    guint max;
    const char *paths;
    gboolean is_cut;
  } cases[] = {
    { "data", 9, "data.csv|f/DATA|f/data|", FALSE },
    { "ÜBER", 9, "f/data/über|", FALSE },
    { "f/d", 9, "", FALSE },
    { "a", 2, NULL, TRUE },
    { "none", 9, "", FALSE },
  };
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 100);
  g_autoptr (PyxisVfsPart) root = NULL;

  vfs_files_make_folder (vfs, "f");
  vfs_files_make_folder (vfs, "f/data");
  vfs_files_put (vfs, "f/data/über", "");
  vfs_files_put (vfs, "f/DATA", "four");
  vfs_files_put (vfs, "data.csv", "");
  root = pyxis_vfs_take_part (vfs, "", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Answer answer = { 0 };
    g_autoptr (GString) paths = g_string_new (NULL);

    pyxis_vfs_find_async (root, cases[i].needle, cases[i].max, NULL, found_cb, &answer);
    while (!answer.is_done)
      g_main_context_iteration (NULL, TRUE);
    for (guint k = 0; k < answer.items->len; k++)
      g_string_append_printf (paths, "%s|", pyxis_vfs_item_get_path (answer.items->pdata[k]));
    if (cases[i].paths)
      g_assert_cmpstr (paths->str, ==, cases[i].paths);
    else
      g_assert_cmpuint (answer.items->len, ==, cases[i].max);
    g_assert_cmpint (answer.is_cut, ==, cases[i].is_cut);
    g_ptr_array_unref (answer.items);
  }
}

static void
test_cancel (void)
{
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 100);
  g_autoptr (PyxisVfsPart) root = pyxis_vfs_take_part (vfs, "", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answer = { 0 };

  pyxis_vfs_find_async (root, "a", 1, cancellable, found_cb, &answer);
  g_cancellable_cancel (cancellable);
  while (!answer.is_done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_error_free (answer.error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vfs-find/find", test_find);
  g_test_add_func ("/vfs-find/cancel", test_cancel);
  return g_test_run ();
}
