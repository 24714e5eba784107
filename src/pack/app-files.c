/* SPDX-License-Identifier: Apache-2.0 */
#include "app-files.h"

#include <string.h>

static void
file_free (gpointer data)
{
  PyxisAppFile *self = data;

  g_free (self->path);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const PyxisAppFile *one = *(const PyxisAppFile *const *) a;
  const PyxisAppFile *other = *(const PyxisAppFile *const *) b;

  return strcmp (one->path, other->path);
}

GPtrArray *
pyxis_app_files_new (void)
{
  return g_ptr_array_new_with_free_func (file_free);
}

void
pyxis_app_files_add (GPtrArray *files, char *path, guint mode, GBytes *bytes)
{
  PyxisAppFile *file = g_new0 (PyxisAppFile, 1);

  file->path = path;
  file->mode = mode;
  file->bytes = bytes;
  g_ptr_array_add (files, file);
}

void
pyxis_app_files_sort (GPtrArray *files)
{
  g_ptr_array_sort (files, compare_files);
}
