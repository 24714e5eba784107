/* SPDX-License-Identifier: Apache-2.0 */
#include "range.h"

#include <string.h>

#include "fuzz-target.h"

const char *const fuzz_name = "fuzz-range";
const unsigned fuzz_rounds = 50000;

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t length)
{
  static const goffset sizes[] = { -1, 0, 1, 10, 10000, G_MAXOFFSET };
  g_autofree char *header = g_strndup ((const char *) data, length);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    goffset first = -7, last = -7;

    if (pyxis_range_parse (header, sizes[i], &first, &last) == PYXIS_RANGE_PART) {
      g_assert_cmpint (first, >=, 0);
      g_assert_cmpint (first, <=, last);
      g_assert_cmpint (last, <, sizes[i]);
    } else {
      g_assert_cmpint (first, ==, -7);
      g_assert_cmpint (last, ==, -7);
    }
  }

  return 0;
}

const FuzzSeed *
fuzz_get_seeds (void)
{
  static const char *const texts[] = {
    "bytes=0-499",  "bytes=-500", "bytes=9500-",
    "bytes=0-0,-1", "bytes= 1-2", "bytes=9223372036854775807-9223372036854775808",
    "items=0-1",
  };
  static FuzzSeed seeds[G_N_ELEMENTS (texts) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    seeds[i] = (FuzzSeed){ texts[i], strlen (texts[i]) };

  return seeds;
}
