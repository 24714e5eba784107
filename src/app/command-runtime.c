/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include "runtimes.h"

static int
list (PyxisRuntimes *runtimes)
{
  GPtrArray *all = pyxis_runtimes_get_all (runtimes);

  if (all->len == 0)
    return pyxis_command_fail (PYXIS_STATUS_ENVIRONMENT,
                               "No runtime is installed. Add one: pyxis runtime add PACKAGE (an "
                               "npm package of pyodide, @pyscript/core or MicroPython).");

  for (guint i = 0; i < all->len; i++) {
    const PyxisRuntime *runtime = all->pdata[i];

    g_print ("%-12s %-12s %s\n", runtime->name, runtime->version, runtime->path);
  }
  return PYXIS_STATUS_DONE;
}

static int
add (PyxisRuntimes *runtimes, const char *package)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *added = pyxis_runtimes_add (runtimes, package, &error);

  if (!added)
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);
  g_print ("%s\n", added);
  return PYXIS_STATUS_DONE;
}

static int
remove_version (PyxisRuntimes *runtimes, const char *name, const char *version)
{
  g_autoptr (GError) error = NULL;

  if (!pyxis_runtimes_remove (runtimes, name, version, &error))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);
  return PYXIS_STATUS_DONE;
}

int
pyxis_command_runtime (int argc, char **argv)
{
  g_autoptr (PyxisRuntimes) runtimes = NULL;

  if (!pyxis_command_parse (pyxis_command_lookup ("runtime"), NULL, &argc, &argv, 1, 3))
    return PYXIS_STATUS_USAGE;

  runtimes = pyxis_runtimes_new_installed ();
  if (g_str_equal (argv[1], "list") && argc == 2)
    return list (runtimes);
  if (g_str_equal (argv[1], "add") && argc == 3)
    return add (runtimes, argv[2]);
  if (g_str_equal (argv[1], "remove") && argc == 4)
    return remove_version (runtimes, argv[2], argv[3]);
  return pyxis_command_fail (PYXIS_STATUS_USAGE,
                             "Use: pyxis runtime list | add PACKAGE | remove NAME VERSION");
}
