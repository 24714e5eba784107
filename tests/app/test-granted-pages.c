/* SPDX-License-Identifier: Apache-2.0 */
#include <cjson/cJSON.h>

#include "program.h"
#include "temporary-folder.h"

/* Pages of fixtures/vfs/ in a real folder on the disk, which `check --folder` gives to their pickers: the
 * operations of test-vfs-pages.c below a mount of pyscript.fs, and what the web defines. A page prints
 * "ok NAME", "not ok NAME: WHY" or "skip NAME"; `passed` is how many are ok, and `others` are all other
 * such lines. What is not ok is what a file system in memory has of its own, which is what a mount is
 * between two syncs: folders that open, names of any length, links. */
#define NO_ERROR(error) ": AssertionError AssertionError(" error ")\n"
#define MICROPYTHON                                                                                \
  "skip twelve_megabytes\n"                                                                        \
  "not ok open_folder" NO_ERROR ("'no error',") "not ok long_names" NO_ERROR (                     \
    "'no error',") "skip symlink\nskip truncate\nskip utime_chmod\nskip system_calls\n"            \
                   "skip open_folder_as_fd\nskip pathlib_more\nskip shutil\nskip "                 \
                   "zip_archive\nskip temporary\n"                                                 \
                   "skip memory_map\nskip database\n"
#define PYODIDE                                                                                    \
  "skip ilistdir\n"                                                                                \
  "not ok long_names" NO_ERROR ("'no error'") "not ok symlink" NO_ERROR ("'no error'")
#define OVER "--until load --expect window.over"
#define LOOPBACK " --transport loopback"

static const struct {
  const char *name;
  const char *options;
  guint passed;
  const char *others;
  guint n_kept; /* notices of what was kept on the disk; G_MAXUINT: any */
} cases[] = {
  { "micropython/main", "--page mounted-mpy-main.html", 42, MICROPYTHON, 0 },
  { "micropython/worker", "--page mounted-mpy-worker.html", 42, MICROPYTHON, 0 },
  { "micropython/main-loopback", "--page mounted-mpy-main.html" LOOPBACK, 42, MICROPYTHON, 0 },
  { "micropython/worker-loopback", "--page mounted-mpy-worker.html" LOOPBACK, 42, MICROPYTHON, 0 },
  { "pyodide/main", "--page mounted-py-main.html", 53, PYODIDE, 0 },
  { "pyodide/worker", "--page mounted-py-worker.html", 53, PYODIDE, 0 },
  { "pyodide/main-loopback", "--page mounted-py-main.html" LOOPBACK, 53, PYODIDE, 0 },
  { "pyodide/worker-loopback", "--page mounted-py-worker.html" LOOPBACK, 53, PYODIDE, 0 },
  { "kept/micropython-main", "--page kept-mpy-main.html", 14, "", 8 },
  { "kept/micropython-worker-loopback", "--page kept-mpy-worker.html" LOOPBACK, 14, "", 8 },
  { "kept/pyodide-worker", "--page kept-py-worker.html", 14, "", 8 },
  { "both", "--page both.html " OVER, 3, "", G_MAXUINT },
  { "revoked/main", "--page revoked-main.html", 6, "", 0 },
  { "revoked/worker", "--page revoked-worker.html", 6, "", 0 },
  { "handles", "--page handles.html " OVER, 20, "", 0 },
  { "handles-loopback", "--page handles.html" LOOPBACK " " OVER, 20, "", 0 },
};

/* One for all runs, so that the self-test runs once. */
static TemporaryFolder *home;

/* What a page says of the folder, line by line. */
typedef struct {
  guint passed;
  guint n_kept;
  GString *others;
  GHashTable *entries; /* of paths below the folder: "file SIZE SUM", "folder" */
} Told;

/* Python's own way to print a name that needs none of it. */
static char *
dup_path (const char *quoted)
{
  gsize length = strlen (quoted);

  g_assert_cmpuint (length, >, 2);
  return g_strndup (quoted + 1, length - 2);
}

static void
hear_line (Told *told, const char *line)
{
  const char *quoted = strchr (line, '\'');

  if (g_str_has_prefix (line, "ok "))
    told->passed++;
  else if (g_str_has_prefix (line, "not ok ") || g_str_has_prefix (line, "skip "))
    g_string_append_printf (told->others, "%s\n", line);
  else if (quoted && (g_str_has_prefix (line, "file ") || g_str_has_prefix (line, "folder ")))
    g_hash_table_insert (told->entries, dup_path (quoted),
                         g_strndup (line, (gsize) (quoted - line) - 1));
}

