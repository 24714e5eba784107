/* SPDX-License-Identifier: Apache-2.0 */
#include "download-private.h"

#include <string.h>

static void
test_name (void)
{
  static const struct {
    const char *suggested;
    const char *name;
  } cases[] = {
    { "report.csv", "report.csv" },
    { "r\u00e9sum\u00e9.pdf", "r\u00e9sum\u00e9.pdf" },
    { "../../etc/passwd", "passwd" },
    { "/etc/passwd", "passwd" },
    { "a/b/", "download" },
    { "..", "download" },
    { ".bashrc", "bashrc" },
    { " . .x", "x" },
    { "", "download" },
    { NULL, "download" },
    { "a\nb\tc", "abc" },
    { "evil\u202Egpj.exe", "evilgpj.exe" },
    { "c:\\windows\\x", "c:windowsx" },
    { "\xff\xfe", "\uFFFD\uFFFD" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *name = pyxis_download_clean_name (cases[i].suggested);

    g_assert_cmpstr (name, ==, cases[i].name);
  }
}

static void
test_length (void)
{
  g_autofree char *suggested = g_strnfill (5000, 'x');
  g_autofree char *name = pyxis_download_clean_name (suggested);

  g_assert_cmpuint (strlen (name), <=, 255);
  g_assert_cmpuint (strlen (name), >, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/download/name", test_name);
  g_test_add_func ("/download/length", test_length);
  return g_test_run ();
}
