/* SPDX-License-Identifier: Apache-2.0 */
#include "interpreter-snapshots.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "../util/cached-runtime.h"
#include "../util/snapshot-image.h"
#include "interpreter-snapshot.h"

#define FACTS "webkit 2.50.6"
#define MAKER_ROUNDS 20

typedef struct {
  CachedRuntime kept;
  PyxisInterpreterSnapshots *store;
  GBytes *image;
  GPtrArray *refused; /* (element-type utf8) */
  guint n_lacking;
} Fixture;

static void
refused_cb (PyxisInterpreterSnapshots *store, const char *sentence, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup (sentence));
}

static void
lacking_cb (PyxisInterpreterSnapshots *store, const char *version, gpointer user_data)
{
  g_assert_cmpstr (version, ==, CACHED_RUNTIME_VERSION);
  ++*(guint *) user_data;
}

static void
open_store (Fixture *self, const char *facts)
{
  g_clear_object (&self->store);
  self->store = pyxis_interpreter_snapshots_new (self->kept.folder, facts);
  g_signal_connect (self->store, "refused", G_CALLBACK (refused_cb), self->refused);
  g_signal_connect (self->store, "lacking", G_CALLBACK (lacking_cb), &self->n_lacking);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  cached_runtime_init (&self->kept);
  self->image = snapshot_image_new ();
  self->refused = g_ptr_array_new_with_free_func (g_free);
  open_store (self, FACTS);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->store);
  g_bytes_unref (self->image);
  g_ptr_array_unref (self->refused);
  cached_runtime_clear (&self->kept);
}

static gboolean
write_image (Fixture *self, GError **error)
{
  g_autoptr (PyxisFileLock) lock = pyxis_interpreter_snapshots_lock (self->store, error);
  g_autoptr (PyxisInterpreterSnapshotKey) key = NULL;

  if (!lock)
    return FALSE;
  key = pyxis_interpreter_snapshots_take_key (self->store, self->kept.runtime, error);
  return key && pyxis_interpreter_snapshots_write (self->store, key, self->image, error);
}

static void
make (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  write_image (self, &error);
  g_assert_no_error (error);
}

static GBytes *
read_image (Fixture *self)
{
  GBytes *image = pyxis_interpreter_snapshots_read (self->store, self->kept.runtime);

  while (g_main_context_iteration (NULL, FALSE))
    continue;
  return image;
}

static void
assert_refused (Fixture *self, const char *why)
{
  g_autoptr (GBytes) image = read_image (self);
  const char *sentence = self->refused->len > 0 ? g_ptr_array_index (self->refused, 0) : "";

  g_assert_null (image);
  g_assert_cmpuint (self->refused->len, ==, 1);
  g_assert_true (g_str_has_prefix (sentence, "Pyodide 314.0.2 starts the ordinary way"));
  if (!strstr (sentence, why))
    g_error ("“%s” does not say “%s”", sentence, why);
  g_assert_true (pyxis_interpreter_snapshots_lacks (self->store, self->kept.runtime));
  g_assert_cmpuint (self->n_lacking, ==, 1);
}

static void
assert_read (Fixture *self)
{
  g_autoptr (GBytes) image = read_image (self);

  g_assert_nonnull (image);
  g_assert_true (g_bytes_equal (image, self->image));
  g_assert_cmpuint (self->refused->len, ==, 0);
  g_assert_false (pyxis_interpreter_snapshots_lacks (self->store, self->kept.runtime));
}

static char *
find_snapshot (Fixture *self)
{
  return cached_runtime_find_only (&self->kept, ".snapshot");
}

static void
test_none (Fixture *self, gconstpointer data)
{
  assert_refused (self, "none has been made yet");
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  GStatBuf status;

  make (self);
  assert_read (self);
  path = find_snapshot (self);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  open_store (self, FACTS);
  assert_read (self);
}

/* One sentence, however often it is read. */
static void
test_told_once (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->image, g_bytes_unref);
  self->image = snapshot_image_new ();
  g_assert_null (read_image (self));
  g_assert_null (read_image (self));
  g_assert_cmpuint (self->refused->len, ==, 1);
}

