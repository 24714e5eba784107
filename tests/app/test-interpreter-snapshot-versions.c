/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture-copy.h"
#include "snapshot-run.h"

/* Several versions of Pyodide on one page: the one that Pyxis ships, a newer one whose inside is known too, and an older
 * one that pyodide-snapshot.mjs does not know, in a worker and beside the first on main. data/dev test fetches the two
 * as it does the runtimes (tests/versions). */

#define SHIPPED "314.0.2"
#define NEWER "314.0.7"
#define BESIDE "--expect 'document.title === \"Beside\"' "

static TemporaryFolder *home;

static void
run (SnapshotRun *self, const char *options)
{
  snapshot_run_fixture (self, home, "versions", options);
}

static void
add_runtime (const char *package)
{
  g_autofree char *command =
    g_strdup_printf ("runtime add %s/%s", g_getenv ("PYXIS_VERSIONS"), package);
  g_auto (ProgramResult) result = program_run (home, command);

  g_assert_cmpint (result.status, ==, 0);
}

/* (transfer full) (nullable) */
static char *
dup_snapshot_of (const char *version)
{
  g_autofree char *folder = g_build_filename (home, "cache/pyxis/interpreter-snapshots", NULL);
  g_autofree char *head = g_strdup_printf ("pyodide-%s-", version);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, head))
      return g_build_filename (folder, name, NULL);
  return NULL;
}

static void
make_snapshot (void)
{
  g_auto (SnapshotRun) made = { 0 };

  snapshot_run_fixture (&made, home, "plain", "--interpreter-snapshot on");
}

/* The snapshot of the shipped one is made first: `on` makes that of the newest alone. */
static void
prepare (void)
{
  static gboolean is_prepared;

  if (is_prepared)
    return;
  is_prepared = TRUE;
  make_snapshot ();
  add_runtime ("pyodide-newer");
  add_runtime ("pyodide-older");
  make_snapshot ();
}

static void
test_beside (void)
{
  g_auto (SnapshotRun) ordinary = { 0 };
  g_auto (SnapshotRun) restored = { 0 };

  prepare ();
  run (&ordinary, BESIDE "--interpreter-snapshot off");
  assert_ordinary (&ordinary);
  g_assert_cmpuint (ordinary.states->len, ==, 4);
  run (&restored, BESIDE "--interpreter-snapshot on");
  assert_restored (&restored, 2); /* the older ones ask for none */
  assert_same_states (&ordinary, &restored);
}

/* (transfer full) (nullable): where it is kept which version the only project asked for. */
static char *
dup_kept (void)
{
  g_autofree char *folder = g_build_filename (home, "cache/pyxis/pyodide-versions", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  char *path = NULL;

  while (dir && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".pyodide")) {
      g_assert_null (path);
      path = g_build_filename (folder, name, NULL);
    }
  return path;
}

/* What other projects asked for. */
static void
forget_kept (void)
{
  g_autofree char *path = dup_kept ();

  if (path)
    g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
assert_kept (const char *version)
{
  g_autofree char *path = dup_kept ();
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, version);
}

/* Whether WebAssembly of `version` was read before any page asked for a Pyodide. */
static gboolean
is_early (const SnapshotRun *self, const char *version)
{
  g_autofree char *wasm = g_strdup_printf ("/pyodide/%s/pyodide.asm.wasm", version);
  const char *read = strstr (self->events, wasm);
  const char *asked = strstr (self->events, "/pyodide.mjs\"");

  g_assert_nonnull (asked);
  return read && read < asked;
}

static void
run_project (SnapshotRun *self)
{
  snapshot_run_fixture (self, home, "restored", "--interpreter-snapshot on");
  assert_restored (self, 3);
}

