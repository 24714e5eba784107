/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture-copy.h"
#include "snapshot-run.h"

/* The real Pyodide that is installed, started from a snapshot and the ordinary way, on main and in workers. A
 * version that does not fit pyodide-snapshot.mjs fails here. */

#define TWICE "--expect 'document.title === \"Twice\"' "
#define WHEEL "oldunits-1.0-py3-none-any.whl"

#define N_INTERPRETERS 3 /* of the fixture "restored": main, and two workers */
#define N_MOMENTS 8      /* of each */

static TemporaryFolder *home;

static void
run (SnapshotRun *self, const char *options)
{
  snapshot_run_fixture (self, home, "restored", options);
}

/* All that must be another one each time, in two starts with three interpreters each. */
static void
assert_own_moments (const SnapshotRun *one, const SnapshotRun *other)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (one->moments->len, ==, N_INTERPRETERS * N_MOMENTS);
  for (guint i = 0; i < one->moments->len; i++)
    g_assert_true (g_hash_table_add (seen, one->moments->pdata[i]));
  g_assert_cmpuint (other->moments->len, ==, N_INTERPRETERS * N_MOMENTS);
  for (guint i = 0; i < other->moments->len; i++)
    g_assert_true (g_hash_table_add (seen, other->moments->pdata[i]));
  g_assert_cmpuint (one->first, >, 0);
  g_assert_cmpuint (other->first, >, one->last);
}

/* How many seeds of hashes there are in two runs. */
static guint
count_seeds (const SnapshotRun *one, const SnapshotRun *other)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (one->seeds->len, ==, N_INTERPRETERS);
  for (guint i = 0; i < one->seeds->len; i++)
    g_hash_table_add (seen, one->seeds->pdata[i]);
  g_assert_cmpuint (other->seeds->len, ==, N_INTERPRETERS);
  for (guint i = 0; i < other->seeds->len; i++)
    g_hash_table_add (seen, other->seeds->pdata[i]);
  return g_hash_table_size (seen);
}

static void
test_sound (void)
{
  g_auto (SnapshotRun) ordinary = { 0 };
  g_auto (SnapshotRun) first = { 0 };
  g_auto (SnapshotRun) second = { 0 };

  run (&ordinary, "--interpreter-snapshot off");
  assert_ordinary (&ordinary);
  g_assert_cmpuint (ordinary.states->len, >, 400);
  run (&first, "--interpreter-snapshot on");
  assert_restored (&first, N_INTERPRETERS);
  g_assert_cmpuint (first.n_compiled, ==, 1); /* for all three */
  run (&second, "");
  assert_restored (&second, N_INTERPRETERS);
  assert_same_states (&ordinary, &first);
  assert_same_states (&first, &second);
  assert_own_moments (&first, &second);
  g_assert_cmpuint (count_seeds (&ordinary, &ordinary), ==, N_INTERPRETERS);
  g_assert_cmpuint (count_seeds (&first, &second), ==, 1);
}

static void
assert_twice (const char *events, const char *words)
{
  const char *first = strstr (events, words);

  g_assert_nonnull (first);
  g_assert_nonnull (strstr (first + 1, words));
}

/* The bytes that WebKit's process reads are those of the addresses, and there are none where these give none. A page
 * that is loaded again has the module of the one before. */
static void
test_supply (void)
{
  g_auto (SnapshotRun) found = { 0 };

  snapshot_run_fixture (&found, home, "supply", TWICE "--interpreter-snapshot on");
  assert_twice (found.events, "\"supply image same\"");
  assert_twice (found.events, "\"supply module same\"");
  assert_twice (found.events, "\"supply another null null\"");
  assert_twice (found.events, "\"supply reader undefined undefined\"");
  assert_twice (found.events, "\"supply many answered\"");
  assert_twice (found.events, "\"supply kept unmarked true\"");
  g_assert_true (
    g_regex_match_simple ("\"GET 304 [^\"]*/pyodide\\.asm\\.wasm\"", found.events, 0, 0));
}

static void
test_loopback (void)
{
  g_auto (SnapshotRun) found = { 0 };

  run (&found, "--interpreter-snapshot on --transport loopback");
  assert_restored (&found, N_INTERPRETERS);
}

