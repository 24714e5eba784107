/* SPDX-License-Identifier: Apache-2.0 */
#include "page.h"

#include <string.h>

static char *
dup_page (GBytes *page)
{
  return g_strndup (g_bytes_get_data (page, NULL), g_bytes_get_size (page));
}

static void
test_escape (void)
{
  static const char *const rows[][2] = {
    { "", "" },
    { "plain ü", "plain ü" },
    { "<a href=\"x\" b='y'>&", "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;" },
    { "a\nb\tc", "a\nb\tc" },
    { "a\x01\x1b"
      "b\r",
      "a\xef\xbf\xbd\xef\xbf\xbd"
      "b\xef\xbf\xbd" },
    { "bad \xff", "bad \xef\xbf\xbd" },
    { "{{title}}", "{{title}}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *escaped = pyxis_page_escape (rows[i][0]);
    g_assert_cmpstr (escaped, ==, rows[i][1]);
  }
}

static void
test_error (void)
{
  g_autoptr (GBytes) full =
    pyxis_page_new ("error", "title", "Not <Found>", "reason", "{{advice}} stays", "advice",
                    "Look again.", "address", "pyxis://p0/a?b&c", NULL);
  g_autoptr (GBytes) bare =
    pyxis_page_new ("error", "title", "T", "reason", "R", "advice", "", "address", "", NULL);
  g_autofree char *text = dup_page (full);
  g_autofree char *short_text = dup_page (bare);

  g_assert_nonnull (strstr (text, "<title>Not &lt;Found&gt;</title>"));
  g_assert_nonnull (strstr (text, "<p>{{advice}} stays</p>"));
  g_assert_nonnull (strstr (text, "<a href=\"pyxis://p0/a?b&amp;c\">Reload</a>"));
  g_assert_null (strstr (short_text, "<a "));
  g_assert_nonnull (strstr (text, "<p class=\"advice\">Look again.</p>"));
  g_assert_null (strstr (text, "{{?"));
  g_assert_null (strstr (text, "{{/"));
  g_assert_true (g_str_has_suffix (text, "</html>\n"));

  g_assert_null (strstr (short_text, "class=\"advice\""));
  g_assert_null (strstr (short_text, "{{"));
  g_assert_true (g_str_has_suffix (short_text, "</html>\n"));
}

static void
test_run (void)
{
  g_autoptr (GBytes) page =
    pyxis_page_new ("run", "title", "Clock", "release", "2026.7.3", "source", "a%20b.py", "type",
                    "mpy", "config", "pyscript.toml", "terminal", "yes", NULL);
  g_autofree char *text = dup_page (page);

  g_assert_nonnull (strstr (text, "<script type=\"mpy\" src=\"a%20b.py\" config=\"pyscript.toml\" "
                                  "terminal worker></script>"));
  g_assert_nonnull (strstr (text, "\"https://pyscript.net/releases/2026.7.3/core.js\""));
}

static void
test_missing_value (void)
{
  if (g_test_subprocess ()) {
    g_autoptr (GBytes) page = pyxis_page_new ("error", "title", "T", NULL);
    return;
  }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*no value for \"reason\"*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page/escape", test_escape);
  g_test_add_func ("/page/error", test_error);
  g_test_add_func ("/page/run", test_run);
  g_test_add_func ("/page/missing-value", test_missing_value);

  return g_test_run ();
}
