/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-folder.h"

#include "../util/vfs-files.h"

/* (transfer full): "a/ b c": what the model shows, in its order. */
static char *
describe (GListModel *model)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (PyxisVfsItem) item = g_list_model_get_item (model, i);

    g_string_append_printf (text, "%s%s%s", i > 0 ? " " : "", pyxis_vfs_item_get_name (item),
                            pyxis_vfs_item_is_folder (item) ? "/" : "");
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
log_cb (GListModel *model, guint position, guint removed, guint added, GString *log)
{
  g_string_append_printf (log, "%u-%u+%u ", position, removed, added);
}

static void
test_order (void)
{
  static const char *const names[] = { "b10", "b2", "Ä", "a", "z", ".x", NULL };
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 100);
  g_autoptr (PyxisVfsFolder) folder = NULL;
  g_autofree char *text = NULL;

  for (gsize i = 0; names[i]; i++)
    vfs_files_put (vfs, names[i], "");
  vfs_files_make_folder (vfs, "zz");
  vfs_files_make_folder (vfs, "c");
  folder = pyxis_vfs_folder_new (vfs, "");
  text = describe (G_LIST_MODEL (folder));
  g_assert_true (g_str_has_prefix (text, "c/ zz/ "));
  g_assert_cmpuint (strstr (text, "b2") - text, <, strstr (text, "b10") - text);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (folder)), ==, 8);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (folder), 8));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (folder), G_MAXUINT));
}

/* What comes or goes side by side is one change. */
static void
test_items_changed (void)
{
  static const struct {
    const char *add; /* a letter a file */
    const char *remove;
    const char *log;
  } cases[] = {
    { "bcd", "", "0-0+3 " }, { "aeg", "", "0-0+1 4-0+2 " },
    { "f", "", "5-0+1 " },   { "", "bd", "3-1+0 1-1+0 " },
    { "", "efg", "2-3+0 " }, { "b", "c", "1-1+0 1-0+1 " },
    { "", "", "" },          { "", "ab", "0-2+0 " },
  };
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 100);
  g_autoptr (PyxisVfsFolder) folder = pyxis_vfs_folder_new (vfs, "");
  g_autoptr (GString) log = g_string_new (NULL);

  g_signal_connect (folder, "items-changed", G_CALLBACK (log_cb), log);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    char name[2] = "";

    for (const char *c = cases[i].add; (name[0] = *c); c++) {
      vfs_files_put (vfs, name, "");
      pyxis_vfs_folder_touch (folder, name, TRUE);
    }
    for (const char *c = cases[i].remove; (name[0] = *c); c++) {
      g_assert_true (pyxis_vfs_remove (vfs, name, NULL));
      pyxis_vfs_folder_touch (folder, name, TRUE);
    }
    g_assert_cmpstr (log->str, ==, "");
    pyxis_vfs_folder_flush (folder);
    g_test_message ("case %zu", i);
    g_assert_cmpstr (log->str, ==, cases[i].log);
    g_string_truncate (log, 0);
  }
}

/* (transfer full) */
static PyxisVfsItem *
find (PyxisVfsFolder *folder, const char *name)
{
  return g_list_model_get_item (G_LIST_MODEL (folder),
                                pyxis_vfs_folder_get_position (folder, name));
}

static void
notify_cb (GObject *object, GParamSpec *pspec, GString *log)
{
  g_string_append_printf (log, "%s ", pspec->name);
}

/* A file that is written stays what it is; another file of the name is another item. */
static void
test_update (void)
{
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 100);
  g_autoptr (PyxisVfsFolder) folder = NULL;
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (PyxisVfsItem) item = NULL;
  g_autoptr (PyxisVfsItem) other = NULL;

  vfs_files_put (vfs, "a", "1");
  folder = pyxis_vfs_folder_new (vfs, "");
  item = find (folder, "a");
  g_signal_connect (folder, "items-changed", G_CALLBACK (log_cb), log);
  g_signal_connect (item, "notify", G_CALLBACK (notify_cb), log);
  vfs_files_put (vfs, "a", "123");
  pyxis_vfs_folder_touch (folder, "a", FALSE);
  pyxis_vfs_folder_flush (folder);
  g_assert_cmpstr (log->str, ==, "size mtime ");
  g_assert_cmpuint (pyxis_vfs_item_get_size (item), ==, 3);

  g_string_truncate (log, 0);
  g_assert_true (pyxis_vfs_remove (vfs, "a", NULL));
  vfs_files_make_folder (vfs, "a");
  pyxis_vfs_folder_touch (folder, "a", FALSE);
  pyxis_vfs_folder_flush (folder);
  g_assert_cmpstr (log->str, ==, "0-1+0 0-0+1 ");
  other = find (folder, "a");
  g_assert_true (pyxis_vfs_item_is_folder (other));
  g_assert_cmpint (pyxis_vfs_folder_get_position (folder, "b"), ==, -1);
}

/* 100,000 files come at once and in turns: one change each, and no work for those that stay. */
static void
test_large (void)
{
  const guint n = 100000;
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 30, n + 10);
  g_autoptr (PyxisVfsFolder) folder = pyxis_vfs_folder_new (vfs, "");
  g_autoptr (PyxisVfsItem) last = NULL;
  g_autoptr (GString) log = g_string_new (NULL);

  g_signal_connect (folder, "items-changed", G_CALLBACK (log_cb), log);
  for (guint i = 0; i < n; i++) {
    g_autofree char *name = g_strdup_printf ("%06u", i);

    g_assert_cmpuint (pyxis_vfs_create (vfs, name, 0644, NULL), !=, 0);
    pyxis_vfs_folder_touch (folder, name, TRUE);
  }
  pyxis_vfs_folder_flush (folder);
  g_assert_cmpstr (log->str, ==, "0-0+100000 ");
  last = g_list_model_get_item (G_LIST_MODEL (folder), n - 1);
  g_assert_cmpstr (pyxis_vfs_item_get_name (last), ==, "099999");

  g_string_truncate (log, 0);
  for (guint i = 0; i < 1000; i++) {
    g_autofree char *name = g_strdup_printf ("%06u", i * 100);

    g_assert_true (pyxis_vfs_remove (vfs, name, NULL));
    pyxis_vfs_folder_touch (folder, name, TRUE);
    pyxis_vfs_folder_flush (folder);
  }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (folder)), ==, n - 1000);
  g_assert_true (g_str_has_prefix (log->str, "0-1+0 99-1+0 198-1+0 "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vfs-folder/order", test_order);
  g_test_add_func ("/vfs-folder/items-changed", test_items_changed);
  g_test_add_func ("/vfs-folder/update", test_update);
  g_test_add_func ("/vfs-folder/large", test_large);
  return g_test_run ();
}
