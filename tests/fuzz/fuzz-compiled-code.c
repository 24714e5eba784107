/* SPDX-License-Identifier: Apache-2.0 */
#include "compiled-code.h"

#include <string.h>

#include "../util/compiled-entries.h"
#include "fuzz-target.h"

/* Entries as they come from a page. Those that pass stay the same when they are packed, read again and merged with
 * themselves; each lies where it says, which a sanitizer watches. */
const char *const fuzz_name = "fuzz-compiled-code";
const unsigned fuzz_rounds = 50000;

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t length)
{
  static const guint8 key[PYXIS_COMPILED_CODE_KEY_SIZE] = "key";
  g_autofree uint8_t *exact = g_memdup2 (data, length);
  g_autoptr (GBytes) input = g_bytes_new (exact, length);
  g_autoptr (GBytes) raw = pyxis_compiled_code_unpack (input, key, NULL);
  g_autoptr (GBytes) entries = pyxis_compiled_code_merge (input, NULL, NULL);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GBytes) twice = NULL;

  g_assert_null (raw);
  if (!entries)
    return 0;
  g_assert_cmpuint (g_bytes_get_size (entries), <=, length);
  file = pyxis_compiled_code_pack (key, entries);
  again = pyxis_compiled_code_unpack (file, key, NULL);
  twice = pyxis_compiled_code_merge (entries, again, NULL);
  g_assert_true (g_bytes_equal (again, entries));
  g_assert_true (g_bytes_equal (twice, entries));
  return 0;
}

const FuzzSeed *
fuzz_get_seeds (void)
{
  static FuzzSeed seeds[3];
  static GBytes *some;
  static GBytes *same;

  some = compiled_entries_new ("/a.py code /b/c.py other");
  same = compiled_entries_new ("/a.py code /a.py older");
  seeds[0].data = g_bytes_get_data (some, &seeds[0].length);
  seeds[1].data = g_bytes_get_data (same, &seeds[1].length);
  return seeds;
}
