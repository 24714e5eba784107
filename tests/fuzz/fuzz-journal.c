/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "../util/memory-file.h"
#include "../util/temporary-folder.h"
#include "../util/vfs-check.h"
#include "../util/vfs-files.h"
#include "fuzz-target.h"
#include "vfs-journal-private.h"
#include "vfs-store.h"

/* A journal as it is on the disk. What was changed in it gets checksums that fit, but where the last byte
 * is odd: else little would be read but the first record. */
const char *const fuzz_name = "fuzz-journal";
const unsigned fuzz_rounds = 2000;

#define BYTES 400000
#define FILES 20

static guint
get_32 (const guint8 *at)
{
  return (guint) at[0] | (guint) at[1] << 8 | (guint) at[2] << 16 | (guint) at[3] << 24;
}

static void
put_digest (const guint8 *data, gsize length, guint8 *place, gsize size)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (JOURNAL_DIGEST);
  guint8 digest[JOURNAL_DIGEST_SIZE];
  gsize n = sizeof digest;

  g_checksum_update (checksum, data, (gssize) length);
  g_checksum_get_digest (checksum, digest, &n);
  memcpy (place, digest, size);
}

static void
mend_form_2 (guint8 *data, gsize length)
{
  const guint8 *mark = data + JOURNAL_START_SIZE;

  for (gsize at = JOURNAL_START_SIZE + JOURNAL_MARK_SIZE; at + JOURNAL_HEAD_SIZE < length; at++) {
    gsize n = JOURNAL_HEAD_SIZE + (gsize) get_32 (data + at + JOURNAL_HEAD_SIZE - 4);

    if (memcmp (data + at, mark, JOURNAL_MARK_SIZE) == 0 &&
        n + JOURNAL_CHECKSUM_SIZE <= length - at)
      put_digest (data + at, n, data + at + n, JOURNAL_CHECKSUM_SIZE);
  }
}

/* Each "C" may be the end of a change. */
static void
mend_form_1 (guint8 *data, gsize length)
{
  for (gsize at = JOURNAL_START_SIZE; at + 5 + JOURNAL_DIGEST_SIZE <= length; at++)
    if (data[at] == 'C')
      put_digest (data + JOURNAL_START_SIZE, at - JOURNAL_START_SIZE, data + at + 5,
                  JOURNAL_DIGEST_SIZE);
}

static void
check (const PyxisVfsJournal *journal)
{
  const PyxisVfsLimits limits = { BYTES, FILES, 100, 20 };
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new_with_limits (&limits);
  g_autoptr (GPtrArray) doubtful = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gboolean is_applied = pyxis_vfs_journal_apply (journal, vfs, doubtful, NULL, NULL, &error);

  g_assert_true (is_applied == (error == NULL));
  g_assert_cmpuint (vfs_check_folder (vfs, ""), ==, pyxis_vfs_get_n_files (vfs));
  g_assert_cmpuint (pyxis_vfs_get_n_files (vfs), <=, FILES);
  g_assert_true (pyxis_vfs_journal_is_damaged (journal) || doubtful->len == 0);
  for (guint i = 0; i < doubtful->len; i++) {
    PyxisVfsStat stat;

    g_assert_true (pyxis_vfs_stat (vfs, doubtful->pdata[i], &stat, NULL));
    g_assert_false (stat.is_folder);
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t length)
{
  g_autofree guint8 *copy = g_memdup2 (data, length);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisVfsJournal) journal = NULL;
  int fd;

  if (length > JOURNAL_START_SIZE + JOURNAL_MARK_SIZE && copy[length - 1] % 2 == 0) {
    if (copy[JOURNAL_NAME_SIZE] == 1)
      mend_form_1 (copy, length);
    else
      mend_form_2 (copy, length);
  }
  path = memory_file_new (copy ? copy : (const guint8 *) "", length, &fd);
  journal = pyxis_vfs_journal_open (path, NULL, NULL, &error);
  close (fd);
  g_assert_true ((journal != NULL) != (error != NULL));
  if (journal)
    check (journal);
  return 0;
}

static void
save (PyxisVfsStore *store, PyxisVfs *vfs)
{
  g_autoptr (PyxisVfsSnapshot) now = pyxis_vfs_take_snapshot (vfs);

  g_assert_true (pyxis_vfs_store_save (store, now, 1, NULL));
}

/* Three changes, and a byte more that says whether the checksums are mended. Kept for as long as the
 * program runs. */
static FuzzSeed
make_seed (gsize size)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "files", NULL);
  g_autoptr (PyxisVfsStore) store = pyxis_vfs_store_new (path);
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autofree char *text = g_strnfill (size, 'x');
  g_autoptr (GError) error = NULL;
  char *bytes;
  gsize length;
  PyxisVfsStat stat;

  pyxis_vfs_make_folder (vfs, "a", 0755, NULL);
  vfs_files_put (vfs, "a/file", text);
  vfs_files_put (vfs, "b", "b");
  save (store, vfs);
  g_assert_true (pyxis_vfs_stat (vfs, "a/file", &stat, NULL));
  pyxis_vfs_write (vfs, stat.ino, size / 2, "changed", 7, NULL);
  pyxis_vfs_rename (vfs, "b", "a/b", NULL);
  save (store, vfs);
  pyxis_vfs_remove (vfs, "a/b", NULL);
  vfs_files_put (vfs, "c", "");
  save (store, vfs);
  g_assert_true (g_file_get_contents (path, &bytes, &length, &error));
  bytes = g_realloc (bytes, length + 1);
  bytes[length] = '0';
  return (FuzzSeed){ bytes, length + 1 };
}

const FuzzSeed *
fuzz_get_seeds (void)
{
  static const char form_1[] = "PYXISVFS\1\0\0\0"
                               "D\355\1\0\0\1\0\0\0d"
                               "F\244\1\0\0\7\0\0\0\0\0\0\0\4\0\0\0\0\0\0\0\3\0\0\0d/a"
                               "B\0\0\0\0\0\0\0\0\4\0\0\0text"
                               "C\1\0\0\0................"
                               "R\3\0\0\0d/a"
                               "F\244\1\0\0\7\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0\1\0\0\0b"
                               "B\0\0\0\0\0\0\0\0\2\0\0\0ok"
                               "C\1\0\0\0................";
  static FuzzSeed seeds[5];

  if (!seeds[0].data) {
    seeds[0] = make_seed (10);
    seeds[1] = make_seed (10);
    seeds[2] = make_seed (70000);
    seeds[3] = (FuzzSeed){ form_1, sizeof form_1 };
  }
  return seeds;
}
