/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "temporary-folder.h"
#include "zip-source.h"
#include "zip-writer.h"

/* Zip files opened as sources. */

/* Writes the zip file and opens it. */
static inline PyxisSource *
open_bytes (const TemporaryFolder *folder, const GByteArray *zip, GError **error)
{
  g_autofree char *path =
    temporary_folder_write (folder, "project.zip", zip->data, (gssize) zip->len);

  return pyxis_zip_source_new (path, error);
}

static inline PyxisSource *
open_members (const TemporaryFolder *folder, const ZipMember *members, guint n, const char *options)
{
  g_autoptr (GByteArray) zip = zip_writer_make (members, n, options);
  g_autoptr (GError) error = NULL;
  PyxisSource *source = open_bytes (folder, zip, &error);

  g_assert_no_error (error);
  return source;
}

static inline void
assert_text (PyxisSource *source, const char *path, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = pyxis_source_load_text (source, path, 1000, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
  g_assert_false (pyxis_source_is_folder (source, path));
}

static inline void
assert_error (PyxisSource *source, const char *path, int code)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", path);
  g_assert_null (pyxis_source_open (source, path, &error));
  g_assert_error (error, G_IO_ERROR, code);
  g_assert_cmpint (pyxis_source_is_folder (source, path), ==, code == G_IO_ERROR_IS_DIRECTORY);
}

/* The first record that begins with `signature`. */
static inline guint8 *
find_record (GByteArray *zip, const char *signature)
{
  guint8 *at = memmem (zip->data, zip->len, signature, 4);

  g_assert_nonnull (at);
  return at;
}