/* Whatever byte is another one, and wherever it ends, it is refused, and gone. */
static void
test_damaged (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  make (self);
  path = find_snapshot (self);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize i = 0; i < 2 * length; i++) {
    g_autofree char *other = g_memdup2 (bytes, length);
    g_autoptr (GBytes) image = NULL;

    other[i % length] ^= 1;
    g_assert_true (g_file_set_contents (path, i < length ? other : bytes,
                                        (gssize) (i < length ? length : i - length), NULL));
    image = read_image (self);
    g_assert_null (image);
    g_assert_true (pyxis_interpreter_snapshots_lacks (self->store, self->kept.runtime));
  }
  g_assert_cmpuint (self->refused->len, >, 2);
}

static void
test_damaged_is_told (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;

  make (self);
  path = find_snapshot (self);
  g_assert_true (g_file_set_contents (path, "PYXISNAP", -1, NULL));
  assert_refused (self, "it is damaged (it does not begin as it must)");
}

/* By a Pyxis that is older or newer. */
static void
test_other_format (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  make (self);
  path = find_snapshot (self);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  bytes[8]++;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  assert_refused (self, "it has format 3");
}

static void
test_no_file (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) image = NULL;

  make (self);
  path = find_snapshot (self);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  image = read_image (self);
  g_assert_null (image);
  g_assert_nonnull (strstr (self->refused->pdata[0], "it is no file"));
}

static void
test_stale (Fixture *self, gconstpointer data)
{
  make (self);
  g_free (temporary_folder_write (self->kept.root, CACHED_RUNTIME_FOLDER "pyodide.asm.wasm",
                                  "pyodide.asm.wasX", -1));
  assert_refused (self, "it was made from other files");
}

/* The same bytes again, in another file: copied, or installed anew. */
static void
test_same_content (Fixture *self, gconstpointer data)
{
  make (self);
  g_free (temporary_folder_write (self->kept.root, CACHED_RUNTIME_FOLDER "pyodide.asm.wasm",
                                  "pyodide.asm.wasm", -1));
  assert_read (self);
}

/* A file for another machine, put in the place of ours. */
static void
test_foreign (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *theirs = NULL;
  guint count;

  make (self);
  path = find_snapshot (self);
  open_store (self, "webkit 2.52.0");
  g_assert_true (pyxis_interpreter_snapshots_lacks (self->store, self->kept.runtime));
  make (self);
  assert_read (self);
  g_assert_cmpint (g_unlink (path), ==, 0);
  theirs = cached_runtime_find (&self->kept, ".snapshot", &count);
  g_assert_cmpint (g_rename (theirs, path), ==, 0);
  open_store (self, FACTS);
  assert_refused (self, "by another WebKit");
}

/* One of another version, put in the place of ours. */
static void
test_foreign_version (Fixture *self, gconstpointer data)
{
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;

  make (self);
  ours = find_snapshot (self);
  g_assert_cmpint (g_unlink (ours), ==, 0);
  for (guint i = 0; self->kept.runtime->files[i]; i++) {
    g_autofree char *name =
      g_strconcat ("others/pyodide/314.0.7/", self->kept.runtime->files[i], NULL);

    g_free (temporary_folder_write (self->kept.root, name, "of another", -1));
  }
  cached_runtime_read (&self->kept, "others", "314.0.7");
  make (self);
  theirs = find_snapshot (self);
  cached_runtime_read (&self->kept, "runtimes", CACHED_RUNTIME_VERSION);
  g_assert_cmpstr (ours, !=, theirs);
  g_assert_cmpint (g_rename (theirs, ours), ==, 0);
  assert_refused (self, "it was made from other files");
}

