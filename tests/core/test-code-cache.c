/* SPDX-License-Identifier: Apache-2.0 */
#include "code-cache.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <utime.h>

#include "../util/cached-runtime.h"
#include "../util/compiled-entries.h"
#include "compiled-code.h"

#define WRITER_ROUNDS 20

typedef struct {
  CachedRuntime kept;
  PyxisCodeCache *cache;
} Fixture;

static void
open_cache (Fixture *self, const char *origin)
{
  g_clear_object (&self->cache);
  self->cache = pyxis_code_cache_new (self->kept.folder, origin);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  cached_runtime_init (&self->kept);
  open_cache (self, "one");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->cache);
  cached_runtime_clear (&self->kept);
}

/* What an interpreter takes is "PXCO" and the modules of `words`. */
static void
assert_read (Fixture *self, const char *words)
{
  g_autoptr (GBytes) read = pyxis_code_cache_read (self->cache, self->kept.runtime);
  g_autoptr (GBytes) expected = compiled_entries_new (words);
  g_autoptr (GBytes) rest = NULL;

  g_assert_cmpuint (g_bytes_get_size (read), >=, 4);
  g_assert_cmpmem (g_bytes_get_data (read, NULL), 4, "PXCO", 4);
  rest = g_bytes_new_from_bytes (read, 4, g_bytes_get_size (read) - 4);
  g_assert_true (g_bytes_equal (rest, expected));
}

static void
add (Fixture *self, const char *words)
{
  g_autoptr (GBytes) entries = compiled_entries_new (words);
  g_autoptr (GError) error = NULL;

  pyxis_code_cache_add (self->cache, CACHED_RUNTIME_VERSION, entries, &error);
  g_assert_no_error (error);
}

/* As one start after another. */
static void
add_and_reopen (Fixture *self, const char *words)
{
  assert_read (self, "");
  add (self, words);
  open_cache (self, "one");
}

