/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/file.h>
#include <sys/inotify.h>

#include "snapshot-run.h"

/* The real program where a snapshot cannot be made or kept, or is nobody's: a page starts the ordinary way then, and
 * the next one from a snapshot as soon as that can be. */

#define PAGE                                                                                       \
  "<!doctype html><title>refused</title>"                                                          \
  "<script type=\"module\" src=\"https://pyscript.net/releases/2026.7.3/core.js\"></script>"       \
  "<script type=\"py\">print (\"state\", sum (range (10)))  # quetzal</script>"
#define MARK "quetzal"
#define UNWANTED "[pyxis]\nsnapshot = false\n"
#define FOLDER "cache/pyxis/interpreter-snapshots"

typedef struct {
  TemporaryFolder *home;
  TemporaryFolder *project;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->home = temporary_folder_new ();
  self->project = temporary_folder_new ();
  g_free (temporary_folder_write (self->project, "index.html", PAGE, -1));
  g_free (temporary_folder_write (self->home, FOLDER "/empty", "", 0));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  temporary_folder_free (self->project);
  temporary_folder_free (self->home);
}

static void
run (Fixture *self, SnapshotRun *result, const char *options)
{
  snapshot_run (result, self->home, self->project, options);
  g_assert_cmpuint (result->states->len, ==, 1);
  g_assert_cmpstr (result->states->pdata[0], ==, "state 45");
}

/* In a root whose folder of caches is as `cache` says (tests/util/small-cache). */
static void
run_in_cache (Fixture *self, SnapshotRun *result, const char *cache, const char *options)
{
  g_autofree char *program = g_strdup (g_getenv ("PYXIS_PROGRAM"));

  g_setenv ("PYXIS_OUTSIDE", program, TRUE);
  g_setenv ("PYXIS_CACHE", cache, TRUE);
  g_setenv ("PYXIS_PROGRAM", g_getenv ("PYXIS_SMALL_CACHE"), TRUE);
  run (self, result, options);
  g_setenv ("PYXIS_PROGRAM", program, TRUE);
}

static void
assert_says (const SnapshotRun *result, const char *words)
{
  if (!strstr (result->events, words))
    g_error ("no event says “%s”:\n%s", words, result->events);
}

/* There is one snapshot, the lock, and nothing that somebody left. */
static void
assert_tidy (Fixture *self)
{
  g_autofree char *folder = g_build_filename (self->home, FOLDER, NULL);
  g_autofree char *snapshot = find_snapshot (self->home);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (dir))
    n_files++;
  g_assert_nonnull (snapshot);
  g_assert_cmpuint (n_files, ==, 3); /* with the empty one */
}

static void
test_full (Fixture *self, gconstpointer data)
{
  g_auto (SnapshotRun) found = { 0 };

  run_in_cache (self, &found, "small", "--interpreter-snapshot on");
  assert_ordinary (&found);
  assert_says (&found, "No snapshot of Pyodide could be made: ");
  assert_says (&found, "No space left on device");
}

/* One that is there is used, a bad one refused though it cannot be removed, and none is made. */
static void
test_read_only (Fixture *self, gconstpointer data)
{
  g_auto (SnapshotRun) made = { 0 };
  g_auto (SnapshotRun) used = { 0 };
  g_auto (SnapshotRun) refused = { 0 };
  g_auto (SnapshotRun) none = { 0 };
  g_autofree char *path = NULL;

  run (self, &made, "--interpreter-snapshot on");
  run_in_cache (self, &used, "read-only", "--interpreter-snapshot on");
  assert_restored (&used, 1);
  path = find_snapshot (self->home);
  g_assert_cmpint (truncate (path, 100), ==, 0);
  run_in_cache (self, &refused, "read-only", "");
  assert_ordinary (&refused);
  assert_says (&refused, "not from a snapshot: it is damaged");
  g_assert_cmpint (g_unlink (path), ==, 0);
  run_in_cache (self, &none, "read-only", "--interpreter-snapshot on");
  assert_ordinary (&none);
  assert_says (&none, "No snapshot of Pyodide could be made: Read-only file system.");
}

/* While another process makes one. */
static void
test_busy (Fixture *self, gconstpointer data)
{
  g_autofree char *lock = g_build_filename (self->home, FOLDER, "lock", NULL);
  g_auto (SnapshotRun) found = { 0 };
  int fd = open (lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  run (self, &found, "--interpreter-snapshot on");
  close (fd);
  assert_ordinary (&found);
  assert_says (&found, "No snapshot of Pyodide could be made: another Pyxis is making one.");
}

/* (transfer full): `pyxis check` that makes a snapshot first. */
static GSubprocess *
spawn (Fixture *self)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *cache = g_build_filename (self->home, "cache", NULL);
  g_autofree char *other = g_build_filename (self->home, "other", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", cache, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", other, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("PYXIS_PROGRAM"), "check",
                                         self->project, "--interpreter-snapshot", "on", "--timeout",
                                         "240", NULL);
  g_assert_no_error (error);
  return process;
}

