/* SPDX-License-Identifier: Apache-2.0 */
#include "pack.h"

#include <string.h>

#include "app-tree.h"
#include "bundle-writer.h"
#include "deb.h"
#include "flatpak.h"
#include "new-file.h"
#include "run-writer.h"
#include "tree-writer.h"

/* A device or a folder would be replaced by a file. */
static gboolean
check_output (const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (!g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
               "“%s” is there and no file; choose another name for it.", shown);
  return FALSE;
}

/* (transfer full) (nullable) */
static char *
sign (const PyxisContents *contents, const PyxisPackOptions *options)
{
  return options->key
           ? pyxis_key_sign (options->key, contents->manifest, strlen (contents->manifest))
           : NULL;
}

gboolean
pyxis_pack_bundle (const PyxisContents *contents, const PyxisPackOptions *options, GError **error)
{
  g_autofree char *signature = sign (contents, options);
  g_autoptr (PyxisNewFile) file =
    check_output (options->output, error) ? pyxis_new_file_begin (options->output, error) : NULL;

  return file &&
         pyxis_bundle_write (contents, signature, pyxis_new_file_get_fd (file), options, error) &&
         pyxis_new_file_commit (file, error);
}

gboolean
pyxis_pack_run (const PyxisContents *contents, const PyxisPackOptions *options, GError **error)
{
  g_autoptr (PyxisContents) whole = NULL;
  g_autoptr (PyxisNewFile) file = NULL;
  g_autofree char *signature = NULL;

  if (!check_output (options->output, error))
    return FALSE;
  whole = pyxis_run_make_contents (contents, options->is_shared, error);
  file = whole ? pyxis_new_file_begin (options->output, error) : NULL;
  if (!file)
    return FALSE;
  signature = sign (whole, options);
  return pyxis_run_write (whole, options, signature, pyxis_new_file_get_fd (file), error) &&
         pyxis_new_file_make_program (file, error) && pyxis_new_file_commit (file, error);
}

gboolean
pyxis_pack_deb (const PyxisContents *contents, const PyxisPackOptions *options, GError **error)
{
  g_autoptr (PyxisNewFile) file =
    check_output (options->output, error) ? pyxis_new_file_begin (options->output, error) : NULL;

  return file && pyxis_deb_make (contents, options, pyxis_new_file_get_fd (file), error) &&
         pyxis_new_file_commit (file, error);
}

gboolean
pyxis_pack_flatpak (const PyxisContents *contents, const PyxisPackOptions *options, GError **error)
{
  g_autoptr (PyxisNewFile) file =
    check_output (options->output, error) ? pyxis_new_file_begin (options->output, error) : NULL;

  return file && pyxis_flatpak_make (contents, options, pyxis_new_file_get_fd (file), error) &&
         pyxis_new_file_commit (file, error);
}

gboolean
pyxis_pack_dir (const PyxisContents *contents, const PyxisPackOptions *options, GError **error)
{
  g_autofree char *whole = g_canonicalize_filename (options->output, NULL);
  PyxisPackOptions own = *options;
  g_autoptr (PyxisAppTree) tree = NULL;

  own.output = whole;
  tree = pyxis_tree_check_output (whole, error) ? pyxis_app_tree_new (contents, &own, error) : NULL;
  return tree && pyxis_tree_write (tree, whole, options->cancellable, error);
}

char *
pyxis_pack_dup_name (const char *folder, const char *ending)
{
  g_autofree char *whole = g_canonicalize_filename (folder, NULL);
  g_autofree char *name = g_path_get_basename (whole);

  return g_strconcat (g_str_equal (name, "/") ? "app" : name, ending, NULL);
}
