/* SPDX-License-Identifier: Apache-2.0 */
#include "bundle.h"

#include <string.h>

#include "../util/memory-file.h"
#include "../util/zip-writer.h"
#include "fuzz-target.h"
#include "seal.h"

const char *const fuzz_name = "fuzz-bundle";
const unsigned fuzz_rounds = 10000;

/* With a right seal, so that what is behind it is reached too. */
static void
try_sealed (const uint8_t *data, size_t length)
{
  int fd;
  g_autofree char *path = memory_file_new (data, length, &fd);
  g_autoptr (PyxisBundle) bundle = NULL;
  g_autoptr (GError) error = NULL;

  if (length > 2)
    pyxis_seal_append (fd, NULL, NULL);
  bundle = pyxis_bundle_open (path, &error);
  close (fd);
  g_assert_true ((bundle != NULL) != (error != NULL));
  if (!bundle)
    return;

  /* Whatever it is called, it is what was packed. */
  g_assert_true (pyxis_bundle_check (bundle, NULL, &error) == (error == NULL));
  for (guint i = 0; i < pyxis_bundle_get_manifest (bundle)->files->len && !error; i++) {
    const PyxisManifestFile *file = pyxis_bundle_get_manifest (bundle)->files->pdata[i];
    g_autoptr (PyxisContent) content = pyxis_bundle_open_file (bundle, file->path, &error);

    g_assert_no_error (error);
    g_assert_cmpint (content->size, ==, file->size);
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t length)
{
  g_autoptr (PyxisManifest) manifest = pyxis_manifest_read ((const char *) data, length, NULL);

  try_sealed (data, length);
  return 0;
}

#define MANIFEST                                                                                   \
  "{\"format\":1,\"app\":{\"id\":\"org.example.Clock\",\"name\":\"Clock\",\"version\":\"1\","      \
  "\"licence\":\"MIT\",\"author\":\"Ada\",\"hosts\":[\"a.org\"]},\"runtimes\":[{\"name\":"         \
  "\"pyodide\",\"version\":\"1\"}],\"files\":[{\"path\":\"app/x\",\"size\":1,\"sha256\":"          \
  "\"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881\"}]}\n"

const FuzzSeed *
fuzz_get_seeds (void)
{
  static const ZipMember members[] = {
    { "manifest.json", MANIFEST, -1 },
    { "app/x", "x", -1 },
  };
  static const char *const options[] = { "compression=deflate", "compression=store" };
  static FuzzSeed seeds[G_N_ELEMENTS (options) + 2];

  seeds[0] = (FuzzSeed){ MANIFEST, strlen (MANIFEST) };
  for (guint i = 0; i < G_N_ELEMENTS (options) && !seeds[i + 1].data; i++) {
    GByteArray *zip = zip_writer_make (members, G_N_ELEMENTS (members), options[i]);

    /* Kept for as long as the program runs. */
    seeds[i + 1] = (FuzzSeed){ zip->data, zip->len };
    g_byte_array_free (zip, FALSE);
  }

  return seeds;
}
