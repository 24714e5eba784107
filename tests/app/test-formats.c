/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <string.h>

#include "../util/program.h"
#include "../util/temporary-folder.h"

/* What `pyxis pack` makes besides bundles: run as users run it, with a home that has nothing yet, from
 * a folder that has nothing else. PYXIS_EXAMPLES is the folder of the examples. */

#define ID "local.pyxis.HelloMicroPython"
#define EXPECT "--timeout 100 --expect 'document.title.startsWith (\"Hello\")'"

static void pack (const TemporaryFolder *folder, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
pack (const TemporaryFolder *folder, const char *format, ...)
{
  g_autofree char *words = NULL, *command = NULL;
  g_auto (ProgramResult) result = { 0 };
  va_list arguments;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  command = g_strdup_printf ("pack %s %s/hello-micropython", words, g_getenv ("PYXIS_EXAMPLES"));
  result = program_run (folder, command);
  g_assert_cmpint (result.status, ==, 0);
}

static int
count_left (const char *runtime)
{
  g_autoptr (GDir) dir = g_dir_open (runtime, 0, NULL);
  const char *name;
  int n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, "pyxis-app-");
  return n;
}

/* Runs `line` in `folder`, with a new home and a runtime folder that must be as it was at the end;
 * `runtime` (nullable) is another one. */
