/* SPDX-License-Identifier: Apache-2.0 */
#include "configuration.h"

#include <string.h>

#include "fuzz-target.h"

const char *const fuzz_name = "fuzz-configuration";
const unsigned fuzz_rounds = 400;

static void
check (const char *file, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisConfiguration) configuration = pyxis_configuration_parse (file, text, &error);

  g_assert_true ((configuration != NULL) != (error != NULL));
  if (error) {
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    return;
  }
  g_assert_true (cJSON_IsObject (configuration->root));
  for (guint i = 0; i < configuration->warnings->len; i++)
    g_assert_true (g_utf8_validate (configuration->warnings->pdata[i], -1, NULL));
  (void) pyxis_configuration_get_string (configuration, "pyxis", "start-page");
  (void) pyxis_configuration_get_string (configuration, NULL, "name");
  (void) pyxis_configuration_get_boolean (configuration, "pyxis", "keep-files", FALSE);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t length)
{
  g_autofree char *text = g_strndup ((const char *) data, length);

  check ("pyscript.toml", text);
  check ("pyscript.json", text);
  return 0;
}

const FuzzSeed *
fuzz_get_seeds (void)
{
  static const char *const texts[] = {
    "name = \"x\" # comment\npackages = [\n  \"a\",\n  'b',\n]\n[files]\n\"./a.py\" = \"b.py\"\n",
    "[pyxis]\nkeep-files = true\ndownloads = \"folder\"\nhosts = [\"a.example\"]\n"
    "[pyxis.window]\nwidth = 800\n[[fetch]]\nfiles = ['a']\n",
    "{\"name\":\"x\",\"packages\":[\"a\"],\"pyxis\":{\"keep-files\":true,\"window\":{\"width\":1e3}"
    "}}",
    "x = { a = 1, b = \"c\\n\\u00e9\" }\nd = 1979-05-27\n\xd0\xba = '\xd0\xb7'\n[__proto__]\na = 1",
  };
  static FuzzSeed seeds[G_N_ELEMENTS (texts) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    seeds[i] = (FuzzSeed){ texts[i], strlen (texts[i]) };
  return seeds;
}
