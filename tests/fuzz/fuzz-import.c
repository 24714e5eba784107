/* SPDX-License-Identifier: Apache-2.0 */
#include "../util/memory-file.h"
#include "../util/vfs-check.h"
#include "../util/zip-writer.h"
#include "fuzz-target.h"
#include "vfs-archive.h"
#include "vfs-merge.h"

const char *const fuzz_name = "fuzz-import";
const unsigned fuzz_rounds = 10000;

#define BYTES 200000
#define FILES 12

/* What was imported fits where it was meant to go, and goes there whole. */
static void
check (PyxisVfsSnapshot *snapshot, const PyxisVfsLimits *limits)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new_with_limits (limits);
  g_autoptr (GError) error = NULL;
  PyxisVfsMerged merged = { 0 };
  guint n_files;
  guint64 size;

  pyxis_vfs_part_measure (snapshot, &n_files, &size);
  g_assert_cmpuint (n_files - 1, <=, FILES);
  g_assert_cmpuint (size, <=, BYTES);
  g_assert_true (pyxis_vfs_merge (vfs, snapshot, PYXIS_VFS_MERGE_REPLACE, &merged, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (vfs_check_folder (vfs, ""), ==, n_files - 1);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t length)
{
  const PyxisVfsLimits limits = { BYTES, FILES, 100, 20 };
  int fd;
  g_autofree char *path = memory_file_new (data, length, &fd);
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisVfsSnapshot) snapshot =
    pyxis_vfs_archive_import (path, &limits, NULL, NULL, &error);

  close (fd);
  g_assert_true ((snapshot != NULL) != (error != NULL));
  if (error)
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  if (snapshot)
    check (snapshot, &limits);
  return 0;
}

const FuzzSeed *
fuzz_get_seeds (void)
{
  static const ZipMember plain[] = {
    { "a.txt", "text, text, text, text", -1 },
    { "sub/deep/b.txt", "0123456789", -1 },
    { "ü", "x", -1 },
    { "sub/", NULL },
    { "nothing", "", 0 },
  };
  static const ZipMember odd[] = {
    { "../out", "x", -1 }, { "a", "x", -1 },    { "a/below", "y", -1 },     { "/whole", "x", -1 },
    { "a", "twice", -1 },  { "b\\c", "x", -1 }, { "link", "", 0, "a.txt" },
  };
  static const char *const options[] = {
    "compression=deflate",
    "compression=store",
    "compression=deflate,zip64",
  };
  static FuzzSeed seeds[2 * G_N_ELEMENTS (options) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (seeds) - 1 && !seeds[i].data; i++) {
    GByteArray *zip = i % 2 == 0
                        ? zip_writer_make (plain, G_N_ELEMENTS (plain), options[i / 2])
                        : zip_writer_make (odd + i / 2, G_N_ELEMENTS (odd) - i / 2, options[i / 2]);

    /* Kept for as long as the program runs. */
    seeds[i] = (FuzzSeed){ zip->data, zip->len };
    g_byte_array_free (zip, FALSE);
  }
  return seeds;
}
