/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/stat.h>

#include "program.h"
#include "temporary-folder.h"

/* The command line is a contract: status, and one sentence where it is not 0. `%s` is a folder with
 * the files that make () puts there. */
static const struct {
  const char *command;
  int status;
  const char *out; /* glob, or NULL */
  const char *err;
} cases[] = {
  { "--version", 0, "Pyxis *WebKitGTK *", "" },
  { "--help", 0, "*TARGET*check*serve*doctor*", "" },
  { "check --help", 0, "*--until*", "" },
  { "runtime list", 0, "*micropython*pyodide*pyscript*", "" },
  { "check", 2, "", "pyxis: Something is missing*" },
  { "check a b", 2, "", "pyxis: Too many words*" },
  { "check --no-such-option a", 2, "", "pyxis: *--no-such-option*" },
  { "check --timeout 0 %s/good", 2, "", "pyxis: --timeout*" },
  { "check --timeout nan %s/good", 2, "", "pyxis: *" },
  { "check --network maybe %s/good", 2, "", "pyxis: --network*" },
  { "check --transport pigeon %s/good", 2, "", "pyxis: --transport*" },
  { "check --har - --trace - %s/good", 2, "", "pyxis: Only one of --events, --har and --trace*" },
  { "check --put a %s/good", 2, "", "pyxis: --put is LOCAL=/vfs/PATH, not “a”.*" },
  { "check --put =/vfs/a %s/good", 2, "", "pyxis: --put is LOCAL=/vfs/PATH*" },
  { "check --put a=/vfs/ %s/good", 2, "", "pyxis: --put is LOCAL=/vfs/PATH*" },
  { "check --put /missing=/vfs/a %s/good", 2, "", "pyxis: --put cannot read a file: *missing*" },
  { "check --put /=/vfs/a %s/good", 2, "", "pyxis: --put cannot read a file: *" },
  { "check --put /etc/hostname=/vfs/../a %s/good", 2, "", "pyxis: --put cannot write*" },
  { "check --get a=/vfs/a %s/good", 2, "", "pyxis: --get is /vfs/PATH=LOCAL, not “a=/vfs/a”.*" },
  { "check --get /vfs/a %s/good", 2, "", "pyxis: --get is /vfs/PATH=LOCAL*" },
  { "check --get /vfs/=a %s/good", 2, "", "pyxis: --get is /vfs/PATH=LOCAL*" },
  { "check --interpreter-snapshot maybe %s/good", 2, "",
    "pyxis: --interpreter-snapshot is on or off, not*" },
  { "check --page none.html %s/good", 2, "", "pyxis: *none.html*" },
  { "check --events %s/none/events %s/good", 2, "", "pyxis: *none/events*" },
  { "check --har %s/none/har %s/good", 2, "", "pyxis: *none/har*" },
  { "check --trace %s/good %s/good", 2, "", "pyxis: *good*Is a directory*" },
  { "check %s/missing", 2, "", "pyxis: *missing*" },
  { "check %s/empty", 2, "", "pyxis: *empty*" },
  { "check %s/pages", 2, "", "pyxis: *a.html*b.html*" },
  { "check %s/broken-toml", 2, "", "pyxis: *pyscript.toml*line 2*" },
  { "check %s/broken-json", 2, "", "pyxis: *pyscript.json*line 2*" },
  { "check %s/binary", 2, "", "pyxis: *index.html*" },
  { "check %s/cut.zip", 2, "", "pyxis: *cut.zip*" },
  { "check %s/pipe", 2, "", "pyxis: *pipe*" },
  { "check /dev/null", 2, "", "pyxis: *null*" },
  { "check %s/picture.png", 2, "", "pyxis: *picture.png*" },
  { "serve %s/missing", 2, "", "pyxis: *missing*" },
  { "serve --port 70000 %s/good", 2, "", "pyxis: --port*" },
  { "%s/missing", 2, "", "pyxis: *missing*" },
  { "--interpreter-snapshot maybe %s/good", 2, "",
    "pyxis: --interpreter-snapshot is on or off, not “maybe”.*" },
  { "--interpreter-snapshot off %s/missing", 2, "", "pyxis: *missing*" },
  { "runtime", 2, "", "pyxis: *" },
  { "runtime add", 2, "", "pyxis: *" },
  { "runtime add %s/good", 2, "", "pyxis: *" },
  { "runtime remove pyodide 1.2.3", 2, "", "pyxis: *" },
  { "runtime remove ../.. 1", 2, "", "pyxis: *" },
  { "pack", 2, "", "pyxis: Something is missing*" },
  { "pack a b", 2, "", "pyxis: Too many words*" },
  { "pack --format tarball %s/good", 2, "", "pyxis: --format is one of bundle*, not “tarball”.*" },
  { "pack --runtime both %s/good", 2, "", "pyxis: --runtime is embed or shared, not “both”.*" },
  { "pack --new-key %s/key %s/good", 2, "", "pyxis: --new-key stands alone*" },
  { "pack --new-key %s/none/key", 2, "", "pyxis: The key “*none/key” cannot be made*" },
  { "pack --new-key %s/key", 0, "public key *=\n", "pyxis: Keep the file*" },
  { "pack --new-key %s/key", 2, "", "pyxis: *is there already*" },
  { "pack --sign %s/none %s/good", 2, "", "pyxis: The key “*none” cannot be read*" },
  { "pack --sign %s/picture.png %s/good", 2, "", "pyxis: *picture.png” is no key of Pyxis*" },
  { "pack %s/missing", 2, "", "pyxis: *missing*" },
  { "pack %s/empty", 2, "", "pyxis: *empty*nothing to run*" },
  { "pack %s/picture.png", 2, "", "pyxis: *picture.png” is no folder*" },
  { "pack %s/broken-toml", 2, "", "pyxis: *pyscript.toml*line 2*" },
  { "pack %s/wrong-id", 2, "", "pyxis: pyscript.toml: “id” cannot be \"clock\"; it is*" },
  { "pack %s/no-picture", 2, "", "pyxis: The icon “icon.png” is no PNG picture*" },
  { "pack %s/linked", 2, "", "pyxis: “out” is a link*" },
  { "pack --output /dev/full %s/whole", 2, "", "pyxis: “/dev/full” is there and no file*" },
  { "pack --output %s/none/a.pyxis %s/whole", 2, "", "pyxis: Cannot create *none/a.pyxis*" },
  { "pack --format deb --output %s/a.run %s/whole", 2, "",
    "pyxis: *a.run” is the name of a run, and --format is deb; change one of them.*" },
  { "pack --format dir --output %s/a.deb %s/whole", 2, "", "pyxis: *a.deb” is the name of a deb*" },
  { "pack --output %s/out.deb --runtime shared --sign %s/key %s/whole", 0,
    "*out.deb: Clock 1.2.0, *, signed\ninstall it: sudo apt install /*/out.deb\n",
    "*maintainer is “Ada <nobody@example.org>”*" },
  { "pack --output %s/empty --runtime shared --format run %s/whole", 0,
    "*/empty/whole.run: Clock 1.2.0, *B\n", "*" },
  { "pack --runtime shared --output %s/empty %s/whole", 0, "*/empty/whole.pyxis: Clock 1.2.0, *",
    "*" },
  { "pack --output %s/new/ %s/whole", 2, "", "pyxis: *new/” is no folder; make it first.*" },
  { "pack %s/with-key", 2, "", "pyxis: “key” is a secret key*move it out*" },
  { "pack --output %s/whole.pyxis --sign %s/key %s/whole", 0,
    "*whole.pyxis: Clock 1.2.0, *, signed*", "pyxis: pyscript.toml: there is no “icon”*" },
  { "verify %s/whole.pyxis", 0,
    "Clock 1.2.0 (org.example.Clock) by Ada\nintact*right, of the key*hosts*none*app/index.html*",
    "" },
  { "verify %s/whole.pyxis --against %s/whole", 0, "*the same bytes as the folder gives*", "" },
  { "verify %s/whole.pyxis --against %s/good", 2, "*", "pyxis: “app/*” is*" },
  { "verify", 2, "", "pyxis: Something is missing*" },
  { "verify %s/missing", 2, "", "pyxis: *missing*cannot be opened*" },
  { "verify %s/cut.zip", 2, "", "pyxis: *cut.zip*damaged*" },
  { "verify %s/good", 2, "", "pyxis: *good*is a folder, and no app*" },
  { "verify %s/picture.png", 2, "", "pyxis: *picture.png*is no packed app*" },
  { "verify %s/out.deb", 0, "the app in this Debian package; *\nClock 1.2.0 (*right, of the key*",
    "" },
  { "verify %s/out.deb --against %s/whole", 0, "*the same bytes as the folder gives*", "" },
  { "app %s/whole.pyxis --help", 0, "Clock 1.2.0\nTells the time\n*pyxis app *whole.pyxis check*",
    "" },
  { "app %s/whole.pyxis --version", 0, "Clock 1.2.0\n", "" },
  { "app %s/whole.pyxis check --help", 0, "Usage:\n  pyxis app */whole.pyxis check [OPTION*]\n*",
    "" },
  { "app %s/whole.pyxis check --none", 2, "",
    "pyxis: Unknown option --none. See `pyxis app */whole.pyxis check --help`.\n" },
  { "app %s/whole.pyxis check x", 2, "",
    "pyxis: Too many words; it is `pyxis app */whole.pyxis check`. See *\n" },
  { "app %s/whole.pyxis --none", 2, "", "pyxis: “--none” is no option*" },
  { "app", 2, "", "pyxis: Something is missing*" },
  { "check %s/cut.pyxis", 2, "", "pyxis: *cut.pyxis*damaged*" },
  { "new --list", 2, "", "pyxis: *not part of this version*" },
};