static void
copy_file (const char *from, const char *name, const char *folder)
{
  g_autofree char *source = g_build_filename (from, name, NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_file_get_contents (source, &data, &length, &error);
  g_assert_no_error (error);
  g_free (temporary_folder_write (folder, name, data, (gssize) length));
}

/* A page, a worker with debug and an editor, and all of it again after a reload: files, archives, a package,
 * calls in both directions, errors, memory that grows. What they print is the same however they start. */
static void
test_many (void)
{
  g_autoptr (TemporaryFolder) project = fixture_copy_new ("many");
  g_autofree char *modules =
    g_build_filename (g_getenv ("PYXIS_EXAMPLES"), "unit-converter/modules", NULL);
  g_auto (SnapshotRun) ordinary = { 0 };
  g_auto (SnapshotRun) restored = { 0 };
  g_auto (SnapshotRun) over_loopback = { 0 };

  copy_file (modules, WHEEL, project);
  snapshot_run (&ordinary, home, project, TWICE "--interpreter-snapshot off");
  assert_ordinary (&ordinary);
  snapshot_run (&restored, home, project, TWICE "--interpreter-snapshot on");
  assert_restored (&restored, 6);
  snapshot_run (&over_loopback, home, project, TWICE "--transport loopback");
  assert_restored (&over_loopback, 6);
  assert_same_states (&ordinary, &restored);
  assert_same_states (&ordinary, &over_loopback);
}

static void
compile (const char *command, const char *folder)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  int status = -1;

  g_assert_true (g_shell_parse_argv (command, NULL, &words, NULL));
  g_spawn_sync (folder, words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &said, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s: %s", command, said);
}

/* What Pyodide links while it runs finds the interpreter's functions and data as in an ordinary start. Its functions have
 * other places in the table, since they get one when the first library is linked (core/lean-module.h). */
static void
test_native (void)
{
  g_autoptr (TemporaryFolder) project = fixture_copy_new ("native");
  g_auto (SnapshotRun) ordinary = { 0 };
  g_auto (SnapshotRun) restored = { 0 };

  compile ("clang-14 --target=wasm32-unknown-emscripten -O1 -fPIC -nostdlib -c native.c", project);
  compile ("wasm-ld-14 --experimental-pic -shared --import-undefined --export=PyInit_native "
           "-o native.so native.o",
           project);
  snapshot_run (&ordinary, home, project, "--interpreter-snapshot off");
  assert_ordinary (&ordinary);
  snapshot_run (&restored, home, project, "--interpreter-snapshot on");
  assert_restored (&restored, 2);
  assert_same_states (&ordinary, &restored);
  g_assert_cmpuint (restored.states->len, ==, 2 * 13);
  g_assert_nonnull (strstr (restored.events, "state main twice 42"));
  g_assert_nonnull (strstr (restored.events, "state worker same True"));
  g_assert_nonnull (strstr (ordinary.events, "assigned main True"));
  g_assert_nonnull (strstr (restored.events, "assigned main False"));
}

/* A bad one is refused with a notice, gone, and made again when it is asked for, with another seed. */
static void
test_damaged (void)
{
  g_auto (SnapshotRun) before = { 0 };
  g_auto (SnapshotRun) refused = { 0 };
  g_auto (SnapshotRun) again = { 0 };
  g_autofree char *path = NULL;

  run (&before, "--interpreter-snapshot on");
  path = find_snapshot (home);
  g_assert_nonnull (path);
  g_assert_cmpint (truncate (path, 1000000), ==, 0);
  run (&refused, "");
  assert_ordinary (&refused);
  g_assert_cmpuint (refused.notices->len, >=, 1);
  g_assert_nonnull (strstr (refused.events, "not from a snapshot: it is damaged"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  run (&again, "--interpreter-snapshot on");
  assert_restored (&again, N_INTERPRETERS);
  assert_same_states (&before, &again);
  g_assert_cmpuint (count_seeds (&before, &again), ==, 2);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  home = temporary_folder_new ();
  g_test_add_func ("/interpreter-snapshot/sound", test_sound);
  g_test_add_func ("/interpreter-snapshot/supply", test_supply);
  g_test_add_func ("/interpreter-snapshot/loopback", test_loopback);
  g_test_add_func ("/interpreter-snapshot/many", test_many);
  g_test_add_func ("/interpreter-snapshot/native", test_native);
  g_test_add_func ("/interpreter-snapshot/damaged", test_damaged);
  status = g_test_run ();
  temporary_folder_free (home);
  return status;
}
