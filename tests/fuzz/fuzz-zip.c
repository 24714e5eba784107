/* SPDX-License-Identifier: Apache-2.0 */
#include "zip-source.h"

#include "../util/memory-file.h"
#include "../util/zip-writer.h"
#include "fuzz-target.h"

const char *const fuzz_name = "fuzz-zip";
const unsigned fuzz_rounds = 20000;

/* Reads at most a MiB of one file: a size that is kept or an error, never anything else. */
static void
read_one (PyxisSource *source, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisContent) content = pyxis_source_open (source, path, &error);
  goffset total = 0;
  char data[4096];
  gssize n = 0;

  g_assert_true ((content != NULL) != (error != NULL));
  if (!content)
    return;

  while (total < 1024 * 1024 &&
         (n = g_input_stream_read (content->stream, data, sizeof data, NULL, &error)) > 0)
    total += n;
  g_assert_true ((n < 0) == (error != NULL));
  if (content->size >= 0 && n == 0)
    g_assert_cmpint (total, ==, content->size);
  if (content->size >= 0)
    g_assert_cmpint (total, <=, content->size);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t length)
{
  int fd;
  g_autofree char *path = memory_file_new (data, length, &fd);
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisSource) source = NULL;
  g_auto (GStrv) names = NULL;

  source = pyxis_zip_source_new (path, &error);
  close (fd);
  g_assert_true ((source != NULL) != (error != NULL));
  if (!source)
    return 0;

  names = pyxis_source_list_root (source, PYXIS_SOURCE_LIST_MAX, NULL);
  for (guint i = 0; names[i] && i < 20; i++) {
    g_assert_true (g_utf8_validate (names[i], -1, NULL));
    g_assert_cmpint (names[i][0], !=, '.');
    read_one (source, names[i]);
  }
  read_one (source, "sub/deep");

  return 0;
}

const FuzzSeed *
fuzz_get_seeds (void)
{
  static const ZipMember members[] = {
    { "index.html", "<h1>page</h1><h1>page</h1>", -1 },
    { "sub/deep", "0123456789", -1 },
    { "ü", "x", -1 },
    { "folder/", NULL },
    { "link", "", 0, "index.html" },
  };
  static const char *const options[] = {
    "compression=deflate",
    "compression=store",
    "compression=deflate,zip64",
    "encryption=traditional",
  };
  static FuzzSeed seeds[G_N_ELEMENTS (options) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (options) && !seeds[i].data; i++) {
    GByteArray *zip = zip_writer_make (members, G_N_ELEMENTS (members), options[i]);

    /* Kept for as long as the program runs. */
    seeds[i] = (FuzzSeed){ zip->data, zip->len };
    g_byte_array_free (zip, FALSE);
  }

  return seeds;
}