static void
write_text (const char *folder, const char *name, const char *text)
{
  g_free (temporary_folder_write (folder, name, text, -1));
}

static void
make (const char *folder)
{
  g_autofree char *empty = g_build_filename (folder, "empty", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);

  g_assert_cmpint (g_mkdir (empty, 0700), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  write_text (folder, "good/index.html", "<!doctype html><title>Good</title>");
  write_text (folder, "pages/a.html", "<!doctype html>");
  write_text (folder, "pages/b.html", "<!doctype html>");
  write_text (folder, "broken-toml/main.py", "print (1)");
  write_text (folder, "broken-toml/pyscript.toml", "name = \"x\"\npackages = [\n");
  write_text (folder, "broken-json/main.py", "print (1)");
  write_text (folder, "broken-json/pyscript.json", "{\n  name: 1\n}");
  write_text (folder, "picture.png", "\211PNG\r\n");
  write_text (folder, "cut.zip", "PK\003\004\024");
  write_text (folder, "cut.pyxis", "PK\003\004\024");
  write_text (folder, "wrong-id/index.html", "<!doctype html>");
  write_text (folder, "wrong-id/pyscript.toml", "[pyxis]\nid = \"clock\"");
  write_text (folder, "no-picture/index.html", "<!doctype html>");
  write_text (folder, "no-picture/icon.png", "png");
  write_text (folder, "no-picture/pyscript.toml", "[pyxis]\nicon = \"icon.png\"");
  write_text (folder, "with-key/index.html", "<!doctype html>");
  write_text (folder, "with-key/key", "pyxis-secret-key:");
  write_text (folder, "linked/index.html", "<!doctype html>");
  temporary_folder_link (folder, "linked/out", "/etc/passwd");
  write_text (folder, "whole/index.html", "<!doctype html><title>Clock</title>");
  write_text (folder, "whole/pyscript.toml",
              "name = \"Clock\"\nversion = \"1.2.0\"\ndescription = \"Tells the time\"\n"
              "author_name = \"Ada\"\n[pyxis]\nid = \"org.example.Clock\"\nlicence = \"MIT\"\n"
              "categories = [\"Utility\"]\n");
  g_free (temporary_folder_write (folder, "binary/index.html", "\0\1\2\3", 4));
}

static char *
put_folder (const char *command, const char *folder)
{
  g_auto (GStrv) parts = g_strsplit (command, "%s", -1);

  return g_strjoinv (folder, parts);
}

/* A failure is one line. */
static gboolean
is_as_promised (gsize i, const ProgramResult *result)
{
  const char *newline = strchr (result->err, '\n');

  if (result->status != 0 && (!newline || newline[1] != '\0'))
    return FALSE;
  return result->status == cases[i].status && g_pattern_match_simple (cases[i].out, result->out) &&
         g_pattern_match_simple (cases[i].err, result->err);
}

static void
test_contract (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  gboolean is_right = TRUE;

  make (folder);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *command = put_folder (cases[i].command, folder);
    g_auto (ProgramResult) result = program_run (folder, command);

    if (is_as_promised (i, &result))
      continue;
    g_printerr ("# not as promised: pyxis %s -> %d\n%s%s", command, result.status, result.out,
                result.err);
    is_right = FALSE;
  }
  g_assert_true (is_right);
}

