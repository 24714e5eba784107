/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "vfs-file.h"
#include "vfs-snapshot.h"

/* Measures the file system in memory at several sizes: one line "name unit value" each. All files lie
 * in one folder, which is the hardest for it. */

#define MEBIBYTE (1 << 20)
#define TEXT "thirty-two bytes, just as planned"

typedef void (*Step) (PyxisVfs *vfs, const char *path, guint i);

static void
create (PyxisVfs *vfs, const char *path, guint i)
{
  g_assert_cmpuint (pyxis_vfs_create (vfs, path, 0644, NULL), !=, 0);
}

static void
look (PyxisVfs *vfs, const char *path, guint i)
{
  PyxisVfsStat stat;

  g_assert_true (pyxis_vfs_stat (vfs, path, &stat, NULL));
}

static void
write_text (PyxisVfs *vfs, const char *path, guint i)
{
  guint64 ino = pyxis_vfs_open (vfs, path, 0, NULL);

  g_assert_true (pyxis_vfs_append (vfs, ino, TEXT, 32, NULL, NULL));
  g_assert_true (pyxis_vfs_close (vfs, ino, NULL));
}

static void
move (PyxisVfs *vfs, const char *path, guint i)
{
  g_autofree char *to = g_strdup_printf ("moved/%u", i);

  g_assert_true (pyxis_vfs_rename (vfs, path, to, NULL));
  g_assert_true (pyxis_vfs_rename (vfs, to, path, NULL));
}

static void
remove_file (PyxisVfs *vfs, const char *path, guint i)
{
  g_assert_true (pyxis_vfs_unlink (vfs, path, NULL));
}

static double
get_memory (void)
{
  g_autofree char *text = NULL;
  unsigned long all, resident;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%lu %lu", &all, &resident), ==, 2);
  return (double) resident * sysconf (_SC_PAGESIZE);
}

static void
tell (const char *what, guint n, const char *unit, double value)
{
  printf ("vfs/%s/%u %s %.1f\n", what, n, unit, value);
}

static void
run (PyxisVfs *vfs, const char *what, Step step, guint n, guint calls)
{
  gint64 began = g_get_monotonic_time ();
  char path[64];

  for (guint i = 0; i < n; i++) {
    /* In another order than they were created. */
    g_snprintf (path, sizeof path, "folder/file-%u", (guint) (i * (guint64) 7919 % n));
    step (vfs, path, i);
  }
  tell (what, n, "k/s", n * (double) calls * 1000 / MAX (g_get_monotonic_time () - began, 1));
}

static void
list_all (PyxisVfs *vfs, guint n)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr (GArray) entries = pyxis_vfs_list (vfs, "folder", NULL);

  g_assert_cmpuint (entries->len, ==, n);
  tell ("list", n, "k/s", n * 1000.0 / MAX (g_get_monotonic_time () - began, 1));
}

/* Of all files; then again and compared, after one of them changed. */
static void
take_snapshots (PyxisVfs *vfs, guint n)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr (PyxisVfsSnapshot) first = pyxis_vfs_take_snapshot (vfs);
  g_autoptr (PyxisVfsSnapshot) second = NULL;
  g_autoptr (GPtrArray) differences = NULL;

  tell ("snapshot", n, "ms", (g_get_monotonic_time () - began) / 1000.0);
  write_text (vfs, "folder/file-0", 0);
  began = g_get_monotonic_time ();
  second = pyxis_vfs_take_snapshot (vfs);
  tell ("next-snapshot", n, "ms", (g_get_monotonic_time () - began) / 1000.0);
  began = g_get_monotonic_time ();
  differences = pyxis_vfs_snapshot_compare (first, second);
  g_assert_cmpuint (differences->len, ==, 1);
  tell ("compare", n, "ms", (g_get_monotonic_time () - began) / 1000.0);
}

static void
measure_files (guint n)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  double before = get_memory ();

  g_assert_cmpuint (pyxis_vfs_make_folder (vfs, "folder", 0755, NULL), !=, 0);
  g_assert_cmpuint (pyxis_vfs_make_folder (vfs, "moved", 0755, NULL), !=, 0);
  run (vfs, "create", create, n, 1);
  run (vfs, "stat", look, n, 1);
  run (vfs, "write", write_text, n, 1);
  if (n >= 100000)
    tell ("memory-of-a-file", n, "B", (get_memory () - before) / n);
  list_all (vfs, n);
  run (vfs, "rename", move, n, 2);
  take_snapshots (vfs, n);
  run (vfs, "remove", remove_file, n, 1);
}

/* One file of `n` MiB, written by pieces as a program does. */
static void
measure_bytes (guint n)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autofree guint8 *piece = g_malloc (MEBIBYTE);
  guint64 ino = pyxis_vfs_create (vfs, "big", 0644, NULL);
  double before = get_memory ();
  gint64 began = g_get_monotonic_time ();

  memset (piece, 1, MEBIBYTE);
  for (guint i = 0; i < n; i++)
    g_assert_true (pyxis_vfs_append (vfs, ino, piece, MEBIBYTE, NULL, NULL));
  tell ("append-MiB", n, "MB/s", n * (double) MEBIBYTE / MAX (g_get_monotonic_time () - began, 1));
  tell ("memory-of-100-bytes", n, "B", 100 * (get_memory () - before) / ((double) n * MEBIBYTE));
  began = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (pyxis_vfs_read (vfs, ino, (guint64) i * MEBIBYTE, piece, MEBIBYTE, NULL), ==,
                     MEBIBYTE);
  tell ("read-MiB", n, "MB/s", n * (double) MEBIBYTE / MAX (g_get_monotonic_time () - began, 1));
}

int
main (void)
{
  static const guint sizes[] = { 1000, 100000, 1000000 };

  measure_bytes (200);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    measure_files (sizes[i]);
  return 0;
}
