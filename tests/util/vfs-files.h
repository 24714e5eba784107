/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <string.h>

#include "vfs-file.h"

/* Files in a file system in memory, for tests: what fails here fails the test. */

static inline PyxisVfs *
vfs_files_new (gsize bytes, guint files)
{
  PyxisVfsLimits limits;

  pyxis_vfs_limits_init (&limits);
  limits.bytes = bytes;
  limits.files = files;
  return pyxis_vfs_new_with_limits (&limits);
}

static inline void
vfs_files_put (PyxisVfs *vfs, const char *path, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  pyxis_vfs_put (vfs, path, bytes, &error);
  g_assert_no_error (error);
}

static inline void
vfs_files_make_folder (PyxisVfs *vfs, const char *path)
{
  g_autoptr (GError) error = NULL;

  pyxis_vfs_make_folder (vfs, path, 0755, &error);
  g_assert_no_error (error);
}

static inline gboolean
vfs_files_exists (PyxisVfs *vfs, const char *path)
{
  PyxisVfsStat stat;

  return pyxis_vfs_stat (vfs, path, &stat, NULL);
}

/* (transfer full): up to a thousand bytes of a file. */
static inline char *
vfs_files_read (PyxisVfs *vfs, const char *path)
{
  char *text = g_malloc0 (1001);
  PyxisVfsStat stat;
  g_autoptr (GError) error = NULL;

  pyxis_vfs_stat (vfs, path, &stat, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pyxis_vfs_read (vfs, stat.ino, 0, text, 1000, &error), >=, 0);
  g_assert_no_error (error);
  return text;
}

static inline void
vfs_files_assert_text (PyxisVfs *vfs, const char *path, const char *text)
{
  g_autofree char *found = vfs_files_read (vfs, path);

  g_assert_cmpstr (found, ==, text);
}

static inline int
vfs_files_compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static inline void
vfs_files_collect (PyxisVfs *vfs, const char *folder, GPtrArray *paths)
{
  g_autoptr (GArray) entries = pyxis_vfs_list (vfs, folder, NULL);

  for (guint i = 0; i < entries->len; i++) {
    const PyxisVfsEntry *entry = &g_array_index (entries, PyxisVfsEntry, i);
    char *path = g_strconcat (folder, *folder ? "/" : "", entry->name, NULL);

    if (entry->stat.is_folder)
      vfs_files_collect (vfs, path, paths);
    g_ptr_array_add (paths,
                     entry->stat.is_folder ? g_strconcat (path, "/", NULL) : g_strdup (path));
    g_free (path);
  }
}

/* Whether these, "a a/b/ ...", are all the files and folders, sorted. */
static inline void
vfs_files_assert_tree (PyxisVfs *vfs, const char *expected)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *found = NULL;

  vfs_files_collect (vfs, "", paths);
  g_ptr_array_sort (paths, vfs_files_compare_names);
  g_ptr_array_add (paths, NULL);
  found = g_strjoinv ("|", (char **) paths->pdata);
  g_assert_cmpstr (found, ==, expected);
}
