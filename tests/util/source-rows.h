/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "folder-source-private.h"
#include "temporary-folder.h"

/* Tables of paths and what a folder source answers to them. */
typedef struct {
  const char *path;
  int outcome; /* a GIOErrorEnum, or READ */
  const char *text;
} SourceRow;

#define READ (-1)

static inline PyxisSource *
source_new (const char *path, PyxisFolderOpen open_below)
{
  g_autoptr (GError) error = NULL;
  PyxisSource *source = pyxis_folder_source_new_with_open (path, open_below, &error);

  g_assert_no_error (error);
  return source;
}

static inline char *
read_all (PyxisContent *content)
{
  g_autofree char *text = g_malloc0 (content->size + 2);
  g_autoptr (GError) error = NULL;
  gsize n;

  g_input_stream_read_all (content->stream, text, content->size + 1, &n, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, content->size);

  return g_steal_pointer (&text);
}

static inline void
assert_rows (PyxisSource *source, const SourceRow *rows, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisContent) content = pyxis_source_open (source, rows[i].path, &error);
    g_autofree char *shown = g_strescape (rows[i].path, NULL);

    g_test_message ("%s", shown);
    g_assert_cmpint (pyxis_source_is_folder (source, rows[i].path), ==,
                     rows[i].outcome == G_IO_ERROR_IS_DIRECTORY);
    if (rows[i].outcome == READ) {
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = read_all (content);
      g_assert_cmpstr (text, ==, rows[i].text);
    } else {
      g_assert_null (content);
      g_assert_error (error, G_IO_ERROR, rows[i].outcome);
    }
  }
}
