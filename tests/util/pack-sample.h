/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <sys/resource.h>

#include "bundle.h"
#include "manifest.h"
#include "pack.h"
#include "rebuild.h"
#include "temporary-folder.h"

/* A small project to pack, its bundle, and bytes to change in it. */

#define PACK_SAMPLE_TOML                                                                           \
  "name = \"Clock\"\nversion = \"1.2.0\"\ndescription = \"Tells the time\"\nauthor_name = "        \
  "\"Ada\"\n"                                                                                      \
  "[pyxis]\nid = \"org.example.Clock\"\nlicence = \"MIT\"\ncategories = [\"Utility\"]\n"           \
  "icon = \"icon.svg\"\n"

/* The end of a bundle. */
#define PACK_SAMPLE_SEAL                                                                           \
  "PK pyxis-seal:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* Below `folder`, in "clock"; returns its path. */
static inline char *
pack_sample_make (const TemporaryFolder *folder)
{
  g_free (
    temporary_folder_write (folder, "clock/index.html", "<!doctype html><title>C</title>", -1));
  g_free (temporary_folder_write (folder, "clock/icon.svg",
                                  "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", -1));
  g_free (temporary_folder_write (folder, "clock/pyscript.toml", PACK_SAMPLE_TOML, -1));
  g_free (temporary_folder_write (folder, "clock/sub/ü b.txt", "some text, some text, some", -1));
  g_free (temporary_folder_write (folder, "clock/stored.png", "png", -1));
  g_free (temporary_folder_write (folder, "clock/empty", "", -1));
  g_free (temporary_folder_write (folder, "clock/.hidden", "x", -1));
  g_free (temporary_folder_write (folder, "clock/__pycache__/x.pyc", "x", -1));
  g_free (temporary_folder_write (folder, "clock/old.pyxis", PACK_SAMPLE_SEAL, -1));
  return g_build_filename (folder, "clock", NULL);
}

/* Packs `project` as `name` in `folder`; returns the path. */
static inline char *
pack_sample_pack (const TemporaryFolder *folder,
                  const char *project,
                  const char *name,
                  const PyxisKey *key)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisContents) contents = pyxis_contents_new (project, NULL, NULL, &error);
  PyxisPackOptions options = { .output = path, .key = key };

  g_assert_no_error (error);
  pyxis_pack_bundle (contents, &options, &error);
  g_assert_no_error (error);
  return path;
}

/* (transfer full): the same, signed with a new key of that name. */
static inline char *
pack_sample_pack_signed (const TemporaryFolder *folder, const char *project, const char *signer)
{
  g_autofree char *secret = g_build_filename (folder, signer, NULL);
  g_autofree char *name = g_strconcat (signer, ".pyxis", NULL);
  g_autoptr (PyxisKey) key = NULL;

  g_assert_true (pyxis_key_create (secret, NULL));
  key = pyxis_key_load (secret, NULL);
  return pack_sample_pack (folder, project, name, key);
}

/* Whether the project, packed again, gives the same bytes. */
static inline gboolean
pack_sample_is_same (PyxisBundle *bundle,
                     const char *path,
                     const char *folder,
                     PyxisRuntimes *runtimes,
                     GError **error)
{
  g_autoptr (PyxisProject) project = pyxis_contents_load_project (folder, error);

  return project && pyxis_rebuild_compare (bundle, path, project, runtimes, NULL, error);
}

static inline GByteArray *
pack_sample_read (const char *path)
{
  char *data = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_byte_array_new_take ((guint8 *) data, length);
}

/* What opening such bytes is refused with; never NULL. */
static inline GError *
pack_sample_refusal (const TemporaryFolder *folder, const void *data, gsize length)
{
  g_autofree char *old = g_build_filename (folder, "refused.pyxis", NULL);
  g_autofree char *path = NULL;
  g_autoptr (PyxisBundle) bundle = NULL;
  GError *error = NULL;

  /* GLib waits for the disk where it replaces a file. */
  unlink (old);
  path = temporary_folder_write (folder, "refused.pyxis", data, (gssize) length);
  bundle = pyxis_bundle_open (path, &error);
  if (bundle)
    pyxis_bundle_check (bundle, NULL, &error);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "refused.pyxis"));
  if (strchr (error->message, '\n'))
    g_error ("more than a line: %s", error->message);
  return error;
}
