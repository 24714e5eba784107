/* SPDX-License-Identifier: Apache-2.0 */
#include "program.h"
#include "temporary-folder.h"

/* Files that go into a real app and come out of it. OUT and IN are files of a temporary folder. */
static const struct {
  const char *name;
  const char *options;
  gsize size; /* of IN */
  int status;
  const char *err;
  gboolean is_written; /* OUT is IN, turned around */
} cases[] = {
  { "through", "--put IN=/vfs/in/a=b.bin --get /vfs/out.bin=OUT", 100000, 0, "", TRUE },
  { "nothing", "--put IN=/vfs/in/a=b.bin --get /vfs/other=OUT", 3, 1,
    "pyxis: The app wrote no file “/vfs/other”*", FALSE },
  { "folder", "--put IN=/vfs/in/a=b.bin --get /vfs/in=OUT", 3, 1, "pyxis: The app wrote no file*",
    FALSE },
  { "not-given", "--get /vfs/out.bin=OUT", 3, 1, "pyxis: OSError*", FALSE },
  { "failed", "--put IN=/vfs/in/a=b.bin --get /vfs/out.bin=OUT", 1, 1,
    "pyxis: ValueError: one byte*", TRUE },
  { "unwritable", "--put IN=/vfs/in/a=b.bin --get /vfs/out.bin=OUT/below", 3, 2,
    "pyxis: --get cannot write*", FALSE },
  { "into-file", "--put IN=/vfs/in --put IN=/vfs/in/a=b.bin", 3, 2, "pyxis: --put cannot write*",
    FALSE },
};

static char *
make_bytes (gsize size)
{
  char *bytes = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (char) (i * 7);
  return bytes;
}

static void
assert_turned (const char *path, const char *bytes, gsize size)
{
  g_autofree char *written = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &written, &length, NULL));
  g_assert_cmpuint (length, ==, size);
  for (gsize i = 0; i < size; i++)
    g_assert_cmpint (written[i], ==, bytes[size - 1 - i]);
}

static void
test_case (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *bytes = make_bytes (cases[i].size);
  g_autofree char *in = temporary_folder_write (folder, "in", bytes, cases[i].size);
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  g_autoptr (GString) command = g_string_new ("check FIXTURES/files ");
  g_auto (ProgramResult) result = { 0 };

  g_string_append (command, cases[i].options);
  g_string_replace (command, "FIXTURES", g_getenv ("PYXIS_FIXTURES"), 1);
  g_string_replace (command, "IN", in, 0);
  g_string_replace (command, "OUT", out, 0);
  result = program_run (folder, command->str);
  g_test_message ("%s: %s", command->str, result.err);
  g_assert_cmpint (result.status, ==, cases[i].status);
  g_assert_true (g_pattern_match_simple (cases[i].err, result.err));
  if (cases[i].is_written)
    assert_turned (out, bytes, cases[i].size);
  else
    g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
}

/* A page's download comes into memory, and the end waits for it. */
static void
test_download (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  g_autofree char *command = g_strdup_printf ("check %s/unattended --until download --events - "
                                              "--get /vfs/downloads/evil_gpj.txt=%s",
                                              g_getenv ("PYXIS_FIXTURES"), out);
  g_auto (ProgramResult) result = program_run (folder, command);
  g_autofree char *text = NULL;

  g_test_message ("%s", result.err);
  g_assert_cmpint (result.status, ==, 0);
  g_assert_true (
    g_pattern_match_simple ("*\"state\":\"offered\"*\"state\":\"saved\"*", result.out));
  g_assert_true (g_file_get_contents (out, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "data");
}

/* One that a page gives with its last breath, and one that it does not give. */
static void
test_last_download (void)
{
  static const char page[] =
    "<!doctype html><script>addEventListener ('load', () => {"
    "  const link = document.createElement ('a'); link.download = 'last.csv';"
    "  link.href = URL.createObjectURL (new Blob (['x,y'])); link.click () })</script>";
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *index = temporary_folder_write (folder, "app/index.html", page, -1);
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  g_autofree char *given =
    g_strdup_printf ("check %s/app --until load --get /vfs/downloads/last.csv=%s", folder, out);
  g_autofree char *missing = g_strdup_printf (
    "check %s/app --until load --timeout 5 --get /vfs/downloads/other.csv=%s", folder, out);
  g_auto (ProgramResult) result = program_run (folder, given);
  g_auto (ProgramResult) refused = program_run (folder, missing);
  g_autofree char *text = NULL;

  g_assert_cmpstr (result.err, ==, "");
  g_assert_cmpint (result.status, ==, 0);
  g_assert_true (g_file_get_contents (out, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "x,y");
  g_assert_cmpint (refused.status, ==, 3);
  g_assert_nonnull (strstr (refused.err, "no download “/vfs/downloads/other.csv”, which --get"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/check-files/", cases[i].name, NULL);

    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_case);
  }
  g_test_add_func ("/check-files/download", test_download);
  g_test_add_func ("/check-files/last-download", test_last_download);
  return g_test_run ();
}
