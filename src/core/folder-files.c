/* SPDX-License-Identifier: Apache-2.0 */
#include "folder-files.h"

#include <fts.h>
#include <string.h>

#include "grants.h"

typedef struct {
  GPtrArray *names;
  gsize parent_length; /* of the path up to the folder's own name */
  gsize text_size;
  guint n_looked;
} Listing;

static int
compare_entries (const FTSENT **a, const FTSENT **b)
{
  return strcmp ((*a)->fts_name, (*b)->fts_name);
}

/* The folder itself may be hidden: it was chosen. */
static gboolean
is_hidden (const FTSENT *found)
{
  return found->fts_level > 0 && found->fts_name[0] == '.';
}

static gboolean
is_full (const Listing *self)
{
  return self->names->len > PYXIS_FOLDER_FILES_MAX ||
         self->n_looked > PYXIS_FOLDER_FILES_LOOKED_MAX ||
         self->text_size > PYXIS_FOLDER_FILES_TEXT_MAX;
}

static void
take (Listing *self, FTS *fts, FTSENT *found)
{
  const char *name = found->fts_path + self->parent_length;

  self->n_looked++;
  if (is_hidden (found)) {
    fts_set (fts, found, FTS_SKIP);
    return;
  }
  if (found->fts_info != FTS_F || !g_utf8_validate (name, -1, NULL))
    return;
  self->text_size += strlen (name);
  g_ptr_array_add (self->names, g_strdup (name));
}

/* Why it is nothing for a page. */
static gboolean
check (const Listing *self, const char *folder, GError **error)
{
  g_autofree char *name = g_filename_display_basename (folder);

  if (is_full (self)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                 "“%s” has more files than a page can be given at once, which are %d: choose a "
                 "folder in it.",
                 name, PYXIS_FOLDER_FILES_MAX);
    return FALSE;
  }
  if (self->names->len > 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               "“%s” has no files to give to a page: choose another folder.", name);
  return FALSE;
}

static gsize
measure_parent (const char *folder)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  gsize length = strlen (parent);

  return g_str_has_suffix (parent, "/") ? length : length + 1;
}

char **
pyxis_folder_files_list (const char *folder, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_canonicalize_filename (folder, "/");
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  Listing self = { .names = names, .parent_length = measure_parent (path) };
  char *paths[] = { path, NULL };
  FTSENT *found;
  FTS *fts;

  if (!pyxis_grants_check_path (path, error))
    return NULL;
  fts = fts_open (paths, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, compare_entries);
  /* To the end, for glibc's fts_close () loses what was not read yet. */
  while (fts && (found = fts_read (fts))) {
    if (is_full (&self) || g_cancellable_is_cancelled (cancellable))
      fts_set (fts, found, FTS_SKIP);
    else
      take (&self, fts, found);
  }
  if (fts)
    fts_close (fts);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !check (&self, path, error))
    return NULL;
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

char **
pyxis_folder_files_dup_paths (const char *folder, const char *const *names)
{
  g_autofree char *path = g_canonicalize_filename (folder, "/");
  g_autofree char *parent = g_path_get_dirname (path);
  GPtrArray *paths = g_ptr_array_new ();

  for (guint i = 0; names[i]; i++)
    g_ptr_array_add (paths, g_build_filename (parent, names[i], NULL));
  g_ptr_array_add (paths, NULL);
  return (char **) g_ptr_array_free (paths, FALSE);
}
