/* SPDX-License-Identifier: Apache-2.0 */
#include "dropped-files.h"

#include "folder-files.h"

typedef struct {
  GPtrArray *names;
  GPtrArray *paths;
} Listing;

static void
take_all (GPtrArray *array, char **strings)
{
  for (guint i = 0; strings[i]; i++)
    g_ptr_array_add (array, strings[i]);
  g_free (strings);
}

static gboolean
add_folder (Listing *self, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_filename_display_basename (folder);
  g_autoptr (GError) reason = NULL;
  char **names = pyxis_folder_files_list (folder, cancellable, &reason);

  g_ptr_array_add (self->names, g_strconcat (name, "/", NULL));
  if (names) {
    take_all (self->paths, pyxis_folder_files_dup_paths (folder, (const char *const *) names));
    take_all (self->names, names);
    return TRUE;
  }
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* A pipe or a device would never end. */
static gboolean
add_file (Listing *self, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                 "“%s” is neither a file nor a folder any more: drop another one.", name);
    return FALSE;
  }
  g_ptr_array_add (self->names, g_steal_pointer (&name));
  g_ptr_array_add (self->paths, g_strdup (path));
  return TRUE;
}

static gboolean
add (Listing *self, const char *path, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!(g_file_test (path, G_FILE_TEST_IS_DIR) ? add_folder (self, path, cancellable, error)
                                               : add_file (self, path, error)))
    return FALSE;
  if (self->names->len <= PYXIS_FOLDER_FILES_MAX)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
               "These are more files than a page can be given at once, which are %d: drop fewer.",
               PYXIS_FOLDER_FILES_MAX);
  return FALSE;
}

static char **
steal (GPtrArray **array)
{
  g_ptr_array_add (*array, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (array), FALSE);
}

PyxisDroppedFiles *
pyxis_dropped_files_list (const char *const *dropped, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  Listing listing = { names, paths };
  PyxisDroppedFiles *self;

  for (guint i = 0; dropped[i]; i++)
    if (!add (&listing, dropped[i], cancellable, error))
      return NULL;
  self = g_new0 (PyxisDroppedFiles, 1);
  self->names = steal (&names);
  self->paths = steal (&paths);
  return self;
}

void
pyxis_dropped_files_free (PyxisDroppedFiles *self)
{
  g_strfreev (self->names);
  g_strfreev (self->paths);
  g_free (self);
}
