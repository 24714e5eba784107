/* SPDX-License-Identifier: Apache-2.0 */
#include "pyodide-choice.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sys/stat.h>
#include <utime.h>

#include "file-lock.h"

#include "../util/cached-runtime.h"

#define OLDER "0.29.4"
#define NEWER "314.0.7"
#define SHIPPED CACHED_RUNTIME_VERSION

typedef struct {
  CachedRuntime kept;
  PyxisEventLog *log;
  PyxisPyodideChoice *choice;
} Fixture;

static gboolean
idle_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* After what waits until nothing else is to be done. */
static void
settle (void)
{
  gboolean is_over = FALSE;

  g_idle_add_full (G_PRIORITY_LOW + 1, idle_cb, &is_over, NULL);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static void
open_choice (Fixture *self, const char *folder, const char *origin)
{
  g_clear_object (&self->choice);
  self->choice = pyxis_pyodide_choice_new (folder, origin, self->kept.runtimes, self->log);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  cached_runtime_init (&self->kept);
  cached_runtime_install (&self->kept, NEWER);
  self->log = pyxis_event_log_new ();
  open_choice (self, self->kept.folder, "one");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->choice);
  g_object_unref (self->log);
  cached_runtime_clear (&self->kept);
}

static void
log_event (Fixture *self, const char *kind, const char *text)
{
  const PyxisEventFields fields = { .kind = kind, .t = NAN, .where = "native", .text = text };

  pyxis_event_log_append (self->log, &fields);
}

static void
ask (Fixture *self, const char *version)
{
  g_autofree char *text =
    g_strdup_printf ("GET 200 /@pyxis/runtime/pyodide/%s/pyodide.mjs", version);

  log_event (self, "request", text);
}

static void
load (Fixture *self, const char *version)
{
  pyxis_pyodide_choice_begin_page (self->choice);
  ask (self, version);
  settle ();
}

static void
assert_expected (Fixture *self, const char *version)
{
  g_assert_cmpstr (pyxis_pyodide_choice_get_version (self->choice), ==, version);
}

static void
test_only (Fixture *self, gconstpointer data)
{
  g_autofree char *newer = g_build_filename (self->kept.root, "runtimes/pyodide/" NEWER, NULL);
  g_autofree char *away = g_build_filename (self->kept.root, "away", NULL);

  g_assert_cmpint (g_rename (newer, away), ==, 0);
  cached_runtime_install (&self->kept, SHIPPED);
  open_choice (self, self->kept.folder, "one");
  assert_expected (self, SHIPPED);
  g_assert_false (pyxis_pyodide_choice_is_guess (self->choice));
  load (self, SHIPPED);
  g_assert_false (g_file_test (self->kept.folder, G_FILE_TEST_EXISTS));
}

/* From page to page, and from run to run; of another project nothing is known. */
static void
test_last (Fixture *self, gconstpointer data)
{
  assert_expected (self, "");
  g_assert_true (pyxis_pyodide_choice_is_guess (self->choice));
  load (self, SHIPPED);
  assert_expected (self, SHIPPED);
  load (self, NEWER);
  assert_expected (self, NEWER);
  open_choice (self, self->kept.folder, "one");
  assert_expected (self, NEWER);
  open_choice (self, self->kept.folder, "another");
  assert_expected (self, "");
}

/* Workers ask later; what else is asked for, or said, is nothing. */
static void
test_first (Fixture *self, gconstpointer data)
{
  ask (self, NEWER);
  assert_expected (self, "");
  pyxis_pyodide_choice_begin_page (self->choice);
  log_event (self, "request", "GET 200 /@pyxis/runtime/pyodide/" NEWER "/pyodide.mjs?snapshot");
  log_event (self, "request", "GET 200 /@pyxis/runtime/pyodide/" NEWER "/pyodide.asm.mjs");
  log_event (self, "request", "GET 200 /@pyxis/runtime/pyodide/" OLDER "/pyodide.mjs");
  log_event (self, "request", "GET 200 /@pyxis/runtime/pyodide/");
  log_event (self, "request", NULL);
  log_event (self, "console", "GET 200 /@pyxis/runtime/pyodide/" NEWER "/pyodide.mjs");
  assert_expected (self, "");
  log_event (self, "request",
             "GET 200 http://127.0.0.1:1/@pyxis/runtime/pyodide/" SHIPPED "/pyodide.mjs");
  ask (self, NEWER);
  assert_expected (self, SHIPPED);
}

