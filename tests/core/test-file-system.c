/* SPDX-License-Identifier: Apache-2.0 */
#include "file-system.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/mman.h>
#include <unistd.h>

static void
test_types (void)
{
  static const struct {
    guint32 type;
    gboolean is_local;
  } rows[] = {
    { EXT4_SUPER_MAGIC, TRUE },        { XFS_SUPER_MAGIC, TRUE },
    { BTRFS_SUPER_MAGIC, TRUE },       { TMPFS_MAGIC, TRUE },
    { OVERLAYFS_SUPER_MAGIC, TRUE },   { F2FS_SUPER_MAGIC, TRUE },
    { MSDOS_SUPER_MAGIC, TRUE },       { SQUASHFS_MAGIC, TRUE },
    { EROFS_SUPER_MAGIC_V1, TRUE },    { 0x65735546 /* FUSE */, FALSE },
    { NFS_SUPER_MAGIC, FALSE },        { SMB_SUPER_MAGIC, FALSE },
    { 0xFE534D42 /* SMB 2 */, FALSE }, { CEPH_SUPER_MAGIC, FALSE },
    { AFS_SUPER_MAGIC, FALSE },        { V9FS_MAGIC, FALSE },
    { CODA_SUPER_MAGIC, FALSE },       { AUTOFS_SUPER_MAGIC, FALSE },
    { PROC_SUPER_MAGIC, FALSE },       { 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%x", rows[i].type);
    g_assert_cmpint (pyxis_file_system_is_local_type (rows[i].type), ==, rows[i].is_local);
  }
}

/* What the kernel really says, of memory, of a program behind a file, and of no file. */
static void
test_files (void)
{
  int memory = memfd_create ("local", MFD_CLOEXEC);
  int process = open ("/proc/self/status", O_RDONLY | O_CLOEXEC);

  g_assert_true (pyxis_file_system_is_local (memory));
  g_assert_false (pyxis_file_system_is_local (process));
  close (memory);
  close (process);
  g_assert_false (pyxis_file_system_is_local (-1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-system/types", test_types);
  g_test_add_func ("/file-system/files", test_files);
  return g_test_run ();
}