static void
test_changing (Fixture *self, gconstpointer data)
{
  g_autoptr (PyxisInterpreterSnapshotKey) key =
    pyxis_interpreter_snapshots_take_key (self->store, self->kept.runtime, NULL);
  g_autoptr (PyxisFileLock) lock = pyxis_interpreter_snapshots_lock (self->store, NULL);
  g_autoptr (GError) error = NULL;

  g_free (
    temporary_folder_write (self->kept.root, CACHED_RUNTIME_FOLDER "pyodide.mjs", "other", -1));
  g_assert_false (pyxis_interpreter_snapshots_write (self->store, key, self->image, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
}

static void
test_no_image (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_bytes_unref (self->image);
  self->image = g_bytes_new_static ("PXIM", 4);
  g_assert_false (write_image (self, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  assert_refused (self, "none has been made yet");
}

static void
test_locked (Fixture *self, gconstpointer data)
{
  g_autoptr (PyxisFileLock) lock = pyxis_interpreter_snapshots_lock (self->store, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (write_image (self, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_cmpstr (error->message, ==, "another Pyxis is making one");
}

/* A folder that cannot be made, as on a cache that is only to be read; as root every folder can be
 * written. */
static void
test_read_only (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_free (self->kept.folder);
  self->kept.folder = g_strdup ("/proc/pyxis");
  open_store (self, FACTS);
  g_assert_false (write_image (self, &error));
  g_assert_nonnull (error);
  assert_refused (self, "none has been made yet");
}

/* Nothing of a file that did not fit is left. */
static void
test_full (Fixture *self, gconstpointer data)
{
  struct rlimit before;
  struct rlimit few;
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;
  guint count;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  few = (struct rlimit){ 100, before.rlim_max };
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &few), ==, 0);
  g_assert_false (write_image (self, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_nonnull (error);
  left = cached_runtime_find (&self->kept, "", &count);
  g_assert_cmpuint (count, ==, 1); /* the lock */
  assert_refused (self, "none has been made yet");
}

/* Killed at whatever moment, there is one that is whole, or none; and what it left goes. */
static void
test_killed (Fixture *self, gconstpointer data)
{
  g_autofree char *left = NULL;
  guint count;

  for (guint i = 0; i < MAKER_ROUNDS; i++) {
    g_autoptr (GBytes) image = NULL;
    int ends[2];
    char byte;
    pid_t child;

    g_assert_cmpint (pipe (ends), ==, 0);
    child = fork ();
    if (child == 0) {
      for (;;) {
        write_image (self, NULL);
        if (write (ends[1], "x", 1) != 1)
          _exit (1);
      }
    }
    for (guint j = 0; j <= i; j++)
      g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);
    kill (child, SIGKILL);
    g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
    close (ends[0]);
    close (ends[1]);
    image = read_image (self);
    g_assert_nonnull (image);
  }
  g_free (
    temporary_folder_write (self->kept.root, "cache/kept/pyodide-1-ab.snapshot.A1B2C3", "x", 1));
  make (self);
  left = cached_runtime_find (&self->kept, "", &count);
  g_assert_cmpuint (count, ==, 2);
}

/* The newest stay. */
static void
test_bounded (Fixture *self, gconstpointer data)
{
  g_autofree char *last = NULL;
  guint count;

  for (guint i = 0; i < PYXIS_INTERPRETER_SNAPSHOTS_MAX + 3; i++) {
    g_autofree char *facts = g_strdup_printf ("webkit %u", i);

    open_store (self, facts);
    make (self);
  }
  assert_read (self);
  last = cached_runtime_find (&self->kept, ".snapshot", &count);
  g_assert_cmpuint (count, ==, PYXIS_INTERPRETER_SNAPSHOTS_MAX);
}

/* One with files of another kind. */
static void
test_unknown (Fixture *self, gconstpointer data)
{
  static const char *const files[] = { "pyodide.mjs", NULL };
  PyxisRuntime other = *self->kept.runtime;
  g_autoptr (GBytes) image = NULL;

  other.files = files;
  image = pyxis_interpreter_snapshots_read (self->store, &other);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (image);
  g_assert_cmpuint (self->refused->len, ==, 1);
  g_assert_cmpuint (self->n_lacking, ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "none", test_none },
    { "kept", test_kept },
    { "told-once", test_told_once },
    { "damaged", test_damaged },
    { "damaged-is-told", test_damaged_is_told },
    { "other-format", test_other_format },
    { "no-file", test_no_file },
    { "stale", test_stale },
    { "same-content", test_same_content },
    { "foreign", test_foreign },
    { "foreign-version", test_foreign_version },
    { "changing", test_changing },
    { "no-image", test_no_image },
    { "locked", test_locked },
    { "read-only", test_read_only },
    { "full", test_full },
    { "killed", test_killed },
    { "bounded", test_bounded },
    { "unknown", test_unknown },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++) {
    g_autofree char *path = g_strconcat ("/interpreter-snapshots/", tests[i].name, NULL);

    g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
  }
  return g_test_run ();
}
