/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/stat.h>

#include "program.h"
#include "temporary-folder.h"

/* Folders of the user in which WebKit's sandbox would not start, and a sandbox that does not. */

typedef struct {
  const char *name;
  const char *variable;
  const char *value; /* in the temporary folder, where "file" is a file */
  const char *problem;
} Row;

static const Row rows[] = {
  { "home", "HOME", "file", "HOME cannot be used (Not a directory)" },
  { "config", "XDG_CONFIG_HOME", "file", "XDG_CONFIG_HOME cannot be used (Not a directory)" },
  { "runtime", "XDG_RUNTIME_DIR", "file/run", "XDG_RUNTIME_DIR cannot be used" },
};

/* A run with one more variable, which is then as it was. */
static ProgramResult
run_with (const char *home, const char *variable, const char *value, const char *command)
{
  g_autofree char *before = g_strdup (g_getenv (variable));
  g_autofree char *tmp = g_strdup (g_getenv ("TMPDIR"));
  ProgramResult result = { 0 };

  g_setenv ("TMPDIR", home, TRUE);
  g_setenv (variable, value, TRUE);
  result = program_run (home, command);
  if (before)
    g_setenv (variable, before, TRUE);
  else
    g_unsetenv (variable);
  if (tmp)
    g_setenv ("TMPDIR", tmp, TRUE);
  else
    g_unsetenv ("TMPDIR");
  return result;
}

/* The page runs all the same, and the doctor says which folder it was. */
static void
test_folder (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  g_autofree char *value = g_build_filename (home, row->value, NULL);
  g_autofree char *check =
    g_strdup_printf ("check %s/plain --expect 'window.answer === 42'", g_getenv ("PYXIS_FIXTURES"));
  g_auto (ProgramResult) checked = { 0 };
  g_auto (ProgramResult) doctor = { 0 };

  g_free (temporary_folder_write (home, "file", "in the way", -1));
  checked = run_with (home, row->variable, value, check);
  g_assert_cmpint (checked.status, ==, 0);
  doctor = run_with (home, row->variable, value, "doctor");
  g_assert_cmpint (doctor.status, ==, 4);
  g_assert_nonnull (strstr (doctor.out, row->problem));
}

/* As of a service's user, or a container's: nothing is in the way, there is just nothing. */
static void
test_missing (void)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  g_autofree char *value = g_build_filename (home, "nowhere", NULL);
  g_autofree char *check =
    g_strdup_printf ("check %s/plain --expect 'window.answer === 42'", g_getenv ("PYXIS_FIXTURES"));
  g_auto (ProgramResult) result = run_with (home, "HOME", value, check);

  g_assert_cmpint (result.status, ==, 0);
}

/* GLib would take it for the folder where we are. */
static void
test_empty (void)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  g_auto (ProgramResult) result = run_with (home, "HOME", "", "doctor");

  g_assert_cmpint (result.status, ==, 4);
  g_assert_nonnull (strstr (result.out, "HOME cannot be used (No such file or directory)"));
  g_assert_false (g_file_test (".cache", G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (".config", G_FILE_TEST_EXISTS));
}

static void
test_probe (void)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  g_autofree char *program = temporary_folder_write (
    home, "bin/bwrap", "#!/bin/sh\necho 'bwrap: No permissions' >&2\nexit 1\n", -1);
  g_autofree char *path = g_strdup_printf ("%s/bin:%s", home, g_getenv ("PATH"));
  g_auto (ProgramResult) result = { 0 };

  g_assert_cmpint (chmod (program, 0755), ==, 0);
  result = run_with (home, "PATH", path, "doctor");
  g_assert_cmpint (result.status, ==, 4);
  g_assert_nonnull (strstr (result.out, "cannot start (bwrap: No permissions)"));
}

/* Bubblewrap takes a missing folder of fonts, but none that leads through a file. WebKit aborts. */
static void
test_abort (void)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  g_autofree char *check = g_strdup_printf ("check %s/plain", g_getenv ("PYXIS_FIXTURES"));
  g_auto (ProgramResult) result = { 0 };

  g_free (temporary_folder_write (home, "file", "in the way", -1));
  temporary_folder_link (home, ".fonts", "file/fonts");
  result = run_with (home, "HOME", home, check);
  g_assert_cmpint (result.status, ==, 4);
  g_assert_nonnull (strstr (result.err, "pyxis: The sandbox in which pages run could not start."));
}

/* In what looks like a Flatpak, whose portal gives no sandbox. */
static ProgramResult
run_in_flatpak (const char *home, const char *command)
{
  g_autofree char *inside = g_strdup (g_getenv ("PYXIS_PROGRAM"));
  g_autofree char *bin = g_build_filename (home, "bin", NULL);
  g_autofree char *file = g_build_filename (home, "file", NULL);
  g_autofree char *spawn = temporary_folder_write (
    home, "bin/flatpak-spawn", "#!/bin/sh\necho 'flatpak-spawn: No portal' >&2\nexit 1\n", -1);
  ProgramResult result = { 0 };

  g_assert_cmpint (chmod (spawn, 0755), ==, 0);
  g_free (temporary_folder_write (home, "bin/info", "[Application]\n", -1));
  g_free (temporary_folder_write (home, "file", "in the way", -1));
  g_setenv ("PYXIS_OUTSIDE", inside, TRUE);
  g_setenv ("PYXIS_BIN", bin, TRUE);
  g_setenv ("PYXIS_PROGRAM", g_getenv ("PYXIS_IN_FLATPAK"), TRUE);
  result = run_with (home, "XDG_CONFIG_HOME", file, command);
  g_setenv ("PYXIS_PROGRAM", inside, TRUE);
  return result;
}

/* It is the portal that is asked, not bubblewrap, and bubblewrap's wants are nobody's. */
static void
test_flatpak (void)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  g_auto (ProgramResult) result = run_in_flatpak (home, "doctor");

  g_assert_cmpint (result.status, ==, 4);
  g_assert_nonnull (strstr (result.out, "cannot start (flatpak-spawn: No portal). Check that Fl"));
  g_assert_null (strstr (result.out, "XDG_CONFIG_HOME"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strconcat ("/sandbox/folder/", rows[i].name, NULL);

    g_test_add_data_func (path, &rows[i], test_folder);
  }
  g_test_add_func ("/sandbox/missing", test_missing);
  g_test_add_func ("/sandbox/empty", test_empty);
  g_test_add_func ("/sandbox/probe", test_probe);
  g_test_add_func ("/sandbox/abort", test_abort);
  g_test_add_func ("/sandbox/flatpak", test_flatpak);
  return g_test_run ();
}
