/* SPDX-License-Identifier: Apache-2.0 */
#include "traceback.h"

#include <string.h>

#include "fuzz-target.h"

const char *const fuzz_name = "fuzz-traceback";
const unsigned fuzz_rounds = 20000;

/* Whatever a page calls an error, there is one exception, within the limits, in valid UTF-8. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t length)
{
  g_autofree char *raw = g_strndup ((const char *) data, length);
  g_autofree char *text = g_utf8_make_valid (raw, -1);
  g_autoptr (PyxisTraceback) traceback = pyxis_traceback_parse (text);

  g_assert_cmpuint (traceback->exceptions->len, >=, 1);
  g_assert_cmpuint (traceback->exceptions->len, <=, PYXIS_TRACEBACK_EXCEPTIONS_MAX);
  g_assert_cmpuint (traceback->scripts->len, <=, PYXIS_TRACEBACK_FRAMES_MAX);
  for (guint i = 0; i < traceback->exceptions->len; i++) {
    const PyxisException *exception = traceback->exceptions->pdata[i];
    g_autofree char *line = pyxis_exception_dup_line (exception);

    g_assert_true (g_utf8_validate (line, -1, NULL));
    g_assert_cmpuint (exception->frames->len, <=, PYXIS_TRACEBACK_FRAMES_MAX);
    for (guint j = 0; j < exception->frames->len; j++)
      g_assert_true (
        g_utf8_validate (((PyxisFrame *) exception->frames->pdata[j])->file, -1, NULL));
  }
  return 0;
}

const FuzzSeed *
fuzz_get_seeds (void)
{
  static const char *const texts[] = {
    "Uncaught PythonError: Traceback (most recent call last):\n  File \"<exec>\", line 1, in f\n"
    "    x = = 1\n        ^\n  [Previous line repeated 9 more times]\nKeyError: 'a'\n\n"
    "During handling of the above exception, another exception occurred:\n\n"
    "Traceback (most recent call last):\n  File \"\xc3\xa9.py\", line 2, in g\nE: b\n\n"
    "    at f (https://a.org/a.js:1:2)\ng@pyxis://p0/a.js:3:4\n",
    "  + Exception Group Traceback (most recent call last):\n  |   File \"a.py\", line 1, in f\n"
    "  | ExceptionGroup: many (1 sub-exception)\n  +-+---------------- 1 ----------------\n"
    "    | ValueError: a\n    +------------------------------------\n",
  };
  static FuzzSeed seeds[G_N_ELEMENTS (texts) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    seeds[i] = (FuzzSeed){ texts[i], strlen (texts[i]) };
  return seeds;
}
