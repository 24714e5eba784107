/* SPDX-License-Identifier: Apache-2.0 */
#include "cache-files.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define LOCK_FILE "lock"

typedef struct {
  char *path;
  gint64 mtime;
  goffset size;
} Kept;

static void
kept_clear (gpointer data)
{
  g_free (((Kept *) data)->path);
}

static int
compare_kept (gconstpointer a, gconstpointer b)
{
  const Kept *left = a;
  const Kept *right = b;

  return (left->mtime < right->mtime) - (left->mtime > right->mtime);
}

/* Removes what a process left that was killed while it wrote: a file beside the one it was to be. */
static GArray *
list_kept (const PyxisCacheFiles *self)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Kept));
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  g_autofree char *rest = g_strconcat (self->suffix, ".", NULL);
  const char *name;

  g_array_set_clear_func (all, kept_clear);
  while (dir && (name = g_dir_read_name (dir)) != NULL) {
    Kept kept = { .path = g_build_filename (self->folder, name, NULL) };
    GStatBuf status;

    if (g_str_has_suffix (name, self->suffix) && g_lstat (kept.path, &status) == 0) {
      kept.mtime = status.st_mtime;
      kept.size = status.st_size;
      g_array_append_val (all, kept);
      continue;
    }
    if (strstr (name, rest))
      g_unlink (kept.path);
    g_free (kept.path);
  }
  g_array_sort (all, compare_kept);
  return all;
}

/* Makes room for one of `length` bytes at `path`. */
static void
remove_oldest (const PyxisCacheFiles *self, const char *path, gsize length)
{
  g_autoptr (GArray) all = list_kept (self);
  goffset bytes = (goffset) length;
  guint n_files = 1;

  for (guint i = 0; i < all->len; i++) {
    const Kept *kept = &g_array_index (all, Kept, i);

    if (g_str_equal (kept->path, path))
      continue;
    bytes += kept->size;
    if (++n_files > self->files_max || bytes > self->bytes_max)
      g_unlink (kept->path);
  }
}

char *
pyxis_cache_files_dup_path (const PyxisCacheFiles *self,
                            const PyxisRuntime *runtime,
                            const char *facts)
{
  g_autofree char *all = g_strconcat (runtime->path, "\n", facts, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
  g_autofree char *name =
    g_strdup_printf ("%s-%s-%.16s%s", runtime->name, runtime->version, hash, self->suffix);

  return g_build_filename (self->folder, name, NULL);
}

GBytes *
pyxis_cache_files_read (const char *path, goffset max, GError **error)
{
  GStatBuf status;
  char *data = NULL;
  gsize length = 0;

  if (g_lstat (path, &status) != 0) {
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
    return NULL;
  }
  if (!S_ISREG (status.st_mode) || status.st_size > max) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "it is no file, or too large for one");
    return NULL;
  }
  if (!g_file_get_contents (path, &data, &length, error))
    return NULL;
  return g_bytes_new_take (data, length);
}

PyxisFileLock *
pyxis_cache_files_lock (const PyxisCacheFiles *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, LOCK_FILE, NULL);

  if (g_mkdir_with_parents (self->folder, 0700) != 0) {
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
    return NULL;
  }
  return pyxis_file_lock_try (path, error);
}

gboolean
pyxis_cache_files_write (const PyxisCacheFiles *self,
                         const char *path,
                         GBytes *content,
                         GFileSetContentsFlags flags,
                         GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (content, &length);

  remove_oldest (self, path, length);
  return g_file_set_contents_full (path, data, (gssize) length, flags, 0600, error);
}
