/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-unsaved.h"

#include "../util/vfs-text.h"

static char *
describe (PyxisVfsUnsaved *unsaved)
{
  g_auto (GStrv) paths = pyxis_vfs_unsaved_list (unsaved);

  g_assert_cmpuint (g_strv_length (paths), ==, pyxis_vfs_unsaved_count (unsaved));
  return g_strjoinv (" ", paths);
}

/* "w PATH" writes, "e PATH" makes an empty file, "d PATH" a folder, "r PATH" removes, "m FROM TO"
 * moves, "s PATH" says that it is saved, "0" that everything is. */
static void
run (PyxisVfs *vfs, PyxisVfsUnsaved *unsaved, const char *command)
{
  g_auto (GStrv) words = g_strsplit (command, " ", -1);
  g_autoptr (GError) error = NULL;

  if (*command == 'w')
    vfs_files_put (vfs, words[1], "text");
  else if (*command == 'e')
    pyxis_vfs_create (vfs, words[1], 0644, &error);
  else if (*command == 'd')
    pyxis_vfs_make_folder (vfs, words[1], 0755, &error);
  else if (*command == 'r')
    pyxis_vfs_remove (vfs, words[1], &error);
  else if (*command == 'm')
    pyxis_vfs_rename (vfs, words[1], words[2], &error);
  else
    pyxis_vfs_unsaved_mark_saved (unsaved, *command == 's' ? words[1] : "",
                                  pyxis_vfs_unsaved_get_moment (unsaved));
  g_assert_no_error (error);
}

static void
test_table (void)
{
  static const struct {
    const char *commands;
    const char *unsaved;
  } rows[] = {
    { "", "" },
    { "w a;w b", "a b" },
    { "e a;d b", "" },
    { "e a;w a", "a" },
    { "w a;r a", "" },
    { "w a;s a", "" },
    { "w a;0;w a", "a" },
    { "d f;w f/a;w f-2;w f0;s f", "f-2 f0" },
    { "d f;w f/a;w f-2;w f0;r f", "f-2 f0" },
    { "d f;w f/a;w f-2;w f0;m f g", "f-2 f0 g/a" },
    { "d f;d f/g;w f/g/a;m f/g h;r f", "h/a" },
    { "d f;w f/a;0;m f g", "" },
    { "w a;0;w b;m b a", "a" },
    { "w a;w b;s a;m a b", "" },
    { "w a;0;m a b", "" },
    { "d __pycache__;w __pycache__/a;w m.pyc;w m.py", "m.py" },
    { "d p;d p/__pycache__;w p/__pycache__/m;w p/m.py;w x__pycache__", "p/m.py x__pycache__" },
    { "w a;w b;w c;0", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
    g_autoptr (PyxisVfsUnsaved) unsaved = pyxis_vfs_unsaved_new (vfs);
    g_auto (GStrv) commands = g_strsplit (rows[i].commands, ";", -1);
    g_autofree char *text = NULL;

    for (guint k = 0; commands[k]; k++)
      run (vfs, unsaved, commands[k]);
    text = describe (unsaved);
    g_test_message ("%s", rows[i].commands);
    g_assert_cmpstr (text, ==, rows[i].unsaved);
  }
}

/* What was there before is somebody's who saved it. */
static void
test_start (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (PyxisVfsUnsaved) unsaved = NULL;
  g_autofree char *text = NULL;

  vfs_files_put (vfs, "a", "text");
  unsaved = pyxis_vfs_unsaved_new (vfs);
  vfs_files_put (vfs, "b", "text");
  text = describe (unsaved);
  g_assert_cmpstr (text, ==, "b");
}

/* What the page writes while the rest is being saved is not saved by that. */
static void
test_moment (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (PyxisVfsUnsaved) unsaved = pyxis_vfs_unsaved_new (vfs);
  g_autofree char *text = NULL;
  guint64 moment;

  vfs_files_put (vfs, "a", "text");
  vfs_files_put (vfs, "b", "text");
  moment = pyxis_vfs_unsaved_get_moment (unsaved);
  vfs_files_put (vfs, "b", "more");
  vfs_files_put (vfs, "c", "text");
  pyxis_vfs_unsaved_mark_saved (unsaved, "", moment);
  text = describe (unsaved);
  g_assert_cmpstr (text, ==, "b c");
}

static void
count_cb (PyxisVfsUnsaved *unsaved, gpointer user_data)
{
  ++*(guint *) user_data;
}

/* Who spools what is unsaved hears that it is less. */
static void
test_tells (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (PyxisVfsUnsaved) unsaved = pyxis_vfs_unsaved_new (vfs);
  guint n = 0;

  vfs_files_put (vfs, "a", "text");
  g_signal_connect (unsaved, "changed", G_CALLBACK (count_cb), &n);
  pyxis_vfs_unsaved_mark_saved (unsaved, "b", pyxis_vfs_unsaved_get_moment (unsaved));
  g_assert_cmpuint (n, ==, 0);
  run (vfs, unsaved, "s a");
  g_assert_cmpuint (n, ==, 1);
}

/* A snapshot that is restored makes changes like any other. */
static void
test_restore (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (PyxisVfsUnsaved) unsaved = pyxis_vfs_unsaved_new (vfs);
  g_autoptr (PyxisVfsSnapshot) snapshot = NULL;
  g_autofree char *text = NULL;

  vfs_files_put (vfs, "a", "text");
  snapshot = pyxis_vfs_take_snapshot (vfs);
  pyxis_vfs_unlink (vfs, "a", NULL);
  vfs_files_put (vfs, "b", "text");
  run (vfs, unsaved, "0");
  pyxis_vfs_restore (vfs, snapshot);
  text = describe (unsaved);
  g_assert_cmpstr (text, ==, "a");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vfs-unsaved/table", test_table);
  g_test_add_func ("/vfs-unsaved/start", test_start);
  g_test_add_func ("/vfs-unsaved/moment", test_moment);
  g_test_add_func ("/vfs-unsaved/tells", test_tells);
  g_test_add_func ("/vfs-unsaved/restore", test_restore);
  return g_test_run ();
}
