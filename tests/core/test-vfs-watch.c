/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-watch.h"

#include "../util/vfs-files.h"
#include "vfs-part.h"
#include "vfs-snapshot.h"

/* A tree as GtkTreeListModel keeps one: a list of each folder, opened when its row comes, and told
 * row by row what changes. */
typedef struct _Mirror Mirror;

struct _Mirror {
  PyxisVfsWatch *watch;
  PyxisVfsFolder *model;
  GPtrArray *items;   /* what "items-changed" says, without a look at the others */
  GPtrArray *folders; /* (element-type Mirror) (nullable elements): of the items */
};

static void mirror_free (gpointer data);

static Mirror *mirror_new (PyxisVfsWatch *watch, const char *path);

static void
mirror_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Mirror *self = data;

  if (removed > 0) {
    g_ptr_array_remove_range (self->items, position, removed);
    g_ptr_array_remove_range (self->folders, position, removed);
  }
  for (guint i = 0; i < added; i++) {
    PyxisVfsItem *item = g_list_model_get_item (model, position + i);
    Mirror *folder = pyxis_vfs_item_is_folder (item)
                       ? mirror_new (self->watch, pyxis_vfs_item_get_path (item))
                       : NULL;

    g_ptr_array_insert (self->items, position + i, item);
    g_ptr_array_insert (self->folders, position + i, folder);
  }
}

static Mirror *
mirror_new (PyxisVfsWatch *watch, const char *path)
{
  Mirror *self = g_new0 (Mirror, 1);

  self->watch = watch;
  self->model = pyxis_vfs_watch_open (watch, path);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->folders = g_ptr_array_new_with_free_func (mirror_free);
  mirror_changed_cb (G_LIST_MODEL (self->model), 0, 0,
                     g_list_model_get_n_items (G_LIST_MODEL (self->model)), self);
  g_signal_connect (self->model, "items-changed", G_CALLBACK (mirror_changed_cb), self);
  return self;
}

static void
mirror_free (gpointer data)
{
  Mirror *self = data;

  if (!self)
    return;
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_object_unref (self->model);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->folders);
  g_free (self);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  return pyxis_vfs_item_compare (*(PyxisVfsItem **) a, *(PyxisVfsItem **) b);
}

/* The same as a fresh listing, item by item. */
static void
mirror_assert (Mirror *self, PyxisVfs *vfs, const char *path)
{
  g_autoptr (PyxisVfsFolder) fresh = pyxis_vfs_folder_new (vfs, path);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fresh));

  g_assert_cmpuint (self->items->len, ==, n);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->model)), ==, n);
  for (guint i = 0; i < n; i++) {
    g_autoptr (PyxisVfsItem) expected = g_list_model_get_item (G_LIST_MODEL (fresh), i);
    g_autoptr (PyxisVfsItem) listed = g_list_model_get_item (G_LIST_MODEL (self->model), i);
    PyxisVfsItem *item = self->items->pdata[i];

    g_assert_true (listed == item);
    g_assert_cmpstr (pyxis_vfs_item_get_path (item), ==, pyxis_vfs_item_get_path (expected));
    g_assert_cmpuint (pyxis_vfs_item_get_ino (item), ==, pyxis_vfs_item_get_ino (expected));
    g_assert_cmpuint (pyxis_vfs_item_get_size (item), ==, pyxis_vfs_item_get_size (expected));
    g_assert_cmpint (pyxis_vfs_item_get_mtime (item), ==, pyxis_vfs_item_get_mtime (expected));
    g_assert_true (i == 0 || compare_items (&self->items->pdata[i - 1], &item) < 0);
    if (self->folders->pdata[i])
      mirror_assert (self->folders->pdata[i], vfs, pyxis_vfs_item_get_path (item));
  }
}

/* (transfer full): one of a few, up to three deep. */
static char *
choose_path (void)
{
  static const char *const names[] = { "a", "b", "c10", "c9" };
  GString *path = g_string_new (names[g_test_rand_int_range (0, 4)]);

  while (path->len < 6 && g_test_rand_int_range (0, 2))
    g_string_append_printf (path, "/%s", names[g_test_rand_int_range (0, 4)]);
  return g_string_free (path, FALSE);
}

