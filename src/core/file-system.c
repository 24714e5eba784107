/* SPDX-License-Identifier: Apache-2.0 */
#include "file-system.h"

#include <errno.h>
#include <sys/vfs.h>

/* As linux/magic.h and statfs(2) have them; by number, since older headers lack some. */
static const guint32 local_types[] = {
  0x0000EF53, /* ext2, ext3, ext4 */
  0x58465342, /* xfs */
  0x9123683E, /* btrfs */
  0x01021994, /* tmpfs, memfd */
  0x858458F6, /* ramfs */
  0x794C7630, /* overlay */
  0x2FC12FC1, /* zfs */
  0xF2F52010, /* f2fs */
  0xCA451A4E, /* bcachefs */
  0x3153464A, /* jfs */
  0x52654973, /* reiserfs */
  0x00003434, /* nilfs2 */
  0x7366746E, /* ntfs3 */
  0x00004D44, /* vfat */
  0x2011BAB0, /* exfat */
  0x0000482B, /* hfs+ */
  0x73717368, /* squashfs */
  0xE0F5E1E2, /* erofs */
  0x00009660, /* iso9660 */
  0x15013346, /* udf */
};

gboolean
pyxis_file_system_is_local_type (guint32 type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (local_types); i++) {
    if (local_types[i] == type)
      return TRUE;
  }

  return FALSE;
}

gboolean
pyxis_file_system_is_local (int fd)
{
  struct statfs facts;
  int result;

  do
    result = fstatfs (fd, &facts);
  while (result != 0 && errno == EINTR);

  /* The field is a signed word, of 32 bits on some machines. */
  return result == 0 && pyxis_file_system_is_local_type ((guint32) facts.f_type);
}