static void
test_two (Fixture *self, gconstpointer data)
{
  g_autoptr (GSubprocess) other = spawn (self);
  g_autoptr (GError) error = NULL;
  g_auto (SnapshotRun) one = { 0 };
  g_auto (SnapshotRun) after = { 0 };

  run (self, &one, "--interpreter-snapshot on");
  g_subprocess_wait_check (other, NULL, &error);
  g_assert_no_error (error);
  run (self, &after, "");
  assert_restored (&after, 1);
  assert_tidy (self);
}

/* Blocks until something of this kind happens to a file of the folder whose name has `part`. */
static void
await_file (int watch, guint32 mask, const char *part)
{
  char buffer[4096] __attribute__ ((aligned (__alignof__(struct inotify_event))));

  for (;;) {
    gssize length = read (watch, buffer, sizeof buffer);

    g_assert_cmpint (length, >, 0);
    for (const char *at = buffer; at < buffer + length;) {
      const struct inotify_event *event = (const struct inotify_event *) at;

      if ((event->mask & mask) && strstr (event->name, part))
        return;
      at += sizeof *event + event->len;
    }
  }
}

/* At whatever moment the one that makes it is killed, the next makes it, and nothing is left. */
static void
test_killed (Fixture *self, gconstpointer data)
{
  static const struct {
    guint32 mask;
    const char *part;
  } moments[] = {
    { IN_CREATE, "lock" },
    { IN_CREATE, ".snapshot." },
    { IN_MODIFY, ".snapshot." },
    { IN_MOVED_TO, ".snapshot" },
  };
  g_autofree char *folder = g_build_filename (self->home, FOLDER, NULL);
  g_auto (SnapshotRun) after = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++) {
    g_autofree char *kept = find_snapshot (self->home);
    g_autoptr (GSubprocess) process = NULL;
    int watch = inotify_init1 (IN_CLOEXEC);

    g_assert_null (kept);
    g_assert_cmpint (inotify_add_watch (watch, folder, moments[i].mask), >=, 0);
    process = spawn (self);
    await_file (watch, moments[i].mask, moments[i].part);
    g_subprocess_force_exit (process);
    g_subprocess_wait (process, NULL, NULL);
    close (watch);
  }
  run (self, &after, "--interpreter-snapshot on");
  assert_restored (&after, 1);
  assert_tidy (self);
}

/* The project wants none, whatever there is; nothing is said about it. */
static void
test_unwanted (Fixture *self, gconstpointer data)
{
  g_auto (SnapshotRun) made = { 0 };
  g_auto (SnapshotRun) unwanted = { 0 };

  run (self, &made, "--interpreter-snapshot on");
  assert_restored (&made, 1);
  g_free (temporary_folder_write (self->project, "pyscript.toml", UNWANTED, -1));
  run (self, &unwanted, "--interpreter-snapshot on");
  assert_ordinary (&unwanted);
  assert_no_notice (&unwanted);
  g_assert_null (strstr (unwanted.events, "the ordinary way"));
}

/* Made for one project, it has nothing of it. */
static void
test_of_no_project (Fixture *self, gconstpointer data)
{
  g_autofree char *file = temporary_folder_write (self->home, "file", MARK, -1);
  g_autofree char *put = g_strdup_printf ("--interpreter-snapshot on --put %s=/vfs/" MARK, file);
  g_autofree char *name = g_path_get_basename (self->project);
  g_auto (SnapshotRun) made = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  run (self, &made, put);
  assert_restored (&made, 1);
  path = find_snapshot (self->home);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_nonnull (memmem (bytes, length, "importlib", strlen ("importlib"))); /* not compressed */
  g_assert_null (memmem (bytes, length, MARK, strlen (MARK)));
  g_assert_null (memmem (bytes, length, name, strlen (name)));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "full", test_full },
    { "read-only", test_read_only },
    { "busy", test_busy },
    { "two", test_two },
    { "killed", test_killed },
    { "unwanted", test_unwanted },
    { "of-no-project", test_of_no_project },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++) {
    g_autofree char *path = g_strconcat ("/interpreter-snapshot-refused/", tests[i].name, NULL);

    g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
  }
  return g_test_run ();
}
