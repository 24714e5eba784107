/* SPDX-License-Identifier: Apache-2.0 */
#include "interpreter-snapshot.h"

#include <string.h>

#include "../util/snapshot-image.h"
#include "fuzz-target.h"

/* An image as it comes from a page or from the disk. One that passes lies where it says: its runs are read to
 * their ends, which a sanitizer watches. A changed file never passes, so it is the image that is changed. */
const char *const fuzz_name = "fuzz-interpreter-snapshot";
const unsigned fuzz_rounds = 20000;

static guint32
word (const uint8_t *data, gsize index)
{
  guint32 value;

  memcpy (&value, data + index * 4, 4);
  return GUINT32_FROM_LE (value);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t length)
{
  PyxisInterpreterSnapshotKey key = { 0 };
  g_autofree uint8_t *exact = g_memdup2 (data, length);
  g_autoptr (GBytes) image = g_bytes_new (data, length);
  g_autoptr (GBytes) file = pyxis_interpreter_snapshot_pack (&key, image, NULL);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GBytes) raw = pyxis_interpreter_snapshot_unpack (image, &key, NULL);
  guint64 at, sum = 0;

  g_assert_null (raw);
  if (!file)
    return 0;
  again = pyxis_interpreter_snapshot_unpack (file, &key, NULL);
  g_assert_true (g_bytes_equal (again, image));

  at = 20 + word (exact, 1) * 8ul + word (exact, 2) + word (exact, 3);
  for (guint i = 0; i < word (exact, 1); i++) {
    g_assert_cmpuint ((guint64) word (exact, 5 + i * 2) + word (exact, 6 + i * 2), <=,
                      word (exact, 4));
    for (guint j = 0; j < word (exact, 6 + i * 2); j++)
      sum += exact[at++];
  }
  g_assert_cmpuint (at, ==, length);
  g_assert_cmpuint (sum, <=, 255 * (guint64) length);
  return 0;
}

const FuzzSeed *
fuzz_get_seeds (void)
{
  static FuzzSeed seeds[2];
  static GBytes *image;

  image = snapshot_image_new ();
  seeds[0].data = g_bytes_get_data (image, &seeds[0].length);
  return seeds;
}