static ProgramResult
run_in (const TemporaryFolder *folder, const char *line, const char *runtime)
{
  static const char *const unset[] = { "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
                                       "XDG_STATE_HOME" };
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  g_autoptr (TemporaryFolder) own_runtime = temporary_folder_new ();
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *err = NULL;
  g_autoptr (GError) error = NULL;
  ProgramResult result = { 0 };

  g_assert_true (g_shell_parse_argv (line, NULL, &argv, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (unset); i++)
    g_subprocess_launcher_unsetenv (launcher, unset[i]);
  g_subprocess_launcher_setenv (launcher, "HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", runtime ? runtime : own_runtime, TRUE);
  g_subprocess_launcher_set_cwd (launcher, folder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &result.out, &err, &error);
  g_assert_no_error (error);
  g_test_message ("%s\n%s%s", line, result.out, err);
  g_assert_true (g_subprocess_get_if_exited (process));
  result.status = g_subprocess_get_exit_status (process);
  result.err = program_dup_own_words (err);
  g_assert_cmpint (count_left (own_runtime), ==, 0);
  return result;
}

static void
expect (const TemporaryFolder *folder, const char *line, int status, const char *words)
{
  g_auto (ProgramResult) result = run_in (folder, line, NULL);

  g_assert_cmpint (result.status, ==, status);
  if (!strstr (result.err, words))
    g_error ("“%s” is not in: %s", words, result.err);
}

/* One file alone. Programs that read zips read it. */
static void
test_run (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  g_auto (ProgramResult) help = { 0 };

  pack (home, "--format run --output %s/clock", folder);
  expect (folder, "./clock check " EXPECT, 0, "");
  expect (folder, "python3 -m zipfile -t clock", 0, "");
  expect (folder, "env -u DISPLAY -u WAYLAND_DISPLAY ./clock", 4, "or use `./clock check`.");
  expect (folder, "./clock --none", 2, "see `./clock --help`");
  help = run_in (folder, "./clock --help", NULL);
  g_assert_cmpint (help.status, ==, 0);
  g_assert_nonnull (strstr (help.out, "\n  ./clock [FILE...]\n"));
  g_assert_nonnull (strstr (help.out, "\n  ./clock check [OPTION...]\n"));
  g_assert_null (strstr (help.out, "pyxis"));
}

/* A Pyxis that is installed knows it too. */
static void
test_run_known (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *verify =
    g_strdup_printf ("%s verify clock --against %s/hello-micropython", g_getenv ("PYXIS_PROGRAM"),
                     g_getenv ("PYXIS_EXAMPLES"));
  g_autofree char *check = g_strdup_printf ("%s check clock " EXPECT, g_getenv ("PYXIS_PROGRAM"));
  g_auto (ProgramResult) result = { 0 };

  pack (folder, "--format run --output %s/clock", folder);
  expect (folder, check, 0, "");
  result = run_in (folder, verify, NULL);
  g_assert_cmpint (result.status, ==, 0);
  g_assert_nonnull (strstr (result.out, "the same bytes as the folder gives"));
  g_assert_nonnull (strstr (result.out, "extension/libpyxis-web-process.so"));
  g_assert_nonnull (strstr (result.out, "\n  licences/MicroPython.txt\n  licences/Pyxis.txt\n"));
}

static void
test_run_signed (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *new_key = g_strdup_printf ("pack --new-key %s/key", folder);
  g_autofree char *verify = g_strdup_printf ("%s verify clock", g_getenv ("PYXIS_PROGRAM"));
  g_auto (ProgramResult) made = program_run (folder, new_key);
  g_auto (ProgramResult) result = { 0 };

  g_assert_cmpint (made.status, ==, 0);
  pack (folder, "--format run --sign %s/key --output %s/clock", folder, folder);
  result = run_in (folder, verify, NULL);
  g_assert_cmpint (result.status, ==, 0);
  g_assert_nonnull (strstr (result.out, "right, of the key "));
  expect (folder, "./clock check " EXPECT, 0, "");
}

/* `line` with the Pyxis of this test on the path, or with none. */
static char *
on_path (const char *line, gboolean is_installed)
{
  g_autofree char *program = g_path_get_dirname (g_getenv ("PYXIS_PROGRAM"));

  return g_strdup_printf ("env PATH=%s%s/usr/bin:/bin %s", is_installed ? program : "",
                          is_installed ? ":" : "", line);
}

/* A few bytes before the zip, for those who have Pyxis. */
static void
test_run_shared (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *with = on_path ("./clock check " EXPECT, TRUE);
  g_autofree char *without = on_path ("./clock check " EXPECT, FALSE);
  g_autofree char *verify = g_strdup_printf ("verify %s/clock --against %s/hello-micropython",
                                             folder, g_getenv ("PYXIS_EXAMPLES"));
  g_auto (ProgramResult) verified = { 0 };

  pack (folder, "--format run --runtime shared --output %s/clock", folder);
  expect (folder, with, 0, "");
  expect (folder, without, 4, ID ": Pyxis is not installed; install it");
  expect (folder, "python3 -m zipfile -t clock", 0, "");
  verified = program_run (folder, verify);
  g_assert_cmpint (verified.status, ==, 0);
}

/* Who clicks on it where no Pyxis is sees that, by what the desktop has. */
static void
test_run_shared_clicked (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *zenity = temporary_folder_write (
    folder, "tools/zenity", "#!/bin/sh\necho \"$@\" >\"$(dirname \"$0\")/shown\"\n", -1);
  g_autofree char *line =
    g_strdup_printf ("env DISPLAY=:0 PATH=%s/tools:/usr/bin:/bin ./clock", folder);
  g_autofree char *file = g_build_filename (folder, "tools/shown", NULL);
  g_autofree char *shown = NULL;

  g_assert_cmpint (g_chmod (zenity, 0755), ==, 0);
  pack (folder, "--format run --runtime shared --output %s/clock", folder);
  expect (folder, line, 4, ID ": Pyxis is not installed; install it");
  g_assert_true (g_file_get_contents (file, &shown, NULL, NULL));
  g_assert_nonnull (strstr (shown, "--error"));
  g_assert_nonnull (strstr (shown, ID ": Pyxis is not installed; install it"));
}

/* The first place from `start` on. */
static gsize
find (const char *bytes, gsize length, gsize start, const char *words)
{
  const char *found = memmem (bytes + start, length - start, words, strlen (words));

  g_assert_nonnull (found);
  return (gsize) (found - bytes);
}

/* A changed byte is refused, wherever it is, and what it is in is named. */
static void
test_run_changed (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "clock", NULL);
  g_autofree char *bytes = NULL;
  gsize length, zip, directory;

  pack (folder, "--format run --output %s", path);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  zip = find (bytes, length, 0, "PK\3\4");
  directory = find (bytes, length, zip, "PK\1\2");
  {
    const struct {
      gsize place;
      const char *words;
    } rows[] = {
      { 9, "seal is broken" },       /* the program's mark */
      { zip - 1, "seal is broken" }, /* its last byte */
      { zip + 45, "clock" },         /* the manifest */
      { find (bytes, length, zip, "app/index.html") + 40, "“app/index.html” in it is not what" },
      { find (bytes, length, zip, "extension/libpyxis") + 4000,
        "“extension/libpyxis-web-process.so” in it is not what" },
      { find (bytes, length, zip, "app/picture.png") + 2000,
        "“app/picture.png” in it is not what" },
      { directory + 12, "seal is broken" }, /* a time, which nobody reads */
      { length - 66, "clock" },             /* the seal's name */
      { length - 1, "seal is broken" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
      bytes[rows[i].place] ^= 1;
      unlink (path);
      g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
      g_assert_cmpint (g_chmod (path, 0755), ==, 0);
      expect (folder, "./clock check", 2, rows[i].words);
      bytes[rows[i].place] ^= 1;
    }
  }
}

/* What lost its end is no other program than it was. */
static void
test_run_cut (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "clock", NULL);
  g_autofree char *bytes = NULL;
  gsize length, zip;

  pack (folder, "--format run --output %s", path);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  zip = find (bytes, length, 0, "PK\3\4");
  for (guint i = 1; i <= 4; i++) {
    g_assert_cmpint (truncate (path, (off_t) (zip + (length - zip) * (4 - i) / 4)), ==, 0);
    expect (folder, "./clock check", 2, "“");
  }
}

