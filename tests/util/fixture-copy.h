/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "temporary-folder.h"

/* (transfer full): a project of the fixtures, which has no folders, to be changed by one test. */
static inline TemporaryFolder *
fixture_copy_new (const char *fixture)
{
  g_autofree char *path = g_build_filename (g_getenv ("PYXIS_FIXTURES"), fixture, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  TemporaryFolder *copy = temporary_folder_new ();
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);
    g_autofree char *text = NULL;

    g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
    g_free (temporary_folder_write (copy, name, text, -1));
  }
  return copy;
}

/* Changes the text at `path`, and nothing of what it means. */
static inline void
fixture_append_line (const char *path)
{
  g_autofree char *text = NULL;
  g_autofree char *longer = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  longer = g_strconcat (text, "\n", NULL);
  g_assert_true (g_file_set_contents (path, longer, -1, NULL));
}