/* All wrong values are told at once, a line each. */
static void
test_wrong_values (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *command = g_strdup_printf ("pack %s/odd --output %s/odd.pyxis", folder, folder);
  g_auto (ProgramResult) result = { 0 };

  write_text (folder, "odd/index.html", "<!doctype html>");
  write_text (folder, "odd/pyscript.toml", "version = \"x\"\n[pyxis]\nid = \"x\"\nicon = \"x\"");
  result = program_run (folder, command);
  g_assert_cmpint (result.status, ==, 2);
  g_assert_true (g_pattern_match_simple ("pyxis: pyscript.toml: “version” cannot be *\n"
                                         "pyxis: pyscript.toml: “id” cannot be *\n"
                                         "pyxis: pyscript.toml: “icon” cannot be *.\n",
                                         result.err));
}

/* Each key of the table that an error lists is in the manual, as a term of its own. */
static void
test_manual (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (g_getenv ("PYXIS_EXAMPLES"), "..", "pyxis.1", NULL);
  g_autofree char *command = g_strdup_printf ("pack %s/odd --output %s/odd.pyxis", folder, folder);
  g_autofree char *manual = NULL;
  g_auto (GStrv) keys = NULL;
  g_auto (ProgramResult) result = { 0 };

  g_assert_true (g_file_get_contents (path, &manual, NULL, NULL));
  write_text (folder, "odd/index.html", "<!doctype html>");
  write_text (folder, "odd/pyscript.toml", "[pyxis]\nzzzzzzzzzz = 1");
  result = program_run (folder, command);
  g_assert_nonnull (strstr (result.err, "there are "));
  *strchr (strstr (result.err, "there are "), '.') = '\0';
  keys = g_strsplit (strstr (result.err, "there are ") + strlen ("there are "), ", ", -1);
  g_assert_cmpuint (g_strv_length (keys), >, 10);
  for (gsize i = 0; keys[i]; i++) {
    g_auto (GStrv) parts = g_strsplit (keys[i], "-", -1);
    g_autofree char *word = g_strjoinv ("\\-", parts);
    g_autofree char *term = g_strdup_printf ("\n.TP\n.B %s\n", word);

    if (!strstr (manual, term))
      g_printerr ("# not in the manual: %s\n", keys[i]);
    g_assert_nonnull (strstr (manual, term));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command-line/contract", test_contract);
  g_test_add_func ("/command-line/manual", test_manual);
  g_test_add_func ("/command-line/wrong-values", test_wrong_values);
  return g_test_run ();
}