/* The version that a start asked for is read early by the next one; where it asks for another then, it gets that. */
static void
test_early (void)
{
  g_auto (SnapshotRun) first = { 0 };
  g_auto (SnapshotRun) second = { 0 };
  g_auto (SnapshotRun) misled = { 0 };
  g_autofree char *path = NULL;

  prepare ();
  forget_kept ();
  run_project (&first);
  g_assert_false (is_early (&first, SHIPPED));
  assert_kept (SHIPPED);
  run_project (&second);
  g_assert_true (is_early (&second, SHIPPED));
  assert_same_states (&first, &second);
  path = dup_kept ();
  g_assert_true (g_file_set_contents (path, NEWER, -1, NULL));
  snapshot_run_fixture (&misled, home, "restored", "--interpreter-snapshot on");
  g_assert_true (is_early (&misled, NEWER));
  g_assert_false (is_early (&misled, SHIPPED));
  assert_same_states (&first, &misled);
  assert_kept (SHIPPED);
}

/* Whoever names a version is given nothing of the one that is expected. */
static void
test_named (void)
{
  g_auto (SnapshotRun) first = { 0 };
  g_auto (SnapshotRun) second = { 0 };
  g_autofree char *path = NULL;

  prepare ();
  forget_kept ();
  snapshot_run_fixture (&first, home, "named-version", "--interpreter-snapshot on");
  assert_kept (NEWER);
  path = dup_kept ();
  g_assert_true (g_file_set_contents (path, SHIPPED, -1, NULL));
  snapshot_run_fixture (&second, home, "named-version", "--interpreter-snapshot on");
  assert_restored (&second, 2);
  g_assert_cmpstr (second.states->pdata[0], ==, "state main " NEWER);
  g_assert_null (strstr (second.events, "/pyodide/" SHIPPED "/"));
  assert_same_states (&first, &second);
}

/* Where there is but one version it is that one, whatever the page names. */
static void
test_only (void)
{
  g_autoptr (TemporaryFolder) other = temporary_folder_new ();
  g_auto (SnapshotRun) only = { 0 };

  snapshot_run_fixture (&only, other, "named-version", "--interpreter-snapshot off");
  g_assert_true (is_early (&only, SHIPPED));
  g_assert_cmpstr (only.states->pdata[0], ==, "state main " SHIPPED);
}

static void
run_refused (SnapshotRun *self, const char *version, guint n_notices)
{
  g_autofree char *words = g_strdup_printf (
    "Pyodide %s starts the ordinary way, not from a snapshot: it was made from other files",
    version);
  g_autofree char *path = dup_snapshot_of (version);

  g_assert_nonnull (path);
  run (self, BESIDE);
  g_assert_cmpuint (self->states->len, ==, 4);
  g_assert_cmpuint (self->n_fetched, ==, 2);
  g_assert_cmpuint (self->notices->len, ==, n_notices);
  g_assert_nonnull (strstr (self->events, words));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* One whose runtime was changed since, while the other version goes on from its own; then one that is another
 * version's. */
static void
test_refused (void)
{
  g_autofree char *shipped = NULL;
  g_autofree char *newer = NULL;
  g_autofree char *kept = g_build_filename (home, "kept", NULL);
  g_autofree char *lock =
    g_build_filename (home, "data/pyxis/runtime/pyodide/" NEWER "/pyodide-lock.json", NULL);
  g_auto (SnapshotRun) stale = { 0 };
  g_auto (SnapshotRun) foreign = { 0 };

  prepare ();
  shipped = dup_snapshot_of (SHIPPED);
  newer = dup_snapshot_of (NEWER);
  g_assert_cmpint (link (newer, kept), ==, 0);
  fixture_append_line (lock);
  run_refused (&stale, NEWER, 1);
  g_assert_cmpfloat (stale.largest, >, 1e6);
  g_assert_cmpint (g_rename (kept, shipped), ==, 0);
  run_refused (&foreign, SHIPPED, 2); /* the newer one has none now */
  assert_ordinary (&foreign);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  home = temporary_folder_new ();
  g_test_add_func ("/interpreter-snapshot-versions/beside", test_beside);
  g_test_add_func ("/interpreter-snapshot-versions/early", test_early);
  g_test_add_func ("/interpreter-snapshot-versions/named", test_named);
  g_test_add_func ("/interpreter-snapshot-versions/only", test_only);
  g_test_add_func ("/interpreter-snapshot-versions/refused", test_refused);
  status = g_test_run ();
  temporary_folder_free (home);
  return status;
}