/* One whose memory is not kept, as its files are others. */
static void
test_unknown (Fixture *self, gconstpointer data)
{
  g_autofree char *path =
    g_build_filename (self->kept.root, "runtimes/pyodide/" NEWER "/pyodide.asm.mjs", NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_free (
    temporary_folder_write (self->kept.root, "runtimes/pyodide/" NEWER "/pyodide.asm.js", "x", 1));
  cached_runtime_install (&self->kept, SHIPPED);
  open_choice (self, self->kept.folder, "one");
  load (self, SHIPPED);
  assert_expected (self, SHIPPED);
  load (self, NEWER);
  assert_expected (self, "");
}

/* What stands in the file is not believed. */
static void
test_damaged (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = { "", OLDER, "../" SHIPPED, SHIPPED "\n", "\xff\xfe" };
  g_autofree char *large = g_strnfill (100000, '3');
  g_autofree char *path = g_build_filename (self->kept.folder, "one.pyodide", NULL);

  load (self, SHIPPED);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  for (guint i = 0; i <= G_N_ELEMENTS (texts); i++) {
    const char *text = i < G_N_ELEMENTS (texts) ? texts[i] : large;

    g_assert_true (g_file_set_contents (path, text, -1, NULL));
    open_choice (self, self->kept.folder, "one");
    assert_expected (self, "");
  }
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  open_choice (self, self->kept.folder, "one");
  assert_expected (self, "");
  load (self, NEWER);
  open_choice (self, self->kept.folder, "one");
  assert_expected (self, NEWER);
}

/* Then it is remembered as long as this run lasts. */
static void
test_unkept (Fixture *self, gconstpointer data)
{
  static const char *const folders[] = { NULL, "/proc/pyxis" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    open_choice (self, folders[i], "one");
    load (self, NEWER);
    assert_expected (self, NEWER);
    open_choice (self, folders[i], "one");
    assert_expected (self, "");
  }
}

/* It is tried again with the next page. */
static void
test_busy (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->kept.folder, "lock", NULL);
  PyxisFileLock *lock;

  load (self, SHIPPED);
  lock = pyxis_file_lock_try (path, NULL);
  g_assert_nonnull (lock);
  load (self, NEWER);
  pyxis_file_lock_free (lock);
  open_choice (self, self->kept.folder, "one");
  assert_expected (self, SHIPPED);
  lock = pyxis_file_lock_try (path, NULL);
  load (self, NEWER);
  pyxis_file_lock_free (lock);
  load (self, NEWER);
  open_choice (self, self->kept.folder, "one");
  assert_expected (self, NEWER);
}

/* Nothing is written while the page starts, and nothing by who is gone. */
static void
test_later (Fixture *self, gconstpointer data)
{
  pyxis_pyodide_choice_begin_page (self->choice);
  ask (self, NEWER);
  assert_expected (self, NEWER);
  g_assert_false (g_file_test (self->kept.folder, G_FILE_TEST_EXISTS));
  open_choice (self, self->kept.folder, "one");
  settle ();
  g_assert_false (g_file_test (self->kept.folder, G_FILE_TEST_EXISTS));
}

/* As long as one can be. */
static void
test_long (Fixture *self, gconstpointer data)
{
  g_autofree char *digits = g_strnfill (64 - strlen (SHIPPED), '1');
  g_autofree char *version = g_strconcat (SHIPPED, digits, NULL);

  cached_runtime_install (&self->kept, version);
  open_choice (self, self->kept.folder, "one");
  load (self, version);
  open_choice (self, self->kept.folder, "one");
  assert_expected (self, version);
}

static void
test_bounded (Fixture *self, gconstpointer data)
{
  g_autofree char *oldest = g_build_filename (self->kept.folder, "one.pyodide", NULL);

  load (self, SHIPPED);
  g_assert_cmpint (g_utime (oldest, &(struct utimbuf){ 1, 1 }), ==, 0);
  for (guint i = 0; i < PYXIS_PYODIDE_CHOICE_FILES_MAX; i++) {
    g_autofree char *origin = g_strdup_printf ("project %u", i);

    g_assert_true (g_file_test (oldest, G_FILE_TEST_EXISTS));
    open_choice (self, self->kept.folder, origin);
    load (self, SHIPPED);
  }
  g_assert_false (g_file_test (oldest, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (temporary_folder_count (self->kept.folder), ==,
                    PYXIS_PYODIDE_CHOICE_FILES_MAX + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/pyodide-choice/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("only", test_only);
  ADD ("last", test_last);
  ADD ("first", test_first);
  ADD ("unknown", test_unknown);
  ADD ("damaged", test_damaged);
  ADD ("unkept", test_unkept);
  ADD ("busy", test_busy);
  ADD ("later", test_later);
  ADD ("long", test_long);
  ADD ("bounded", test_bounded);
  return g_test_run ();
}
