/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/stat.h>

#include "program.h"
#include "temporary-folder.h"

/* The pages of fixtures/transport/, each on both transports: what a page may rely on does not depend
 * on which one serves it. A page asks for /failed/WHAT for each of its cases that failed, and for
 * /passed/N at its end. */
static const struct {
  const char *page;
  const char *expect;
  guint loads;
} pages[] = {
  { "answers.html", "window.over", 1 },
  { "scripts.html", "window.over", 1 },
  { "streams.html", "window.over", 1 },
  { "workers.html", "window.over", 1 },
  { "link.html", "location.pathname === '/dir/' && location.search === '?a=b' && inside === 42",
    2 },
};

/* One for all runs: its project is read only, and what a run keeps is gone with the run. */
static TemporaryFolder *home;

static void
write_file (const char *name, const void *data, gssize length)
{
  g_free (temporary_folder_write (home, name, data, length));
}

static void
copy_folder (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);

  for (const char *name; (name = g_dir_read_name (dir));) {
    g_autofree char *source = g_build_filename (from, name, NULL);
    g_autofree char *target = g_build_filename (to, name, NULL);
    g_autofree char *data = NULL;
    gsize length = 0;

    if (g_file_test (source, G_FILE_TEST_IS_DIR)) {
      copy_folder (source, target);
      continue;
    }
    g_assert_true (g_file_get_contents (source, &data, &length, NULL));
    write_file (target, data, (gssize) length);
  }
}

static void
make_sparse (const char *name, goffset size, goffset at, const char *text)
{
  g_autofree char *path = temporary_folder_write (home, name, "", 0);
  int fd = open (path, O_WRONLY);

  g_assert_cmpint (ftruncate (fd, size), ==, 0);
  g_assert_cmpint (pwrite (fd, text, strlen (text), at), ==, strlen (text));
  close (fd);
}

/* What no repository can hold: links, a pipe, dot files, names, sizes. */
static void
make_project (void)
{
  g_autofree char *fixture = g_build_filename (g_getenv ("PYXIS_FIXTURES"), "transport", NULL);
  g_autofree char *pipe = g_build_filename (home, "project/pipe", NULL);
  g_autofree char *secret = g_build_filename (home, "secret", NULL);
  g_autofree char *pattern = g_malloc (5000000);

  for (int i = 0; i < 5000000; i++)
    pattern[i] = (char) (i % 251);
  copy_folder (fixture, "project");
  write_file ("secret", "hidden", -1);
  write_file ("project/.env", "hidden", -1);
  write_file ("project/.git/config", "hidden", -1);
  write_file ("project/bare/x", "x", -1);
  write_file ("project/digits.txt", "0123456789", -1);
  write_file ("project/größe.txt", "groß", -1);
  write_file ("project/empty.txt", "", 0);
  write_file ("project/empty.wasm", "\0asm\1\0\0\0", 8);
  write_file ("project/pattern.bin", pattern, 5000000);
  make_sparse ("project/large.bin", 200 * 1024 * 1024, 0, "");
  make_sparse ("project/huge.bin", 5 * (goffset) 1024 * 1024 * 1024, 5000000000, "abcd");
  temporary_folder_link (home, "project/link", secret);
  temporary_folder_link (home, "project/linked", home);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
}

static gboolean
has_failed_case (const char *events)
{
  g_auto (GStrv) lines = g_strsplit (events, "\n", -1);
  gboolean has_any = FALSE;

  for (guint i = 0; lines[i]; i++) {
    const char *at = strstr (lines[i], "/failed/");
    g_autofree char *what = at ? g_uri_unescape_segment (at, strchr (at, '"'), NULL) : NULL;

    if (!at)
      continue;
    g_printerr ("# %s\n", what ? what : at);
    has_any = TRUE;
  }
  return has_any;
}

/* How often a load is told to have ended. */
static guint
count_finished (const char *events)
{
  guint n = 0;

  for (const char *at = events; (at = strstr (at, "\"state\":\"finished\"")); at++)
    n++;
  return n;
}

static void
check_page (gsize i, const char *transport)
{
  g_autofree char *command =
    g_strdup_printf ("check %s/project --page %s --transport %s --until load --timeout 90 --events "
                     "- --expect \"%s\"",
                     home, pages[i].page, transport, pages[i].expect);
  g_auto (ProgramResult) result = program_run (home, command);

  g_assert_false (has_failed_case (result.out));
  g_assert_cmpuint (count_finished (result.out), ==, pages[i].loads);
  g_assert_null (strstr (result.out, "token="));
  g_assert_cmpstr (result.err, ==, "");
  g_assert_cmpint (result.status, ==, 0);
}

static void
test_scheme (gconstpointer index)
{
  check_page (GPOINTER_TO_SIZE (index), "scheme");
}

static void
test_loopback (gconstpointer index)
{
  check_page (GPOINTER_TO_SIZE (index), "loopback");
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  home = temporary_folder_new ();
  make_project ();
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_autofree char *scheme = g_strconcat ("/transport/scheme/", pages[i].page, NULL);
    g_autofree char *loopback = g_strconcat ("/transport/loopback/", pages[i].page, NULL);

    g_test_add_data_func (scheme, GSIZE_TO_POINTER (i), test_scheme);
    g_test_add_data_func (loopback, GSIZE_TO_POINTER (i), test_loopback);
  }
  status = g_test_run ();
  temporary_folder_free (home);
  return status;
}
