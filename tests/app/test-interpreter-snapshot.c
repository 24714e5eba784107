/* SPDX-License-Identifier: Apache-2.0 */
#include <cjson/cJSON.h>

#include "program.h"
#include "temporary-folder.h"

/* The real Pyodide that is installed, started from a snapshot and the ordinary way, on main and in a worker. A
 * version that does not fit pyodide-snapshot.mjs fails here. */

#define COMMAND "check %s --timeout 240 --events %s/events.jsonl %s"
#define TWICE "--expect 'document.title === \"Twice\"' "
#define WHEEL "oldunits-1.0-py3-none-any.whl"

static TemporaryFolder *home;

typedef struct {
  char *events;
  GPtrArray *states;  /* (element-type utf8): sorted */
  GPtrArray *moments; /* (element-type utf8) */
  double largest;     /* bytes of a snapshot that was sent */
  guint n_fetched;
  guint n_compiled; /* WebAssembly of Pyodide that was asked for */
  guint n_notices;  /* of snapshots */
} Run;

static void
run_clear (Run *self)
{
  g_free (self->events);
  g_clear_pointer (&self->states, g_ptr_array_unref);
  g_clear_pointer (&self->moments, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
read_output (Run *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++) {
    if (g_str_has_prefix (lines[i], "state "))
      g_ptr_array_add (self->states, g_strdup (lines[i]));
    else if (g_str_has_prefix (lines[i], "moment "))
      g_ptr_array_add (self->moments, g_strdup (lines[i]));
  }
}

static void
read_event (Run *self, const char *line)
{
  cJSON *event = cJSON_Parse (line);
  const char *kind = cJSON_GetStringValue (cJSON_GetObjectItem (event, "kind"));
  const char *text = cJSON_GetStringValue (cJSON_GetObjectItem (event, "text"));
  cJSON *detail = cJSON_GetObjectItem (event, "detail");
  const char *code = cJSON_GetStringValue (cJSON_GetObjectItem (detail, "code"));

  if (g_strcmp0 (kind, "stdout") == 0 && text)
    read_output (self, text);
  if (g_strcmp0 (kind, "notice") == 0 && g_strcmp0 (code, "snapshot") == 0)
    self->n_notices++;
  if (g_strcmp0 (kind, "request") == 0 && text && g_str_has_suffix (text, "?snapshot")) {
    self->n_fetched++;
    self->largest =
      MAX (self->largest, cJSON_GetNumberValue (cJSON_GetObjectItem (detail, "size")));
  }
  if (g_strcmp0 (kind, "request") == 0 && text && g_str_has_suffix (text, "/pyodide.asm.wasm"))
    self->n_compiled++;
  cJSON_Delete (event);
}

static void
run_project (Run *self, const char *project, const char *options)
{
  g_autofree char *command = g_strdup_printf (COMMAND, project, home, options);
  g_autofree char *path = g_build_filename (home, "events.jsonl", NULL);
  g_auto (GStrv) lines = NULL;
  g_auto (ProgramResult) result = program_run (home, command);

  g_assert_cmpint (result.status, ==, 0);

  self->states = g_ptr_array_new_with_free_func (g_free);
  self->moments = g_ptr_array_new_with_free_func (g_free);
  g_assert_true (g_file_get_contents (path, &self->events, NULL, NULL));
  lines = g_strsplit (self->events, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    read_event (self, lines[i]);
  g_ptr_array_sort (self->states, compare_texts);
}

static void
run (Run *self, const char *options)
{
  g_autofree char *project = g_build_filename (g_getenv ("PYXIS_FIXTURES"), "restored", NULL);

  run_project (self, project, options);
}

static void
assert_restored (const Run *self, guint n)
{
  g_assert_cmpuint (self->n_fetched, ==, n);
  g_assert_cmpuint (self->n_notices, ==, 0);
  g_assert_cmpfloat (self->largest, >, 1e6);
  g_assert_cmpuint (self->n_compiled, <, n);
  g_assert_null (strstr (self->events, "the ordinary way"));
}

static void
assert_ordinary (const Run *self)
{
  g_assert_cmpfloat (self->largest, ==, 0);
}

static void
assert_same_states (const Run *one, const Run *other)
{
  g_assert_cmpuint (one->states->len, >, 20);
  g_assert_cmpuint (one->states->len, ==, other->states->len);
  for (guint i = 0; i < one->states->len; i++)
    g_assert_cmpstr (one->states->pdata[i], ==, other->states->pdata[i]);
}

/* All that must be another one each time, in two starts with two interpreters each. */
static void
assert_own_moments (const Run *one, const Run *other)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (one->moments->len, ==, 18);
  for (guint i = 0; i < one->moments->len; i++)
    g_assert_true (g_hash_table_add (seen, one->moments->pdata[i]));
  g_assert_cmpuint (other->moments->len, ==, 18);
  for (guint i = 0; i < other->moments->len; i++)
    g_assert_true (g_hash_table_add (seen, other->moments->pdata[i]));
}

static void
test_sound (void)
{
  g_auto (Run) ordinary = { 0 };
  g_auto (Run) first = { 0 };
  g_auto (Run) second = { 0 };

  run (&ordinary, "--interpreter-snapshot off");
  assert_ordinary (&ordinary);
  run (&first, "--interpreter-snapshot on");
  assert_restored (&first, 2);
  run (&second, "");
  assert_restored (&second, 2);
  assert_same_states (&ordinary, &first);
  assert_same_states (&first, &second);
  assert_own_moments (&first, &second);
}

/* The bytes that WebKit's process reads are those of the addresses, and there are none where these give none. */
static void
test_supply (void)
{
  g_autofree char *project = g_build_filename (g_getenv ("PYXIS_FIXTURES"), "supply", NULL);
  g_auto (Run) found = { 0 };

  run_project (&found, project, "--interpreter-snapshot on");
  g_assert_nonnull (strstr (found.events, "\"supply image same\""));
  g_assert_nonnull (strstr (found.events, "\"supply module same\""));
  g_assert_nonnull (strstr (found.events, "\"supply another null null\""));
  g_assert_nonnull (strstr (found.events, "\"supply reader undefined\""));
}

static void
test_loopback (void)
{
  g_auto (Run) found = { 0 };

  run (&found, "--interpreter-snapshot on --transport loopback");
  assert_restored (&found, 2);
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
  g_autoptr (TemporaryFolder) project = temporary_folder_new ();
  g_autofree char *fixture = g_build_filename (g_getenv ("PYXIS_FIXTURES"), "many", NULL);
  g_autofree char *modules =
    g_build_filename (g_getenv ("PYXIS_EXAMPLES"), "unit-converter/modules", NULL);
  g_autoptr (GDir) dir = g_dir_open (fixture, 0, NULL);
  const char *name;
  g_auto (Run) ordinary = { 0 };
  g_auto (Run) restored = { 0 };
  g_auto (Run) over_loopback = { 0 };

  while ((name = g_dir_read_name (dir)) != NULL)
    copy_file (fixture, name, project);
  copy_file (modules, WHEEL, project);
  run_project (&ordinary, project, TWICE "--interpreter-snapshot off");
  assert_ordinary (&ordinary);
  run_project (&restored, project, TWICE "--interpreter-snapshot on");
  assert_restored (&restored, 6);
  run_project (&over_loopback, project, TWICE "--transport loopback");
  assert_restored (&over_loopback, 6);
  assert_same_states (&ordinary, &restored);
  assert_same_states (&ordinary, &over_loopback);
}

/* (transfer full) */
static char *
find_snapshot (void)
{
  g_autofree char *folder = g_build_filename (home, "cache/pyxis/interpreter-snapshots", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".snapshot"))
      return g_build_filename (folder, name, NULL);
  return NULL;
}

/* A bad one is refused with a notice, gone, and made again when it is asked for. */
static void
test_damaged (void)
{
  g_auto (Run) refused = { 0 };
  g_auto (Run) again = { 0 };
  g_autofree char *path = find_snapshot ();

  g_assert_nonnull (path);
  g_assert_cmpint (truncate (path, 1000000), ==, 0);
  run (&refused, "");
  assert_ordinary (&refused);
  g_assert_cmpuint (refused.n_notices, >=, 1);
  g_assert_nonnull (strstr (refused.events, "not from a snapshot: it is damaged"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  run (&again, "--interpreter-snapshot on");
  assert_restored (&again, 2);
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
  g_test_add_func ("/interpreter-snapshot/damaged", test_damaged);
  status = g_test_run ();
  temporary_folder_free (home);
  return status;
}