static char *
find_only_file (Fixture *self)
{
  return cached_runtime_find_only (&self->kept, ".code");
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  GStatBuf status;

  add_and_reopen (self, "/a.py code /b.py other");
  assert_read (self, "/a.py code /b.py other");
  path = find_only_file (self);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

/* What is newer comes first, and once. */
static void
test_merged (Fixture *self, gconstpointer data)
{
  assert_read (self, "");
  add (self, "/a.py code /b.py other");
  add (self, "/c.py third /b.py newer /c.py older");
  assert_read (self, "/c.py third /b.py newer /a.py code");
}

/* Nobody can name a runtime that no interpreter of the project asked for. */
static void
test_unread (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) entries = compiled_entries_new ("/a.py code");
  g_autoptr (GError) error = NULL;

  g_assert_false (
    pyxis_code_cache_add (self->cache, "../" CACHED_RUNTIME_VERSION, entries, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (self->kept.folder, G_FILE_TEST_EXISTS));
}

static void
test_no_entries (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) entries = g_bytes_new_static ("anything at all that is none", 28);
  g_autoptr (GError) error = NULL;

  assert_read (self, "");
  g_assert_false (pyxis_code_cache_add (self->cache, CACHED_RUNTIME_VERSION, entries, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  assert_read (self, "");
}

/* Whatever byte is another one, and wherever it ends, it is as good as none, and the next one replaces it. */
static void
test_damaged (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  add_and_reopen (self, "/a.py code /b.py other");
  path = find_only_file (self);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize i = 0; i < 2 * length; i++) {
    g_autofree char *other = g_memdup2 (bytes, length);

    other[i % length] ^= 1;
    g_assert_true (g_file_set_contents (path, i < length ? other : bytes,
                                        (gssize) (i < length ? length : i - length), NULL));
    assert_read (self, "");
  }
  add (self, "/c.py new");
  assert_read (self, "/c.py new");
}

static void
test_no_file (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;

  add_and_reopen (self, "/a.py code");
  path = find_only_file (self);
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_read (self, "");
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  assert_read (self, "");
}

static void
test_stale (Fixture *self, gconstpointer data)
{
  add_and_reopen (self, "/a.py code");
  g_free (temporary_folder_write (self->kept.root, CACHED_RUNTIME_FOLDER "pyodide.asm.wasm",
                                  "another", -1));
  assert_read (self, "");
  add (self, "/b.py new");
  assert_read (self, "/b.py new");
}

/* What was compiled by files that are gone is not given to those in their place. */
static void
test_replaced_meanwhile (Fixture *self, gconstpointer data)
{
  assert_read (self, "");
  g_free (temporary_folder_write (self->kept.root, CACHED_RUNTIME_FOLDER "pyodide.asm.wasm",
                                  "another", -1));
  add (self, "/a.py code");
  assert_read (self, "");
}

/* Of another project, put in the place of ours. */
static void
test_foreign (Fixture *self, gconstpointer data)
{
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;

  add_and_reopen (self, "/a.py code");
  ours = find_only_file (self);
  g_assert_cmpint (g_unlink (ours), ==, 0);
  open_cache (self, "another");
  assert_read (self, "");
  add (self, "/a.py evil");
  assert_read (self, "/a.py evil");
  theirs = find_only_file (self);
  g_assert_cmpstr (ours, !=, theirs);
  g_assert_cmpint (g_rename (theirs, ours), ==, 0);
  open_cache (self, "one");
  assert_read (self, "");
}

static GBytes *
new_large (char digit, gsize length)
{
  GByteArray *entries = g_byte_array_new ();
  g_autofree char *path = g_strdup_printf ("/%c.py", digit);
  g_autofree char *code = g_strnfill (length, digit);

  compiled_entries_add (entries, path, code);
  return g_byte_array_free_to_bytes (entries);
}

static void
test_limit (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) too_large = new_large ('0', PYXIS_COMPILED_CODE_MAX);
  g_autoptr (GBytes) first = new_large ('1', PYXIS_COMPILED_CODE_MAX / 2);
  g_autoptr (GBytes) second = new_large ('2', PYXIS_COMPILED_CODE_MAX * 3 / 4);
  g_autoptr (GBytes) read = NULL;
  g_autoptr (GError) error = NULL;

  assert_read (self, "");
  g_assert_false (pyxis_code_cache_add (self->cache, CACHED_RUNTIME_VERSION, too_large, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_true (pyxis_code_cache_add (self->cache, CACHED_RUNTIME_VERSION, first, NULL));
  g_assert_true (pyxis_code_cache_add (self->cache, CACHED_RUNTIME_VERSION, second, NULL));
  read = pyxis_code_cache_read (self->cache, self->kept.runtime);
  g_assert_cmpuint (g_bytes_get_size (read), ==, 4 + g_bytes_get_size (second));
}

/* The one that was not used for longest goes. */
static void
test_many_projects (Fixture *self, gconstpointer data)
{
  g_autofree char *oldest = NULL;
  guint count;

  for (guint i = 0; i <= PYXIS_CODE_CACHE_FILES_MAX; i++) {
    g_autofree char *origin = g_strdup_printf ("project %u", i);

    open_cache (self, origin);
    assert_read (self, "");
    add (self, "/a.py code");
    if (i == 0) {
      oldest = find_only_file (self);
      g_assert_cmpint (g_utime (oldest, &(struct utimbuf){ 1, 1 }), ==, 0);
    }
  }
  g_free (cached_runtime_find (&self->kept, ".code", &count));
  g_assert_cmpuint (count, ==, PYXIS_CODE_CACHE_FILES_MAX);
  g_assert_false (g_file_test (oldest, G_FILE_TEST_EXISTS));
}

/* A file that nobody asks for any more, as of a Pyxis that named it in another way, is the oldest one day. */
static void
test_orphan (Fixture *self, gconstpointer data)
{
  g_autofree char *orphan = temporary_folder_write (
    self->kept.root, "cache/kept/pyodide-314.0.2-00112233445566778899aabbccddeeff.code", "x", 1);

  g_assert_cmpint (g_utime (orphan, &(struct utimbuf){ 1, 1 }), ==, 0);
  for (guint i = 0; i < PYXIS_CODE_CACHE_FILES_MAX; i++) {
    g_autofree char *origin = g_strdup_printf ("project %u", i);

    g_assert_true (g_file_test (orphan, G_FILE_TEST_EXISTS));
    open_cache (self, origin);
    assert_read (self, "");
    add (self, "/a.py code");
  }
  g_assert_false (g_file_test (orphan, G_FILE_TEST_EXISTS));
}

/* As root every folder can be written, but not this one. */
static void
test_read_only (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) entries = compiled_entries_new ("/a.py code");
  g_autoptr (GError) error = NULL;

  g_free (self->kept.folder);
  self->kept.folder = g_strdup ("/proc/pyxis");
  open_cache (self, "one");
  assert_read (self, "");
  g_assert_false (pyxis_code_cache_add (self->cache, CACHED_RUNTIME_VERSION, entries, &error));
  g_assert_nonnull (error);
}

/* Nothing of a file that did not fit is left, and what was there before is. */
static void
test_full (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) large = new_large ('1', 10000);
  struct rlimit before;
  struct rlimit few;

  add_and_reopen (self, "/a.py code");
  assert_read (self, "/a.py code");
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  few = (struct rlimit){ 1000, before.rlim_max };
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &few), ==, 0);
  g_assert_false (pyxis_code_cache_add (self->cache, CACHED_RUNTIME_VERSION, large, NULL));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_free (find_only_file (self));
  assert_read (self, "/a.py code");
}

