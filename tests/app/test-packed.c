/* SPDX-License-Identifier: Apache-2.0 */
#include "../util/program.h"
#include "../util/temporary-folder.h"

/* Examples, packed by the real program and run from what it wrote. PYXIS_EXAMPLES is their folder. */

static void run (const char *home, int status, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
run (const char *home, int status, const char *format, ...)
{
  g_autofree char *command = NULL;
  g_auto (ProgramResult) result = { 0 };
  va_list arguments;

  va_start (arguments, format);
  command = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  result = program_run (home, command);
  g_assert_cmpint (result.status, ==, status);
}

static void
check_example (const char *name, const char *options)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *bundle = g_build_filename (folder, "app.pyxis", NULL);

  run (folder, 0, "pack %s --output %s %s/%s", options, bundle, g_getenv ("PYXIS_EXAMPLES"), name);
  run (folder, 0, "check %s --timeout 100 --expect 'document.title.startsWith (\"Hello\")'",
       bundle);
}

static void
test_micropython (void)
{
  check_example ("hello-micropython", "");
}

static void
test_pyodide (void)
{
  check_example ("hello-pyodide", "");
}

static void
test_shared (void)
{
  check_example ("hello-micropython", "--runtime shared");
}

/* A Python that is called for and not carried is not taken from the computer. */
static void
test_carried_only (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *bundle = g_build_filename (folder, "app.pyxis", NULL);
  static const char page[] =
    "<!doctype html><title>Late</title>"
    "<script type=\"module\" src=\"https://pyscript.net/releases/2026.7.3/core.js\"></script>"
    "<mpy-script>import js; js.document.title = 'mpy'</mpy-script>"
    "<script>fetch ('https://cdn.jsdelivr.net/' + 'pyod' + 'ide/v314.0.2/full/' + 'pyod' + "
    "'ide.mjs')"
    ".then (answer => document.body.dataset.late = answer.status,"
    " () => document.body.dataset.late = 'refused')</script>";

  g_free (temporary_folder_write (folder, "late/index.html", page, -1));
  run (folder, 0, "check %s/late --expect 'document.body.dataset.late === \"200\"'", folder);
  run (folder, 0, "pack --output %s %s/late", bundle, folder);
  run (folder, 0,
       "check %s --expect 'document.title === \"mpy\" && document.body.dataset.late && "
       "document.body.dataset.late !== \"200\"'",
       bundle);
}

/* A page that was changed in the bundle never runs. */
static void
test_changed (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *bundle = g_build_filename (folder, "app.pyxis", NULL);
  g_autofree char *bytes = NULL;
  g_auto (ProgramResult) result = { 0 };
  g_autofree char *command = g_strdup_printf ("check %s", bundle);
  gsize length;

  g_free (
    temporary_folder_write (folder, "plain/index.html", "<!doctype html><title>A</title>", -1));
  g_free (temporary_folder_write (folder, "plain/stored.png", "unchanged", -1));
  run (folder, 0, "pack --output %s %s/plain", bundle, folder);
  run (folder, 0, "check %s --until load", bundle);

  g_assert_true (g_file_get_contents (bundle, &bytes, &length, NULL));
  *(char *) memmem (bytes, length, "unchanged", 9) = 'U';
  g_assert_true (g_file_set_contents (bundle, bytes, (gssize) length, NULL));
  result = program_run (folder, command);
  g_assert_cmpint (result.status, ==, 2);
  g_assert_nonnull (strstr (result.err, "“app/stored.png” in it is not what its author packed"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packed/micropython", test_micropython);
  g_test_add_func ("/packed/pyodide", test_pyodide);
  g_test_add_func ("/packed/shared", test_shared);
  g_test_add_func ("/packed/carried-only", test_carried_only);
  g_test_add_func ("/packed/changed", test_changed);
  return g_test_run ();
}
