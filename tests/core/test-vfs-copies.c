/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-copies.h"

#include "../util/temporary-folder.h"
#include "../util/vfs-text.h"
#include "vfs-upload.h"

/* (transfer full): the paths of all that a snapshot holds, sorted. */
static char *
describe (PyxisVfsSnapshot *snapshot)
{
  g_autoptr (GPtrArray) entries = pyxis_vfs_snapshot_compare (NULL, snapshot);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (paths, ((PyxisVfsDifference *) entries->pdata[i])->path);
  g_ptr_array_sort (paths, vfs_files_compare_names);
  g_ptr_array_add (paths, NULL);
  return g_strjoinv (" ", (char **) paths->pdata);
}

/* "w PATH" writes, "c PATH" writes a copy, "d PATH" makes a folder, "f PATH" one that is a copy, "r PATH" removes,
 * "m FROM TO" moves, "t PATH" gives it another time. */
static void
run (PyxisVfs *vfs, PyxisVfsCopies *copies, const char *command)
{
  g_auto (GStrv) words = g_strsplit (command, " ", -1);
  PyxisVfsStat stat;
  g_autoptr (GError) error = NULL;

  if (*command == 'w' || *command == 'c')
    vfs_files_put (vfs, words[1], "text");
  else if (*command == 'd' || *command == 'f')
    vfs_files_make_folder (vfs, words[1]);
  else if (*command == 'r')
    pyxis_vfs_remove (vfs, words[1], &error);
  else if (*command == 'm')
    pyxis_vfs_rename (vfs, words[1], words[2], &error);
  else if (pyxis_vfs_stat (vfs, words[1], &stat, &error))
    pyxis_vfs_set_mtime (vfs, stat.ino, 1000, &error);
  g_assert_no_error (error);
  if (*command == 'c' || *command == 'f')
    pyxis_vfs_copies_add (copies, words[1]);
}

static void
test_table (void)
{
  static const struct {
    const char *commands;
    const char *kept;
    const char *unsaved;
  } rows[] = {
    { "w a;c b", "a", "a" },
    { "f o;c o/a;c o/b", "", "" },
    { "d o;c o/a", "o", "" },
    { "f o;c o/a;w o/a", "o o/a", "o/a" },
    { "f o;c o/a;t o/a", "o o/a", "o/a" },
    { "f o;c o/a;w o/b", "o o/b", "o/b" },
    { "f o;c o/a;d o/s", "o o/s", "" },
    { "f o;c o/a;r o/a;w o/a", "o o/a", "o/a" },
    { "f o;c o/a;m o/a o/b", "o o/b", "" },
    { "f o;c o/a;m o/a b", "b", "" },
    { "f o;c o/a;w b;m b o/a", "o o/a", "o/a" },
    { "f o;f o/s;c o/s/a;c o/a", "", "" },
    { "f o;f o/s;c o/s/a;w o/s/b;c o/a", "o o/s o/s/b", "o/s/b" },
    { "f o;f o/s;c o/s/a;m o/s t", "t t/a", "" },
    { "f o;c o/a;r o;w o-1", "o-1", "o-1" },
    { "w o-1;w p;f o;c o/a", "o-1 p", "o-1 p" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
    g_autoptr (PyxisVfsUnsaved) unsaved = pyxis_vfs_unsaved_new (vfs);
    g_autoptr (PyxisVfsCopies) copies = pyxis_vfs_copies_new (vfs, unsaved);
    g_auto (GStrv) commands = g_strsplit (rows[i].commands, ";", -1);
    g_autoptr (PyxisVfsSnapshot) snapshot = NULL;
    g_auto (GStrv) left = NULL;
    g_autofree char *kept = NULL;
    g_autofree char *list = NULL;

    for (guint k = 0; commands[k]; k++)
      run (vfs, copies, commands[k]);
    snapshot = pyxis_vfs_copies_take_snapshot (copies);
    kept = describe (snapshot);
    left = pyxis_vfs_unsaved_list (unsaved);
    list = g_strjoinv (" ", left);
    g_test_message ("%s", rows[i].commands);
    g_assert_cmpstr (kept, ==, rows[i].kept);
    g_assert_cmpstr (list, ==, rows[i].unsaved);
  }
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(PyxisVfsUploadResult **) user_data = pyxis_vfs_upload_finish (PYXIS_VFS (source), result);
}

/* All that an upload makes is a copy, folders and what is in them too. */
static void
test_upload (void)
{
  g_autoptr (TemporaryFolder) disk = temporary_folder_new ();
  g_autofree char *file = temporary_folder_write (disk, "folder/sub/a.txt", "A", -1);
  g_autofree char *folder = g_build_filename (disk, "folder", NULL);
  const char *const paths[] = { file, folder, NULL };
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (PyxisVfsUnsaved) unsaved = pyxis_vfs_unsaved_new (vfs);
  g_autoptr (PyxisVfsCopies) copies = pyxis_vfs_copies_new (vfs, unsaved);
  g_autoptr (PyxisCopyProgress) progress = pyxis_copy_progress_new ();
  PyxisVfsUploadOptions options = { paths, "", PYXIS_VFS_UPLOAD_KEEP_BOTH, progress, copies };
  g_autoptr (PyxisVfsSnapshot) snapshot = NULL;
  g_autofree char *kept = NULL;
  PyxisVfsUploadResult *result = NULL;

  vfs_files_put (vfs, "own.txt", "own");
  pyxis_vfs_upload_async (vfs, &options, NULL, done_cb, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (result->n_files, ==, 2);
  snapshot = pyxis_vfs_copies_take_snapshot (copies);
  kept = describe (snapshot);
  g_assert_cmpstr (kept, ==, "own.txt");
  g_assert_cmpuint (pyxis_vfs_unsaved_count (unsaved), ==, 1);
  vfs_files_assert_text (vfs, "folder/sub/a.txt", "A");
  pyxis_vfs_upload_result_free (result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vfs-copies/table", test_table);
  g_test_add_func ("/vfs-copies/upload", test_upload);
  return g_test_run ();
}
