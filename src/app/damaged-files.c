/* SPDX-License-Identifier: Apache-2.0 */
#include "damaged-files.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX "damaged-"
#define NAMED_MAX 3

/* How many names are tried. */
#define TRIES_MAX 100

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
remove_oldest (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (g_str_has_prefix (name, PREFIX))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare);
  for (guint i = 0; i + PYXIS_DAMAGED_FILES_MAX < paths->len; i++)
    g_unlink (paths->pdata[i]);
}

/* By the time of its last change: the same file gets the same name. */
static char *
make_name (const char *folder, const struct stat *status, guint try)
{
  g_autofree char *name = g_strdup_printf (PREFIX "%020" G_GINT64_FORMAT,
                                           (gint64) status->st_mtim.tv_sec * G_USEC_PER_SEC +
                                             status->st_mtim.tv_nsec / 1000 + try);

  return g_build_filename (folder, name, NULL);
}

static gboolean
copy (const char *path, const char *kept, GError **error)
{
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (kept);

  return g_file_copy (from, to, G_FILE_COPY_NOFOLLOW_SYMLINKS, NULL, NULL, NULL, error);
}

static gboolean
is_same_file (const char *path, const struct stat *status)
{
  struct stat other;

  return lstat (path, &other) == 0 && other.st_ino == status->st_ino &&
         other.st_dev == status->st_dev;
}

char *
pyxis_damaged_files_keep (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *kept = NULL;
  struct stat status = { 0 };
  gboolean is_kept = FALSE;

  if (stat (path, &status) != 0) {
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
    return NULL;
  }
  for (guint i = 0; !is_kept && i < TRIES_MAX; i++) {
    g_free (kept);
    kept = make_name (folder, &status, i);
    is_kept = link (path, kept) == 0 || is_same_file (kept, &status);
    if (!is_kept && errno != EEXIST)
      break;
  }
  if (!is_kept && !copy (path, kept, error))
    return NULL;
  remove_oldest (folder);
  return g_steal_pointer (&kept);
}

/* (transfer full): "“a”, “b”". */
static char *
join_names (GPtrArray *doubtful)
{
  g_autoptr (GString) names = g_string_new (NULL);

  g_ptr_array_sort (doubtful, compare);
  for (guint i = 0; i < MIN (doubtful->len, NAMED_MAX); i++) {
    g_autofree char *name = g_filename_display_name (doubtful->pdata[i]);

    g_string_append_printf (names, _ ("%s“%s”"), i > 0 ? ", " : "", name);
  }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static char *
describe_files (GPtrArray *doubtful)
{
  g_autofree char *names = join_names (doubtful);
  guint more = doubtful->len - MIN (doubtful->len, NAMED_MAX);

  if (doubtful->len == 0)
    return g_strdup (
      _ ("The stored files were damaged on the disk: some may be missing, or as they "
         "were before."));
  if (more == 0)
    return g_strdup_printf (
      _ ("The stored files were damaged on the disk: %s may lack something, and "
         "others may be missing, or as they were before."),
      names);
  return g_strdup_printf (
    ngettext ("The stored files were damaged on the disk: %s and %u more may lack something, and "
              "others may be missing, or as they were before.",
              "The stored files were damaged on the disk: %s and %u more may lack something, and "
              "others may be missing, or as they were before.",
              more),
    names, more);
}

char *
pyxis_damaged_files_describe (GPtrArray *doubtful, const char *kept)
{
  g_autofree char *files = describe_files (doubtful);
  g_autofree char *shown = g_filename_display_name (kept);

  return g_strdup_printf (_ ("%s The damaged data stays in “%s”."), files, shown);
}