static void
test_run_without_place (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_auto (ProgramResult) result = { 0 };

  pack (folder, "--format run --output %s/clock", folder);
  result = run_in (folder, "./clock check", "/proc");
  g_assert_cmpint (result.status, ==, 4);
  g_assert_nonnull (strstr (result.err, "needs a folder in “/proc”"));
}

static void
test_dir (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *made = g_build_filename (folder, "clock", NULL);
  g_autofree char *moved = g_build_filename (folder, "a new place", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);

  pack (folder, "--format dir --output %s", made);
  g_assert_cmpint (rename (made, moved), ==, 0);
  expect (folder, "'a new place/bin/" ID "' check " EXPECT, 0, "");

  /* As a user puts it on the path. */
  g_assert_cmpint (symlink ("a new place/bin/" ID, link), ==, 0);
  expect (folder, "./link check " EXPECT, 0, "");
}

/* Without what guards its pages an app shows none. */
static void
test_dir_unguarded (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *extension =
    g_build_filename (folder, "clock/lib/" ID "/libpyxis-web-process.so", NULL);

  pack (folder, "--format dir --output %s/clock", folder);
  g_assert_true (g_file_set_contents (extension, "no library", -1, NULL));
  expect (folder, "clock/bin/" ID " check --until load", 1, "guards its pages did not start");
}

static void
test_dir_shared (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *with = on_path ("clock/bin/" ID " check " EXPECT, TRUE);
  g_autofree char *without = on_path ("clock/bin/" ID " check " EXPECT, FALSE);
  g_autofree char *own = g_build_filename (folder, "clock/lib", NULL);

  pack (folder, "--format dir --runtime shared --output %s/clock", folder);
  g_assert_false (g_file_test (own, G_FILE_TEST_EXISTS));
  expect (folder, with, 0, "");
  expect (folder, without, 4, ID ": Pyxis is not installed; install it");
}

/* (transfer full): paths, modes and hashes of all below "clock". */
static char *
list (const TemporaryFolder *folder)
{
  g_auto (ProgramResult) result = run_in (
    folder,
    "sh -c 'find clock -printf \"%m %p\\n\" | sort; find clock -type f | sort | xargs sha256sum'",
    NULL);

  g_assert_cmpint (result.status, ==, 0);
  return g_strdup (result.out);
}

/* At another place, in another zone and under another umask. A program
 * is for those whom the umask lets read it. */
static void
test_same (void)
{
  static const char *const names[] = { "run", "dir" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (TemporaryFolder) one = temporary_folder_new ();
    g_autoptr (TemporaryFolder) other = temporary_folder_new ();
    g_autofree char *first = NULL, *second = NULL;
    mode_t before = umask (0022);

    g_setenv ("TZ", "Pacific/Kiritimati", TRUE);
    pack (one, "--format %s --output %s/clock", names[i], one);
    umask (i == 0 ? 0022 : 0077);
    g_setenv ("TZ", "America/Adak", TRUE);
    pack (other, "--format %s --output %s/clock", names[i], other);
    g_unsetenv ("TZ");
    umask (before);

    first = list (one);
    second = list (other);
    g_assert_nonnull (strstr (first, "755 clock"));
    g_assert_cmpstr (first, ==, second);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/run", test_run);
  g_test_add_func ("/formats/run-known", test_run_known);
  g_test_add_func ("/formats/run-signed", test_run_signed);
  g_test_add_func ("/formats/run-shared", test_run_shared);
  g_test_add_func ("/formats/run-shared-clicked", test_run_shared_clicked);
  g_test_add_func ("/formats/run-changed", test_run_changed);
  g_test_add_func ("/formats/run-cut", test_run_cut);
  g_test_add_func ("/formats/run-without-place", test_run_without_place);
  g_test_add_func ("/formats/dir", test_dir);
  g_test_add_func ("/formats/dir-unguarded", test_dir_unguarded);
  g_test_add_func ("/formats/dir-shared", test_dir_shared);
  g_test_add_func ("/formats/same", test_same);
  return g_test_run ();
}
