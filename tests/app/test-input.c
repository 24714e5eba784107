/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/stat.h>

#include "program.h"
#include "temporary-folder.h"
#include "zip-writer.h"

/* Projects of every shape that a user may have, run by the real program. `%s` is the folder with what
 * make () puts there; `out` and `err` are globs. */
static const struct {
  const char *name;
  const char *command;
  int status;
  const char *out;
  const char *err;
} cases[] = {
  { "many-files", "check %s/many --expect 'window.answer === 42'", 0, "", "" },
  { "many-files-missing",
    "check %s/many --expect \"fetch ('none').then ((r) => r.status === 404)\"", 0, "", "" },
  { "names", "check %s/names --expect 'window.answer === 42'", 0, "", "" },
  { "missing-frame", "check %s/frame --page other.html --expect 'window.over'", 0, "", "" },
  { "html", "check %s/lone/page.html --expect 'window.answer === 42'", 0, "", "" },
  { "py", "check %s/lone/lone.py --events -", 0, "*\"kind\":\"stdout\"*hello from lone*", "" },
  { "main-py", "check %s/main --events -", 0, "*\"kind\":\"stdout\"*hello from main*", "" },
  { "main-py-bare", "check %s/bare --events -", 0, "*\"kind\":\"stdout\"*hello from bare*", "" },
  { "zip", "check %s/project.zip --expect 'window.answer === 42'", 0, "", "" },
  { "zip-cut", "check %s/cut.zip", 2, "", "pyxis: *cut.zip*" },
};

static TemporaryFolder *home;

#define PAGE "<!doctype html><script>window.answer = 42;</script>"
#define FRAME                                                                                      \
  "<!doctype html><script>(async () => { const frame = document.createElement ('iframe');"         \
  "const shown = () => new Promise ((r) => { frame.onload = r; });"                                \
  "frame.src = 'none.html'; document.documentElement.append (frame); await shown ();"              \
  "window.over = /Not found/.test (frame.contentDocument.body.textContent); }) ();</script>"

static void
write_text (const char *name, const char *text)
{
  g_free (temporary_folder_write (home, name, text, -1));
}

static void
make_many (void)
{
  g_autofree char *folder = g_build_filename (home, "many", NULL);

  write_text ("many/index.html", PAGE);
  for (int i = 0; i < 100000; i++) {
    g_autofree char *path = g_strdup_printf ("%s/file-%d", folder, i);

    close (open (path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
  }
}

static void
make_zip (void)
{
  static const char code[] = "window.answer = 42;";
  const ZipMember members[] = {
    { "index.html", "<!doctype html><script src='a/code.js'></script>", -1, NULL },
    { "a/code.js", code, -1, NULL },
  };
  g_autoptr (GByteArray) zip = zip_writer_make (members, G_N_ELEMENTS (members), "");

  g_free (temporary_folder_write (home, "project.zip", zip->data, zip->len));
  g_free (temporary_folder_write (home, "cut.zip", zip->data, zip->len - 30));
}

static void
make (void)
{
  make_many ();
  write_text ("names/index.html", PAGE);
  write_text ("names/\xff\xfe.txt", "x");
  write_text ("names/new\nline.txt", "x");
  write_text ("frame/other.html", FRAME);
  write_text ("lone/page.html", PAGE);
  write_text ("lone/lone.py", "print ('hello from', 'lone')\n");
  write_text ("main/main.py", "print ('hello from', 'main')\n");
  write_text ("main/pyscript.toml", "name = \"Main\"\ninterpreter = \"micropython\"\n");
  write_text ("bare/main.py", "print ('hello from', 'bare')\n");
  make_zip ();
}

static void
test_case (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_auto (GStrv) parts = g_strsplit (cases[i].command, "%s", -1);
  g_autofree char *command = g_strjoinv (home, parts);
  g_auto (ProgramResult) result = program_run (home, command);

  g_assert_true (g_pattern_match_simple (cases[i].err, result.err));
  g_assert_cmpint (result.status, ==, cases[i].status);
  g_assert_true (g_pattern_match_simple (cases[i].out, result.out));
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  home = temporary_folder_new ();
  make ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/input/", cases[i].name, NULL);

    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_case);
  }
  status = g_test_run ();
  temporary_folder_free (home);
  return status;
}
