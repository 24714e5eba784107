/* SPDX-License-Identifier: Apache-2.0 */
#include "needs.h"

#include <string.h>

#include "installation.h"
#include "temporary-folder.h"

#define CORE "<script type=module src=https://pyscript.net/releases/2026.7.3/core.js></script>"

static PyxisRuntimes *
installed (void)
{
  g_auto (GStrv) roots = pyxis_installation_dup_runtime_roots ();

  return pyxis_runtimes_new ((const char *const *) roots);
}

static PyxisNeeds *
find (const TemporaryFolder *folder, PyxisRuntimes *runtimes, GError **error)
{
  g_autoptr (PyxisProject) project = pyxis_project_load (folder, error);
  g_autoptr (PyxisInventory) inventory = pyxis_inventory_new (folder, NULL, error);

  g_assert_nonnull (project);
  g_assert_nonnull (inventory);
  return pyxis_needs_find (project, inventory, runtimes, error);
}

static char *
join (const PyxisNeeds *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->runtimes->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            ((const PyxisRuntime *) self->runtimes->pdata[i])->name);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
test_found (void)
{
  static const struct {
    const char *page; /* NULL: no page, only main.py */
    const char *name;
    const char *text;
    const char *needs;
  } rows[] = {
    { "<p>No Python", NULL, NULL, "" },
    { CORE, NULL, NULL, "micropython pyodide pyscript" },
    { CORE "<script type=\"mpy\">", NULL, NULL, "micropython pyscript" },
    { CORE "<script type='mpy'>", NULL, NULL, "micropython pyscript" },
    { CORE "<script type=mpy>", NULL, NULL, "micropython pyscript" },
    { CORE "<mpy-script>", NULL, NULL, "micropython pyscript" },
    { CORE "<script type=\"mpy-editor\">", NULL, NULL, "micropython pyscript" },
    { CORE "<script type=\"py\">", NULL, NULL, "pyodide pyscript" },
    { CORE "<script type=py >", NULL, NULL, "pyodide pyscript" },
    { CORE "<py-script>", NULL, NULL, "pyodide pyscript" },
    { CORE "<script type=\"py-game\">", NULL, NULL, "pyodide pyscript" },
    { CORE "<script type=\"py-editor\">", NULL, NULL, "pyodide pyscript" },
    { CORE "<script type=\"mpy\"><script type=\"py\">", NULL, NULL,
      "micropython pyodide pyscript" },
    { CORE "<script type=\"mpy\">", "app.js", "donkey ({ type: 'py' })",
      "micropython pyodide pyscript" },
    { CORE "<script type=\"mpy\">", "main.py", "PyWorker ('w.py', type='pyodide')",
      "micropython pyodide pyscript" },
    { CORE "<script type=\"mpy\">", "main.py", "# happy, copy, not pyodide here",
      "micropython pyscript" },
    { CORE "<py-script>", "app.js", "addEventListener ('mpy:ready')", "pyodide pyscript" },
    { CORE "<script type=\"mpy\">", "notes.txt", "pyodide", "micropython pyscript" },
    { "<p>", "sub/other.html", CORE "<mpy-script>", "micropython pyscript" },
    { "<script src='https://cdn.jsdelivr.net/npm/@pyscript/core'></script><mpy-script>", NULL, NULL,
      "micropython pyscript" },
    { NULL, "main.py", "print (1)", "pyodide pyscript" },
  };
  g_autoptr (PyxisRuntimes) runtimes = installed ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autoptr (PyxisNeeds) self = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *names = NULL;

    if (rows[i].page)
      g_free (temporary_folder_write (folder, "index.html", rows[i].page, -1));
    if (rows[i].name)
      g_free (temporary_folder_write (folder, rows[i].name, rows[i].text, -1));
    self = find (folder, runtimes, &error);
    g_assert_no_error (error);
    names = join (self);
    if (!g_str_equal (names, rows[i].needs))
      g_error ("row %" G_GSIZE_FORMAT ": %s, not %s", i, names, rows[i].needs);
  }
}

static void
test_variants (void)
{
  g_autoptr (PyxisRuntimes) runtimes = installed ();
  const PyxisRuntime *runtime = pyxis_runtimes_nearest (runtimes, "micropython", NULL);
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisNeeds) plain = NULL, ulab = NULL;

  g_free (temporary_folder_write (folder, "index.html", CORE "<mpy-script>", -1));
  plain = find (folder, runtimes, NULL);
  g_free (temporary_folder_write (folder, "pyscript.toml", "packages = [\"ulab\"]", -1));
  ulab = find (folder, runtimes, NULL);

  g_assert_true (pyxis_needs_file (plain, runtime, "micropython.wasm"));
  g_assert_false (pyxis_needs_file (plain, runtime, "micropython-ulab.wasm"));
  g_assert_true (pyxis_needs_file (ulab, runtime, "micropython-ulab.wasm"));
  g_assert_false (pyxis_needs_file (ulab, runtime, "micropython-settrace-ulab.wasm"));
}

static void
test_missing (void)
{
  g_autoptr (PyxisRuntimes) runtimes = pyxis_runtimes_new ((const char *const[]){ NULL });
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GError) error = NULL;

  g_free (temporary_folder_write (folder, "index.html", CORE "<mpy-script>", -1));
  g_assert_null (find (folder, runtimes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "micropython, which is not on this computer"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/needs/found", test_found);
  g_test_add_func ("/needs/variants", test_variants);
  g_test_add_func ("/needs/missing", test_missing);
  return g_test_run ();
}