/* Writes one and another for ever, until it is killed. */
static void
write_for_ever (Fixture *self)
{
  for (guint i = 0;; i++) {
    g_autoptr (GBytes) entries = new_large (i % 2 ? '1' : '2', 1000000);

    pyxis_code_cache_add (self->cache, CACHED_RUNTIME_VERSION, entries, NULL);
  }
}

/* Killed at whatever moment, there is one that is whole; and what it left goes. */
static void
test_killed (Fixture *self, gconstpointer data)
{
  add_and_reopen (self, "/a.py code");
  for (guint i = 0; i < WRITER_ROUNDS; i++) {
    g_autoptr (GBytes) read = pyxis_code_cache_read (self->cache, self->kept.runtime);
    pid_t writer = fork ();

    if (writer == 0)
      write_for_ever (self);
    g_assert_cmpint (writer, >, 0);
    g_usleep (g_random_int_range (1000, 20000));
    g_assert_cmpint (kill (writer, SIGKILL), ==, 0);
    g_assert_cmpint (waitpid (writer, NULL, 0), ==, writer);
    g_clear_pointer (&read, g_bytes_unref);
    read = pyxis_code_cache_read (self->cache, self->kept.runtime);
    g_assert_cmpuint (g_bytes_get_size (read), >, 4);
  }
  add (self, "/b.py last");
  g_free (find_only_file (self));
}

/* Of two one may be refused, and no more. */
static void
add_or_wait (PyxisCodeCache *cache, GBytes *entries)
{
  g_autoptr (GError) error = NULL;

  if (!pyxis_code_cache_add (cache, CACHED_RUNTIME_VERSION, entries, &error))
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
}

static gpointer
add_in_thread (gpointer data)
{
  Fixture *self = data;
  g_autoptr (PyxisCodeCache) other = pyxis_code_cache_new (self->kept.folder, "one");
  g_autoptr (GBytes) read = pyxis_code_cache_read (other, self->kept.runtime);
  g_autoptr (GBytes) entries = new_large ('2', 100000);

  for (guint i = 0; i < 50; i++)
    add_or_wait (other, entries);
  return NULL;
}

/* Two windows of one project: what is read is always whole. */
static void
test_two (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) entries = new_large ('1', 100000);
  GThread *thread;

  add_and_reopen (self, "/a.py code");
  g_bytes_unref (pyxis_code_cache_read (self->cache, self->kept.runtime));
  thread = g_thread_new ("other", add_in_thread, self);
  for (guint i = 0; i < 50; i++) {
    g_autoptr (GBytes) read = NULL;

    add_or_wait (self->cache, entries);
    read = pyxis_code_cache_read (self->cache, self->kept.runtime);
    g_assert_cmpuint (g_bytes_get_size (read), >, 4);
  }
  g_thread_join (thread);
  add (self, "/b.py last");
  g_free (find_only_file (self));
}

static void
add_case (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/code-cache/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_case ("kept", test_kept);
  add_case ("merged", test_merged);
  add_case ("unread", test_unread);
  add_case ("no-entries", test_no_entries);
  add_case ("damaged", test_damaged);
  add_case ("no-file", test_no_file);
  add_case ("stale", test_stale);
  add_case ("replaced-meanwhile", test_replaced_meanwhile);
  add_case ("foreign", test_foreign);
  add_case ("limit", test_limit);
  add_case ("many-projects", test_many_projects);
  add_case ("orphan", test_orphan);
  add_case ("read-only", test_read_only);
  add_case ("full", test_full);
  add_case ("killed", test_killed);
  add_case ("two", test_two);
  return g_test_run ();
}
