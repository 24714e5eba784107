/* SPDX-License-Identifier: Apache-2.0 */
#include "licence-expression.h"

#include <string.h>

#include "temporary-folder.h"

static const struct {
  const char *text;
  const char *known; /* NULL: the same */
} rows[] = {
  { "MIT", NULL },
  { "GPL-3.0-or-later", NULL },
  { "GPL-2.0+", NULL },
  { "Apache-2.0+", NULL },
  { "(MIT OR Apache-2.0) AND BSD-3-Clause", NULL },
  { "GPL-3.0-only WITH GCC-exception-3.1 OR MIT", NULL },
  { "LicenseRef-proprietary", NULL },
  { "LicenseRef-free=https://example.org/l?a=b&c", NULL },
  { "MIT AND LicenseRef-mine", NULL },
  { "My Licence", "LicenseRef-My-Licence" },
  { "Foo-1.0 (new)", "LicenseRef-Foo-1.0-new" },
  { "mit", "LicenseRef-mit" },
  { "MIT MIT", "LicenseRef-MIT-MIT" },
  { "MIT AND", "LicenseRef-MIT-AND" },
  { "AND MIT", "LicenseRef-AND-MIT" },
  { "(MIT", "LicenseRef-MIT" },
  { "MIT)", "LicenseRef-MIT" },
  { "() MIT", "LicenseRef-MIT" },
  { "MIT WITH", "LicenseRef-MIT-WITH" },
  { "MIT WITH MIT", "LicenseRef-MIT-WITH-MIT" },
  { "GCC-exception-3.1", "LicenseRef-GCC-exception-3.1" },
  { "LicenseRef-", "LicenseRef-LicenseRef" },
};

/* What comes out is what a validator of software centres takes. */
static void
validate (const TemporaryFolder *folder, const char *licence)
{
  g_autofree char *escaped = g_markup_escape_text (licence, -1);
  g_autofree char *text = g_strdup_printf (
    "<component type=\"desktop-application\"><id>org.example.Clock</id><name>Clock</name>"
    "<summary>Tells the time</summary><metadata_license>CC0-1.0</metadata_license>"
    "<project_license>%s</project_license></component>",
    escaped);
  g_autofree char *path = temporary_folder_write (folder, "a.metainfo.xml", text, -1);
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (
    G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "appstreamcli", "validate", "--no-net", path, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error));
  if (!strstr (out, "org.example.Clock") || strstr (out, "spdx"))
    g_error ("%s: %s", licence, out);
  g_unlink (path);
}

static void
test_rows (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *known = pyxis_licence_expression_dup_known (rows[i].text);

    g_assert_cmpstr (known, ==, rows[i].known ? rows[i].known : rows[i].text);
    if (pyxis_licence_expression_is_known (rows[i].text) != !rows[i].known)
      g_error ("%s", rows[i].text);
    validate (folder, known);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/licence-expression/rows", test_rows);
  return g_test_run ();
}
