/* SPDX-License-Identifier: Apache-2.0 */
#include "json-indent.h"

static void
test_indent (void)
{
  static const struct {
    const char *text;
    const char *expected;
  } cases[] = {
    { "{\"a\":1,\"b\":[true,null]}", "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null\n  ]\n}" },
    { " [ 12345678901234567890.10e+5 , { } , [ ] ]\n",
      "[\n  12345678901234567890.10e+5,\n  {},\n  []\n]" },
    { "\"a \\\"{,}\\\\\"", "\"a \\\"{,}\\\\\"" },
    { "{\"ü\":\" : \"}", "{\n  \"ü\": \" : \"\n}" },
    { "7", "7" },
    { "{\"a\":1,}", NULL },
    { "{\"a\":1} x", NULL },
    { "\"open", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = pyxis_json_indent (cases[i].text);
    g_autofree char *again = text ? pyxis_json_indent (text) : NULL;

    g_assert_cmpstr (text, ==, cases[i].expected);
    g_assert_cmpstr (again, ==, text);
  }
}

/* As deep as a page likes. */
static void
test_deep (void)
{
  g_autofree char *text = g_strnfill (100000, '[');

  g_assert_null (pyxis_json_indent (text));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-indent/indent", test_indent);
  g_test_add_func ("/json-indent/deep", test_deep);
  return g_test_run ();
}
