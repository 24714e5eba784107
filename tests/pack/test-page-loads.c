/* SPDX-License-Identifier: Apache-2.0 */
#include "page-loads.h"

#include <string.h>

/* One text each; ADDRESS stands for the address that is asked for. */
#define ADDRESS "https://example.org/a"

static const struct {
  const char *path;
  const char *text;
  gboolean is_loaded;
} rows[] = {
  { "a.html", "<img src=\"" ADDRESS "\">", TRUE },
  { "a.HTM", "<IMG alt=x SRC=" ADDRESS ">", TRUE },
  { "a.html", "<img srcset='b.png 1x, " ADDRESS " 2x'>", TRUE },
  { "a.html", "<video poster = '" ADDRESS "'>", TRUE },
  { "a.html", "<link rel=stylesheet href=\"" ADDRESS "\">", TRUE },
  { "a.html", "<link href=\"" ADDRESS "\" rel='icon'>", TRUE },
  { "a.html", "<link href=\"" ADDRESS "\" rel='canonical'>", FALSE },
  { "a.html", "<a href=\"" ADDRESS "\">b</a>", FALSE },
  { "a.html", "<a title='a > b' href=" ADDRESS ">b</a>", FALSE },
  { "a.html", "<form action=\"" ADDRESS "\">", FALSE },
  { "a.html", "<meta property=og:url content=\"" ADDRESS "\">", FALSE },
  { "a.html", "<html xmlns=\"" ADDRESS "\">", FALSE },
  { "a.html", "<p>See " ADDRESS " for more", FALSE },
  { "a.html", "<p>\"" ADDRESS "\"</p>", FALSE },
  { "a.html", ADDRESS, FALSE },
  { "a.html", "<!-- <img src=\"" ADDRESS "\"> -->", FALSE },
  { "a.html", "<!-- a --><img src=\"" ADDRESS "\">", TRUE },
  { "a.html", "<p style=\"background: url(" ADDRESS ")\">", TRUE },
  { "a.html", "<style>@import \"" ADDRESS "\";</style>", TRUE },
  { "a.html", "<style>a { b: url(" ADDRESS ") }</style>", TRUE },
  { "a.html", "<style>/* " ADDRESS " */</style>", FALSE },
  { "a.html", "<script>if (a < b) fetch ('" ADDRESS "')</script>", TRUE },
  { "a.html", "<script type=py>\n# " ADDRESS "\n</script>", FALSE },
  { "a.html", "<script></script><p>'" ADDRESS "'", FALSE },
  { "a.html", "<mpy-script>\nfetch (\"" ADDRESS "\")", TRUE },
  { "a.html", "<script type=py config='{\"packages\": [\"" ADDRESS "\"]}'>", TRUE },
  { "a.html", "<a href='", FALSE },
  { "a.html", "<", FALSE },
  { "a.css", "a { b: url(" ADDRESS ") }", TRUE },
  { "a.css", "/* " ADDRESS " */", FALSE },
  { "a.js", "import x from \"" ADDRESS "\"", TRUE },
  { "a.mjs", "fetch (`" ADDRESS "`)", TRUE },
  { "a.js", "// " ADDRESS, FALSE },
  { "a.js", ADDRESS, FALSE },
  { "a.py", "fetch ('" ADDRESS "')", TRUE },
  { "a.py", "\"\"\"See " ADDRESS ".\"\"\"", FALSE },
  { "pyscript.toml", "packages = [\"" ADDRESS "\"]", TRUE },
  { "pyscript.toml", "# " ADDRESS, FALSE },
};

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const char *place = strstr (rows[i].text, ADDRESS);
    PyxisPageLoads loads;

    pyxis_page_loads_init (&loads, rows[i].path, rows[i].text);
    if (place && pyxis_page_loads_at (&loads, place) != rows[i].is_loaded)
      g_error ("%s: %s", rows[i].path, rows[i].text);
    /* To the end, wherever that is. */
    g_assert_false (pyxis_page_loads_at (&loads, rows[i].text + strlen (rows[i].text)) &&
                    !rows[i].is_loaded && !place);
  }
}

/* One pass over several. */
static void
test_several (void)
{
  static const char text[] = "<a href='" ADDRESS "'><img src='" ADDRESS "'>" ADDRESS
                             "<script>'" ADDRESS "'</script><a href='" ADDRESS "'>";
  static const gboolean expected[] = { FALSE, TRUE, FALSE, TRUE, FALSE };
  PyxisPageLoads loads;
  const char *place = text;
  gsize n = 0;

  pyxis_page_loads_init (&loads, "a.html", text);
  for (; (place = strstr (place, ADDRESS)) != NULL; place++)
    g_assert_cmpint (pyxis_page_loads_at (&loads, place), ==, expected[n++]);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page-loads/rows", test_rows);
  g_test_add_func ("/page-loads/several", test_several);
  return g_test_run ();
}