static void
change_one (PyxisVfs *vfs, PyxisVfsSnapshot *snapshot)
{
  g_autofree char *path = choose_path ();
  g_autofree char *other = choose_path ();
  g_autoptr (GBytes) bytes = g_bytes_new ("0123456789", g_test_rand_int_range (0, 10));
  g_autoptr (PyxisVfsPart) part = NULL;

  switch (g_test_rand_int_range (0, 12)) {
  case 0:
  case 1:
  case 2:
    pyxis_vfs_make_folder (vfs, path, 0755, NULL);
    break;
  case 3:
  case 4:
  case 5:
  case 6:
    pyxis_vfs_put (vfs, path, bytes, NULL);
    break;
  case 7:
  case 8:
    pyxis_vfs_rename (vfs, path, other, NULL);
    break;
  case 9:
    pyxis_vfs_remove (vfs, path, NULL);
    break;
  case 10:
    part = pyxis_vfs_take_part (vfs, path, NULL);
    if (part)
      pyxis_vfs_place_part (vfs, other, part, NULL);
    break;
  default:
    if (g_test_rand_int_range (0, 10) == 0)
      pyxis_vfs_restore (vfs, snapshot);
  }
}

/* Any changes, in batches of any length. */
static void
test_random (void)
{
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 1000);
  g_autoptr (PyxisVfsWatch) watch = pyxis_vfs_watch_new (vfs);
  g_autoptr (PyxisVfsSnapshot) snapshot = pyxis_vfs_take_snapshot (vfs);
  Mirror *mirror = mirror_new (watch, "");

  for (guint i = 0; i < 3000; i++) {
    guint n = g_test_rand_int_range (1, 8);

    if (i % 100 == 50) {
      pyxis_vfs_snapshot_unref (snapshot);
      snapshot = pyxis_vfs_take_snapshot (vfs);
    }
    while (n-- > 0)
      change_one (vfs, snapshot);
    pyxis_vfs_watch_flush (watch);
    mirror_assert (mirror, vfs, "");
  }
  mirror_free (mirror);
}

static void
changed_cb (PyxisVfsWatch *watch, guint *n)
{
  *n += 1;
}

/* A thousand writes are one batch, which comes by itself. */
static void
test_batch (void)
{
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 1000);
  g_autoptr (PyxisVfsWatch) watch = pyxis_vfs_watch_new (vfs);
  g_autoptr (PyxisVfsFolder) folder = pyxis_vfs_watch_open (watch, "");
  guint n = 0;

  g_signal_connect (watch, "changed", G_CALLBACK (changed_cb), &n);
  for (guint i = 0; i < 1000; i++)
    vfs_files_put (vfs, "a", i % 2 ? "x" : "yy");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (folder)), ==, 0);
  while (n == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (folder)), ==, 1);
}

/* Lists outlive their watch, and their folders. */
static void
test_lifetime (void)
{
  g_autoptr (PyxisVfs) vfs = vfs_files_new (1 << 20, 1000);
  PyxisVfsWatch *watch = pyxis_vfs_watch_new (vfs);
  PyxisVfsFolder *root = pyxis_vfs_watch_open (watch, "");
  PyxisVfsFolder *again = pyxis_vfs_watch_open (watch, "");
  PyxisVfsFolder *folder;

  vfs_files_make_folder (vfs, "f");
  folder = pyxis_vfs_watch_open (watch, "f");
  g_assert_true (pyxis_vfs_remove (vfs, "f", NULL));
  g_object_unref (root);
  pyxis_vfs_watch_flush (watch);
  g_object_unref (watch);
  vfs_files_put (vfs, "x", "");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 0);
  g_object_unref (folder);
  g_object_unref (again);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vfs-watch/random", test_random);
  g_test_add_func ("/vfs-watch/batch", test_batch);
  g_test_add_func ("/vfs-watch/lifetime", test_lifetime);
  return g_test_run ();
}
