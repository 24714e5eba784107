/* SPDX-License-Identifier: Apache-2.0 */
#include "pack.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../util/pack-sample.h"
#include "bundle-source.h"
#include "installation.h"
#include "packed-project.h"
#include "report.h"

static guint
count_names (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir))
    count++;
  return count;
}

static char *
refusal (const PyxisContents *contents, const char *output)
{
  PyxisPackOptions options = { .output = output };
  g_autoptr (GError) error = NULL;

  g_assert_false (pyxis_pack_bundle (contents, &options, &error));
  g_test_message ("%s", error->message);
  g_assert_null (strchr (error->message, '\n'));
  return g_strdup (error->message);
}

static void
test_output (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (TemporaryFolder) place = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *missing = g_build_filename (place, "none", "a.pyxis", NULL);
  g_autofree char *pipe = g_build_filename (place, "pipe", NULL);
  g_autoptr (PyxisContents) contents = pyxis_contents_new (project, NULL, NULL, NULL);
  const char *const places[] = { missing, pipe, place, "/dev/full", "/dev/null" };

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    g_free (refusal (contents, places[i]));
  g_assert_cmpuint (count_names (place), ==, 1);
  g_assert_true (g_file_test ("/dev/full", G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test ("/dev/full", G_FILE_TEST_IS_REGULAR));
}

/* A disk that is full after a part: what was there under the name stays, and nothing else does. */
static void
test_full (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (TemporaryFolder) place = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *output = temporary_folder_write (place, "a.pyxis", "old", -1);
  g_autofree char *words = NULL, *text = NULL;
  g_autoptr (PyxisContents) contents = pyxis_contents_new (project, NULL, NULL, NULL);
  struct rlimit before, limit;

  for (rlim_t size = 0; size < 1200; size += 100) {
    g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
    limit = before;
    limit.rlim_cur = size;
    signal (SIGXFSZ, SIG_IGN);
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
    g_free (words);
    words = refusal (contents, output);
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
    g_assert_nonnull (strstr (words, "too large"));
  }
  g_assert_true (g_file_get_contents (output, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
  g_assert_cmpuint (count_names (place), ==, 1);
}

/* A folder is made only where nothing is, and whole or not at all. */
static void
test_folder_output (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (TemporaryFolder) place = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *file = temporary_folder_write (place, "file", "x", -1);
  g_autofree char *inner = temporary_folder_write (place, "full/a", "x", -1);
  g_autofree char *full = g_build_filename (place, "full", NULL);
  g_autofree char *none = g_build_filename (place, "none/a", NULL);
  g_autofree char *empty = g_build_filename (place, "empty", NULL);
  g_autofree char *link = g_build_filename (place, "link", NULL);
  g_autofree char *launcher = g_build_filename (empty, "bin/org.example.Clock", NULL);
  g_autoptr (PyxisContents) contents = pyxis_contents_new (project, NULL, NULL, NULL);
  const char *const taken[] = { file, full, none };
  PyxisPackOptions options = { .output = link, .is_shared = TRUE };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (taken); i++) {
    PyxisPackOptions refused = { .output = taken[i], .is_shared = TRUE };
    g_autoptr (GError) refusal_error = NULL;

    g_assert_false (pyxis_pack_dir (contents, &refused, &refusal_error));
    g_test_message ("%s", refusal_error->message);
    g_assert_nonnull (
      strstr (refusal_error->message, i < 2 ? "choose another name" : "Cannot create"));
    g_assert_null (strchr (refusal_error->message, '\n'));
  }
  g_assert_cmpuint (count_names (place), ==, 2);

  g_assert_cmpint (g_mkdir (empty, 0700), ==, 0);
  g_assert_cmpint (symlink ("empty", link), ==, 0);
  g_assert_true (pyxis_pack_dir (contents, &options, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (launcher, G_FILE_TEST_IS_EXECUTABLE));
  g_assert_cmpuint (count_names (place), ==, 4);
}

/* The same of a disk that is full, and of someone who changes their mind. */
static void
test_unfinished (void)
{
  static gboolean (*const packs[]) (const PyxisContents *, const PyxisPackOptions *,
                                    GError **) = { pyxis_pack_dir, pyxis_pack_run };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (TemporaryFolder) place = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *output = g_build_filename (place, "a", NULL);
  g_autoptr (PyxisContents) contents = pyxis_contents_new (project, NULL, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  PyxisPackOptions options = { .output = output };
  struct rlimit before, limit;

  signal (SIGXFSZ, SIG_IGN);
  for (gsize i = 0; i < G_N_ELEMENTS (packs); i++) {
    for (rlim_t size = 100; size < 30000; size *= 4) {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
      limit = before;
      limit.rlim_cur = size;
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
      g_assert_false (packs[i](contents, &options, &error));
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
      g_assert_nonnull (strstr (error->message, "too large"));
      g_assert_cmpuint (count_names (place), ==, 0);
    }
  }

  g_cancellable_cancel (cancellable);
  options.cancellable = cancellable;
  for (gsize i = 0; i < G_N_ELEMENTS (packs); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (packs[i](contents, &options, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpuint (count_names (place), ==, 0);
  }
}

static char *
read_page (const char *path)
{
  g_autoptr (PyxisBundle) bundle = pyxis_bundle_open (path, NULL);
  g_autoptr (PyxisContent) content = pyxis_bundle_open_file (bundle, "app/index.html", NULL);
  g_autofree char *text = g_malloc0 ((gsize) content->size + 1);

  g_assert_true (pyxis_bundle_check (bundle, NULL, NULL));
  g_assert_true (g_input_stream_read_all (content->stream, text, (gsize) content->size,
                                          &(gsize){ 0 }, NULL, NULL));
  return g_steal_pointer (&text);
}

/* A file that is not the same when it is written: as it was, or refused where there is more than is kept
 * in memory. */
static void
test_changed_meanwhile (void)
{
  static const char *const large[] = { "a", "b" };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *page = g_build_filename (project, "index.html", NULL);
  g_autofree char *output = g_build_filename (folder, "a.pyxis", NULL);
  g_autofree char *words = NULL, *text = NULL, *kept = NULL;
  g_autoptr (PyxisContents) contents = pyxis_contents_new (project, NULL, NULL, NULL);
  g_autoptr (PyxisContents) more = NULL;
  PyxisPackOptions options = { .output = output };

  g_assert_true (g_file_get_contents (page, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (page, "<!doctype html><title>D</title>", -1, NULL));
  g_assert_true (pyxis_pack_bundle (contents, &options, NULL));
  kept = read_page (output);
  g_assert_cmpstr (kept, ==, text);

  for (gsize i = 0; i < G_N_ELEMENTS (large); i++) {
    g_autofree char *path = g_build_filename (project, large[i], NULL);

    g_assert_true (g_file_set_contents (path, "", 0, NULL));
    g_assert_cmpint (truncate (path, 16 * 1024 * 1024), ==, 0);
  }
  more = pyxis_contents_new (project, NULL, NULL, NULL);
  g_assert_true (g_file_set_contents (page, text, -1, NULL));
  unlink (output);
  words = refusal (more, output);
  g_assert_nonnull (strstr (words, "“index.html” was changed while"));
  g_assert_false (g_file_test (output, G_FILE_TEST_EXISTS));
}

static void
test_cancelled (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *output = g_build_filename (folder, "a.pyxis", NULL);
  g_autoptr (PyxisContents) contents = pyxis_contents_new (project, NULL, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  PyxisPackOptions options = { .output = output, .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (pyxis_pack_bundle (contents, &options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (output, G_FILE_TEST_EXISTS));
}

static void
test_names (void)
{
  static const struct {
    const char *folder, *name;
  } rows[] = {
    { "/home/ada/clock", "clock.pyxis" },
    { "/home/ada/clock/", "clock.pyxis" },
    { "/home/ada/clock/.", "clock.pyxis" },
    { "/", "app.pyxis" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *name = pyxis_pack_dup_name (rows[i].folder, ".pyxis");

    g_assert_cmpstr (name, ==, rows[i].name);
  }
}

/* With the runtime that it uses, and no other; the same again from the folder. */
static void
test_embedded (void)
{
  g_auto (GStrv) roots = pyxis_installation_dup_runtime_roots ();
  g_autoptr (PyxisRuntimes) runtimes = pyxis_runtimes_new ((const char *const *) roots);
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *path = g_build_filename (folder, "clock.pyxis", NULL);
  g_autofree char *report = NULL;
  g_autoptr (PyxisContents) contents = NULL;
  g_autoptr (PyxisBundle) bundle = NULL;
  g_autoptr (PyxisProject) packed = NULL;
  g_autoptr (GError) error = NULL;
  PyxisPackOptions options = { .output = path };
  const PyxisRuntime *carried;
  PyxisRuntimes *own;

  g_free (temporary_folder_write (
    folder, "clock/index.html",
    "<script type=module "
    "src=https://pyscript.net/releases/2026.7.3/core.js></script><mpy-script></mpy-script>"
    "<img src=\"https://example.com/a.png\"><svg xmlns=\"http://www.w3.org/2000/svg\">"
    "<a href=\"https://example.com/link\">",
    -1));
  g_free (temporary_folder_write (folder, "clock/pyscript.toml",
                                  PACK_SAMPLE_TOML "homepage = \"https://example.com/home\"\n"
                                                   "screenshots = [\"https://example.com/shot\"]\n",
                                  -1));
  g_free (temporary_folder_write (folder, "clock/data.json",
                                  "{\"from\": \"https://example.com/home\"}", -1));
  contents = pyxis_contents_new (project, runtimes, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (pyxis_pack_bundle (contents, &options, &error));
  bundle = pyxis_bundle_open (path, &error);
  g_assert_no_error (error);
  packed = pyxis_packed_project_load (bundle, path, NULL, &error);
  g_assert_no_error (error);

  own = pyxis_project_get_runtimes (packed);
  g_assert_cmpuint (pyxis_runtimes_get_all (own)->len, ==, 2);
  carried = pyxis_runtimes_nearest (own, "micropython", NULL);
  g_assert_nonnull (carried);
  g_assert_null (pyxis_runtimes_nearest (own, "pyodide", NULL));
  g_assert_true (pyxis_runtime_has_file (carried, "micropython.wasm"));
  g_assert_false (pyxis_runtime_has_file (carried, "micropython-ulab.wasm"));
  pyxis_content_free (
    pyxis_source_open (pyxis_runtimes_get_source (own, carried, NULL), "micropython.wasm", &error));
  g_assert_no_error (error);

  report = pyxis_report_new (bundle);
  g_assert_nonnull (strstr (report, "https://example.com/a.png in index.html"));
  g_assert_nonnull (strstr (report, "https://example.com/home in data.json"));
  g_assert_null (strstr (report, "example.com/link"));
  g_assert_null (strstr (report, "example.com/shot"));
  g_assert_null (strstr (report, "in pyscript.toml"));
  g_assert_null (strstr (report, "w3.org"));
  g_assert_null (strstr (report, "pyscript.net"));
  g_assert_nonnull (strstr (report, "licences/MicroPython.txt"));
  g_assert_null (strstr (report, "licences/Pyodide.txt"));
  g_assert_true (pack_sample_is_same (bundle, path, project, runtimes, &error));
}

static void
test_rebuild (void)
{
  static const struct {
    const char *name, *text; /* what is changed in the folder */
    const char *words;
  } rows[] = {
    { "clock/index.html", "<!doctype html><title>D</title>",
      "“app/index.html” is not the same in the folder" },
    { "clock/new", "x", "“app/new” is in the folder and not" },
    { "clock/stored.png", NULL, "“app/stored.png” is in the bundle and not" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autofree char *project = pack_sample_make (folder);
    g_autofree char *secret = g_build_filename (folder, "key", NULL);
    g_autofree char *changed = g_build_filename (folder, rows[i].name, NULL);
    g_autofree char *path = NULL;
    g_autoptr (PyxisKey) key = NULL;
    g_autoptr (PyxisBundle) bundle = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (pyxis_key_create (secret, NULL));
    key = pyxis_key_load (secret, NULL);
    path = pack_sample_pack (folder, project, "clock.pyxis", key);
    bundle = pyxis_bundle_open (path, NULL);
    g_assert_true (pack_sample_is_same (bundle, path, project, NULL, &error));
    g_assert_no_error (error);

    if (rows[i].text)
      g_free (temporary_folder_write (folder, rows[i].name, rows[i].text, -1));
    else
      unlink (changed);
    g_assert_false (pack_sample_is_same (bundle, path, project, NULL, &error));
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, rows[i].words));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pack/output", test_output);
  g_test_add_func ("/pack/full", test_full);
  g_test_add_func ("/pack/folder-output", test_folder_output);
  g_test_add_func ("/pack/unfinished", test_unfinished);
  g_test_add_func ("/pack/changed-meanwhile", test_changed_meanwhile);
  g_test_add_func ("/pack/cancelled", test_cancelled);
  g_test_add_func ("/pack/names", test_names);
  g_test_add_func ("/pack/embedded", test_embedded);
  g_test_add_func ("/pack/rebuild", test_rebuild);
  return g_test_run ();
}
