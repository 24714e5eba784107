/* SPDX-License-Identifier: Apache-2.0 */
#include "version.h"

static void
test_compare (void)
{
  /* Each is less than the next. */
  static const char *const rising[] = {
    "0.6.53",    "0.7.0-alpha.1", "0.7.0-alpha.2", "0.7.0-beta", "0.7",
    "0.7.9",     "0.7.31",        "0.28.0a3",      "0.28.0",     "1.28.0-6",
    "1.28.0-12", "1.29",          "314.0.2",       "2025.11.1",  "99999999999999999999.1",
  };
  static const char *const same[][2] = {
    { "1", "1.0.0" },
    { "0.7.0", "0.7" },
    { "2023.05.1", "2023.5.1" },
    { "", "0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rising); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (rising); j++) {
      g_test_message ("%s and %s", rising[i], rising[j]);
      g_assert_cmpint (pyxis_version_compare (rising[i], rising[j]), ==, (i > j) - (i < j));
    }
  }

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    g_assert_cmpint (pyxis_version_compare (same[i][0], same[i][1]), ==, 0);
}

static void
test_valid (void)
{
  static const char *const valid[] = { "0", "0.7.31", "1.28.0-6", "0.28.0a3", "1.0-alpha.1" };
  static const char *const invalid[] = {
    "",    ".",      "..",
    "1.",  "1..2",   "../1",
    "1/2", "v1",     "-1",
    "1-",  "1 ",     "1\n",
    "1.é", "latest", "12345678901234567890123456789012345678901234567890123456789012345",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (valid); i++)
    g_assert_true (pyxis_version_is_valid (valid[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (invalid); i++)
    g_assert_false (pyxis_version_is_valid (invalid[i]));
}

static void
test_nearest (void)
{
  static const char *const installed[] = { "0.6.2",  "0.6.53", "0.7.11",   "0.7.31", "1.28.0-6",
                                           "1.27.0", "2.0.0",  "1.29.0-1", NULL };
  static const char *const nothing[] = { NULL };
  static const struct {
    const char *wanted;
    const char *nearest;
  } rows[] = {
    { "0.7.11", "0.7.11" }, { "0.7.12", "0.7.31" },     { "0.7.1", "0.7.11" },
    { "0.7.99", "0.7.31" }, { "0.6.10", "0.6.53" },     { "0.6.99", "0.6.53" },
    { "0.5.1", "2.0.0" },   { "1.28.0-3", "1.28.0-6" }, { "1.28.0-7", "1.29.0-1" },
    { "1.0.0", "1.27.0" },  { "1.99.0", "1.29.0-1" },   { "3.0.0", "2.0.0" },
    { NULL, "2.0.0" },      { "nonsense", "2.0.0" },    { "0.7", "0.7.31" },
    { "0.6", "0.6.53" },    { "1", "1.29.0-1" },        { "1.27", "1.27.0" },
    { "0.9", "2.0.0" },     { "0", "0.7.31" },          { "7", "2.0.0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].wanted);
    g_assert_cmpstr (pyxis_version_nearest (installed, rows[i].wanted), ==, rows[i].nearest);
  }
  g_assert_null (pyxis_version_nearest (nothing, "1.0.0"));
  g_assert_null (pyxis_version_nearest (nothing, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/version/compare", test_compare);
  g_test_add_func ("/version/valid", test_valid);
  g_test_add_func ("/version/nearest", test_nearest);

  return g_test_run ();
}
