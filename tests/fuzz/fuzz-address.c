/* SPDX-License-Identifier: Apache-2.0 */
#include "address.h"

#include <gio/gio.h>
#include <string.h>

#include "fuzz-target.h"

const char *const fuzz_name = "fuzz-address";
const unsigned fuzz_rounds = 50000;

/* Everything that address.h promises of what parses, found without the code that makes it so. */
static void
check (const PyxisAddress *address)
{
  g_auto (GStrv) names = g_strsplit (address->path, "/", 0);
  g_autofree char *encoded = pyxis_address_encode_path (address->path);
  g_autoptr (PyxisAddress) again = pyxis_address_parse_target (encoded, NULL);

  g_assert_true (g_utf8_validate (address->path, -1, NULL));
  g_assert_cmpuint (strlen (address->path), <=, PYXIS_ADDRESS_MAX);
  g_assert_null (strchr (address->path, '\\'));
  for (const char *c = address->path; *c; c++)
    g_assert_false (g_ascii_iscntrl (*c));
  for (char **name = names; *name; name++) {
    g_assert_cmpstr (*name, !=, "");
    g_assert_cmpstr (*name, !=, ".");
    g_assert_cmpstr (*name, !=, "..");
  }

  g_assert_cmpuint (strspn (address->origin, "abcdefghijklmnopqrstuvwxyz0123456789-."), ==,
                    strlen (address->origin));
  g_assert_true (!address->query || strcspn (address->query, " \r\n") == strlen (address->query));
  g_assert_true (*address->path || address->is_folder);

  /* And an address that we make of it means the same. */
  g_assert_nonnull (again);
  g_assert_cmpstr (again->path, ==, address->path);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t length)
{
  g_autofree char *text = g_strndup ((const char *) data, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) target_error = NULL;
  g_autoptr (PyxisAddress) address = pyxis_address_parse (text, &error);
  g_autoptr (PyxisAddress) target = pyxis_address_parse_target (text, &target_error);

  g_assert_true ((address != NULL) != (error != NULL));
  g_assert_true ((target != NULL) != (target_error != NULL));
  if (address)
    check (address);
  if (target)
    check (target);

  return 0;
}

const FuzzSeed *
fuzz_get_seeds (void)
{
  static const char *const texts[] = {
    "pyxis://app/",
    "pyxis://app/sub/index.html?a=1#b",
    "pyxis://a-b.example/%C3%BC/a%20b/",
    "pyxis://app/@pyxis/runtime/pyodide/0.29.0/pyodide.mjs",
    "pyxis://user@app:80/%2e%2e/x",
    "pyxis://[::1]/a%2fb%5cc%00",
    "/a/b/c.py?query",
    "/%E2%82%AC/%252e%252e//x/./..",
  };
  static FuzzSeed seeds[G_N_ELEMENTS (texts) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    seeds[i] = (FuzzSeed){ texts[i], strlen (texts[i]) };

  return seeds;
}
