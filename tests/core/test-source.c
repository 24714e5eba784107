/* SPDX-License-Identifier: Apache-2.0 */
#include "source.h"

#include <string.h>

#include "../util/source-rows.h"

static void
test_load_text (void)
{
  static const struct {
    const char *name, *data;
    gssize length;
    gsize limit;
    int outcome;
  } rows[] = {
    { "plain", "ü = 1\n", -1, 100, READ },
    { "exact", "12345", 5, 5, READ },
    { "empty", "", 0, 0, READ },
    { "long", "123456", 6, 5, G_IO_ERROR_INVALID_DATA },
    { "latin", "\xfc", 1, 100, G_IO_ERROR_INVALID_DATA },
    { "nul", "a\0b", 3, 100, G_IO_ERROR_INVALID_DATA },
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisSource) source = source_new (folder, pyxis_folder_open);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;

    g_free (temporary_folder_write (folder, rows[i].name, rows[i].data, rows[i].length));
    text = pyxis_source_load_text (source, rows[i].name, rows[i].limit, &error);
    if (rows[i].outcome == READ) {
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, rows[i].data);
    } else {
      g_assert_null (text);
      g_assert_error (error, G_IO_ERROR, rows[i].outcome);
      g_assert_nonnull (strstr (error->message, rows[i].name));
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/load-text", test_load_text);
  return g_test_run ();
}
