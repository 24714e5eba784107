/* SPDX-License-Identifier: Apache-2.0 */
#include "pyodide-choice.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sys/stat.h>
#include <utime.h>

#include "../util/temporary-folder.h"

#define OLDER "0.29.4"
#define NEWER "314.0.7"
#define SHIPPED "314.0.2"

typedef struct {
  TemporaryFolder *root;
  char *folder;
  PyxisRuntimes *runtimes;
  PyxisEventLog *log;
  PyxisPyodideChoice *choice;
} Fixture;

static void
install (Fixture *self, const char *version)
{
  static const char *const files[] = { "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm",
                                       "pyodide-lock.json", "python_stdlib.zip" };
  g_autofree char *root = g_build_filename (self->root, "runtimes", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *name = g_strdup_printf ("runtimes/pyodide/%s/%s", version, files[i]);

    g_free (temporary_folder_write (self->root, name, "x", 1));
  }
  g_clear_object (&self->runtimes);
  self->runtimes = pyxis_runtimes_new ((const char *const[]){ root, NULL });
  g_assert_nonnull (pyxis_runtimes_lookup (self->runtimes, "pyodide", version));
}

static void
open_choice (Fixture *self, const char *folder, const char *origin)
{
  g_clear_object (&self->choice);
  self->choice = pyxis_pyodide_choice_new (folder, origin, self->runtimes, self->log);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->root = temporary_folder_new ();
  self->folder = g_build_filename (self->root, "cache/versions", NULL);
  self->log = pyxis_event_log_new ();
  install (self, SHIPPED);
  install (self, NEWER);
  open_choice (self, self->folder, "one");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->choice);
  g_object_unref (self->runtimes);
  g_object_unref (self->log);
  g_free (self->folder);
  temporary_folder_free (self->root);
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
}

static void
assert_expected (Fixture *self, const char *version)
{
  g_assert_cmpstr (pyxis_pyodide_choice_get_version (self->choice), ==, version);
}

static void
test_only (Fixture *self, gconstpointer data)
{
  g_autofree char *newer = g_build_filename (self->root, "runtimes/pyodide/" NEWER, NULL);
  g_autofree char *away = g_build_filename (self->root, "away", NULL);

  g_assert_cmpint (g_rename (newer, away), ==, 0);
  install (self, SHIPPED);
  open_choice (self, self->folder, "one");
  assert_expected (self, SHIPPED);
  g_assert_false (pyxis_pyodide_choice_is_guess (self->choice));
  load (self, SHIPPED);
  g_assert_false (g_file_test (self->folder, G_FILE_TEST_EXISTS));
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
  open_choice (self, self->folder, "one");
  assert_expected (self, NEWER);
  open_choice (self, self->folder, "another");
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
    g_build_filename (self->root, "runtimes/pyodide/" NEWER "/pyodide.asm.mjs", NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_free (temporary_folder_write (self->root, "runtimes/pyodide/" NEWER "/pyodide.asm.js", "x", 1));
  install (self, SHIPPED);
  open_choice (self, self->folder, "one");
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
  g_autofree char *path = g_build_filename (self->folder, "one.pyodide", NULL);

  load (self, SHIPPED);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  for (guint i = 0; i <= G_N_ELEMENTS (texts); i++) {
    const char *text = i < G_N_ELEMENTS (texts) ? texts[i] : large;

    g_assert_true (g_file_set_contents (path, text, -1, NULL));
    open_choice (self, self->folder, "one");
    assert_expected (self, "");
  }
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  open_choice (self, self->folder, "one");
  assert_expected (self, "");
  load (self, NEWER);
  open_choice (self, self->folder, "one");
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

static void
test_bounded (Fixture *self, gconstpointer data)
{
  g_autofree char *oldest = g_build_filename (self->folder, "one.pyodide", NULL);

  load (self, SHIPPED);
  g_assert_cmpint (g_utime (oldest, &(struct utimbuf){ 1, 1 }), ==, 0);
  for (guint i = 0; i < PYXIS_PYODIDE_CHOICE_FILES_MAX; i++) {
    g_autofree char *origin = g_strdup_printf ("project %u", i);

    g_assert_true (g_file_test (oldest, G_FILE_TEST_EXISTS));
    open_choice (self, self->folder, origin);
    load (self, SHIPPED);
  }
  g_assert_false (g_file_test (oldest, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (temporary_folder_count (self->folder), ==, PYXIS_PYODIDE_CHOICE_FILES_MAX + 1);
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
  ADD ("bounded", test_bounded);
  return g_test_run ();
}