static void
hear_event (Told *told, const char *line)
{
  cJSON *event = cJSON_Parse (line);
  const char *kind = cJSON_GetStringValue (cJSON_GetObjectItem (event, "kind"));
  const char *text = cJSON_GetStringValue (cJSON_GetObjectItem (event, "text"));
  const cJSON *detail = cJSON_GetObjectItem (event, "detail");
  const char *code = cJSON_GetStringValue (cJSON_GetObjectItem (detail, "code"));

  if (g_strcmp0 (kind, "stdout") == 0 || g_strcmp0 (kind, "console") == 0)
    hear_line (told, text ? text : "");
  told->n_kept += g_strcmp0 (kind, "notice") == 0 && g_strcmp0 (code, "kept") == 0;
  cJSON_Delete (event);
}

static char *
describe_file (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  guint64 sum = 0;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < length; i++)
    sum += (guchar) text[i];
  return g_strdup_printf ("file %" G_GSIZE_FORMAT " %" G_GUINT64_FORMAT, length, sum);
}

/* All that is on the disk was told, and the other way round: what is found is taken out. */
static void
compare (const char *folder, const char *below, GHashTable *entries)
{
  g_autofree char *path = g_build_filename (folder, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  g_assert_nonnull (dir);
  for (const char *name; (name = g_dir_read_name (dir));) {
    g_autofree char *inner = *below ? g_build_filename (below, name, NULL) : g_strdup (name);
    g_autofree char *whole = g_build_filename (folder, inner, NULL);
    gboolean is_folder = g_file_test (whole, G_FILE_TEST_IS_DIR);
    g_autofree char *found = is_folder ? g_strdup ("folder") : describe_file (whole);

    g_test_message ("%s: %s", inner, found);
    g_assert_cmpstr (found, ==, g_hash_table_lookup (entries, inner));
    g_hash_table_remove (entries, inner);
    if (is_folder)
      compare (folder, inner, entries);
  }
}

static TemporaryFolder *
make_folder (void)
{
  TemporaryFolder *folder = temporary_folder_new ();

  g_free (temporary_folder_write (folder, "given/note.txt", "from the disk\n", -1));
  g_free (temporary_folder_write (folder, "given/old.txt", "old", -1));
  g_free (temporary_folder_write (folder, "note.txt", "from the disk\n", -1));
  return folder;
}

static void
test_page (gconstpointer data)
{
  gsize n = GPOINTER_TO_SIZE (data);
  TemporaryFolder *folder = make_folder ();
  g_autofree char *command =
    g_strdup_printf ("check %s/vfs %s --folder %s --timeout 240 --events -",
                     g_getenv ("PYXIS_FIXTURES"), cases[n].options, folder);
  g_auto (ProgramResult) result = program_run (home, command);
  g_auto (GStrv) lines = g_strsplit (result.out, "\n", -1);
  g_autoptr (GString) others = g_string_new (NULL);
  g_autoptr (GHashTable) entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Told told = { .others = others, .entries = entries };

  for (guint i = 0; lines[i]; i++)
    hear_event (&told, lines[i]);
  g_assert_cmpstr (others->str, ==, cases[n].others);
  g_assert_cmpuint (told.passed, ==, cases[n].passed);
  if (cases[n].n_kept != G_MAXUINT)
    g_assert_cmpuint (told.n_kept, ==, cases[n].n_kept);
  g_assert_cmpstr (result.err, ==, "");
  g_assert_cmpint (result.status, ==, 0);
  if (g_hash_table_size (entries) > 0)
    compare (folder, "", entries);
  g_assert_cmpuint (g_hash_table_size (entries), ==, 0);
  temporary_folder_free (folder);
}

/* With nobody there, and no folder given: the page is told so, and nothing is shown or waited for. */
static void
test_unattended (void)
{
  g_autofree char *command =
    g_strdup_printf ("check %s/vfs --page handles.html --until load --timeout 60 --expect "
                     "'showDirectoryPicker().catch(({name}) => name === \"AbortError\")'",
                     g_getenv ("PYXIS_FIXTURES"));
  g_autofree char *missing =
    g_strdup_printf ("check %s/vfs --folder /nowhere/at/all", g_getenv ("PYXIS_FIXTURES"));
  g_auto (ProgramResult) result = program_run (home, command);
  g_auto (ProgramResult) refused = program_run (home, missing);

  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpint (refused.status, ==, 2);
  g_assert_nonnull (strstr (refused.err, "--folder is a folder that is there"));
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  home = temporary_folder_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/granted-pages/", cases[i].name, NULL);

    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_page);
  }
  g_test_add_func ("/granted-pages/unattended", test_unattended);
  status = g_test_run ();
  temporary_folder_free (home);
  return status;
}
