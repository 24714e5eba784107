/* SPDX-License-Identifier: Apache-2.0 */
#include <cjson/cJSON.h>

#include "program.h"
#include "temporary-folder.h"

/* The pages of fixtures/vfs/: what they do with files below /vfs, in the real interpreters. A page prints
 * "ok NAME", "not ok NAME: WHY" or "skip NAME" for each thing it tries; `passed` is how many are ok, and
 * `others` are all other such lines, in their order. */
#define MICROPYTHON                                                                                \
  "skip twelve_megabytes\nskip symlink\nskip truncate\nskip utime_chmod\nskip system_calls\n"      \
  "skip open_folder_as_fd\nskip pathlib_more\nskip shutil\nskip zip_archive\nskip temporary\n"     \
  "skip memory_map\nskip database\n"
#define PYODIDE "skip ilistdir\n"
#define OVER "--until load --expect window.over"

static const struct {
  const char *name;
  const char *options;
  guint passed;
  const char *others;
} cases[] = {
  { "micropython/main", "--page mpy-main.html", 41, MICROPYTHON },
  { "micropython/worker", "--page mpy-worker.html", 41, MICROPYTHON },
  { "micropython/main-loopback", "--page mpy-main.html --transport loopback", 41, MICROPYTHON },
  { "micropython/worker-loopback", "--page mpy-worker.html --transport loopback", 41, MICROPYTHON },
  { "pyodide/main", "--page py-main.html", 52, PYODIDE },
  { "pyodide/worker", "--page py-worker.html", 52, PYODIDE },
  { "sharing", "--page sharing.html " OVER, 4 * 9 + 2 * 2, "" },
  { "editor-and-terminal", "--page editor.html " OVER, 2, "" },
  { "requests", "--page requests.html " OVER, 59, "" },
  { "requests-loopback", "--page requests.html --transport loopback " OVER, 59, "" },
  { "thieves", "--page thieves.html " OVER, 12, "" },
};

/* One for all runs, so that the self-test runs once. */
static TemporaryFolder *home;

/* (nullable) (transfer full): what a line of events says was printed. */
static char *
dup_printed (const char *line)
{
  cJSON *event = cJSON_Parse (line);
  const char *kind = cJSON_GetStringValue (cJSON_GetObjectItem (event, "kind"));
  gboolean is_printed = g_strcmp0 (kind, "stdout") == 0 || g_strcmp0 (kind, "console") == 0;
  const char *text = cJSON_GetStringValue (cJSON_GetObjectItem (event, "text"));
  char *printed = is_printed ? g_strdup (text) : NULL;

  cJSON_Delete (event);
  return printed;
}

static void
test_page (gconstpointer data)
{
  gsize n = GPOINTER_TO_SIZE (data);
  g_autofree char *command = g_strdup_printf ("check %s/vfs %s --timeout 240 --events -",
                                              g_getenv ("PYXIS_FIXTURES"), cases[n].options);
  g_auto (ProgramResult) result = program_run (home, command);
  g_auto (GStrv) lines = g_strsplit (result.out, "\n", -1);
  g_autoptr (GString) others = g_string_new (NULL);
  guint passed = 0;

  for (guint i = 0; lines[i]; i++) {
    g_autofree char *printed = dup_printed (lines[i]);

    if (!printed)
      continue;
    if (g_str_has_prefix (printed, "ok "))
      passed++;
    else if (g_str_has_prefix (printed, "not ok ") || g_str_has_prefix (printed, "skip "))
      g_string_append_printf (others, "%s\n", printed);
  }
  g_assert_cmpstr (others->str, ==, cases[n].others);
  g_assert_cmpuint (passed, ==, cases[n].passed);
  g_assert_cmpstr (result.err, ==, "");
  g_assert_cmpint (result.status, ==, 0);
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  home = temporary_folder_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/vfs-pages/", cases[i].name, NULL);

    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_page);
  }
  status = g_test_run ();
  temporary_folder_free (home);
  return status;
}
