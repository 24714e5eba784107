/* SPDX-License-Identifier: Apache-2.0 */
#include "source-text.h"

#include <string.h>

static void
test_texts (void)
{
  static const struct {
    const char *data;
    gssize length;
    const char *text;
  } cases[] = {
    { "", 0, "" },
    { "a\nb", 3, "a\nb" },
    { "a\n\nb\n", 5, "a\n\nb\n" },
    { "\xc3\xbc", 2, "ü" },
    { "a\xff"
      "b",
      3, "a\357\277\275b" },
    { "a\0b", 3, "a\357\277\275b" },
    { "\r\n", 2, "\r\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].data, cases[i].length);
    gboolean is_cut = TRUE;
    g_autofree char *text = pyxis_source_text_make (bytes, &is_cut);

    g_assert_cmpstr (text, ==, cases[i].text);
    g_assert_false (is_cut);
  }
}

static GBytes *
make_bytes (gsize n, gsize line)
{
  char *data = g_malloc (n);

  memset (data, 'x', n);
  for (gsize i = line; i < n; i += line + 1)
    data[i] = '\n';
  return g_bytes_new_take (data, n);
}

static gsize
find_longest_line (const char *text)
{
  gsize longest = 0;

  while (*text) {
    gsize n = strcspn (text, "\n");

    longest = MAX (longest, n);
    text += n + (text[n] == '\n');
  }
  return longest;
}

/* A text view hangs on endless lines. */
static void
test_limits (void)
{
  static const struct {
    gsize n;
    gsize line;
    gboolean is_cut;
  } cases[] = {
    { 100000, PYXIS_SOURCE_LINE_MAX, FALSE }, { 100000, PYXIS_SOURCE_LINE_MAX + 1, TRUE },
    { 50 * 1024 * 1024, 80, TRUE },           { 50 * 1024 * 1024, G_MAXSIZE / 2, TRUE },
    { PYXIS_SOURCE_TEXT_MAX, 80, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes = make_bytes (cases[i].n, cases[i].line);
    gboolean is_cut;
    g_autofree char *text = pyxis_source_text_make (bytes, &is_cut);

    g_assert_cmpint (is_cut, ==, cases[i].is_cut);
    g_assert_cmpuint (strlen (text), <=, PYXIS_SOURCE_TEXT_MAX + 16);
    g_assert_cmpuint (find_longest_line (text), <=, PYXIS_SOURCE_LINE_MAX + strlen ("…"));
    g_assert_cmpint (g_str_has_suffix (text, "…"), ==, is_cut && cases[i].n > 100000);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source-text/texts", test_texts);
  g_test_add_func ("/source-text/limits", test_limits);
  return g_test_run ();
}
