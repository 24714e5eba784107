/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include "installation.h"
#include "pack-format.h"
#include "pins.h"
#include "rebuild.h"
#include "report.h"

static gboolean
compare (PyxisBundle *bundle, const char *path, const char *folder, GError **error)
{
  g_auto (GStrv) roots = pyxis_installation_dup_runtime_roots ();
  g_autoptr (PyxisRuntimes) runtimes = pyxis_runtimes_new ((const char *const *) roots);

  return pyxis_rebuild_compare (bundle, path, folder, runtimes, error);
}

/* What ends as a package does: it is none of the files that open. */
static gboolean
is_package (const char *path)
{
  const PyxisPackFormat *format;

  for (guint i = 0; (format = pyxis_pack_format_get (i)); i++)
    if (format->run == PYXIS_PACK_RUN_NONE && g_str_has_suffix (path, format->ending))
      return TRUE;
  return FALSE;
}

/* A package has the bundle in it, uncompressed or not: what is wrong with the file as a bundle says nothing of it. */
static int
refuse (const char *path, const GError *error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (is_package (path) && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return pyxis_command_fail (
      PYXIS_STATUS_USAGE,
      "“%s” is a package, which whoever installs it checks: verify what it installs as "
      "share/ID/ID.pyxis, with the app's id.",
      shown);
  return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);
}

int
pyxis_command_verify (int argc, char **argv)
{
  g_autofree char *against = NULL;
  const GOptionEntry entries[] = {
    { "against", 0, 0, G_OPTION_ARG_FILENAME, &against,
      "Pack this folder again and compare, byte by byte", "FOLDER" },
    { NULL },
  };
  g_autoptr (PyxisBundle) bundle = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *report = NULL;

  if (!pyxis_command_parse (pyxis_command_lookup ("verify"), entries, &argc, &argv, 1, 1))
    return PYXIS_STATUS_USAGE;

  bundle = pyxis_bundle_open (argv[1], &error);
  if (!bundle || !pyxis_bundle_check (bundle, &error))
    return refuse (argv[1], error);

  report = pyxis_report_new (bundle);
  g_print ("%s", report);
  if (!pyxis_pins_check (bundle, &error))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);
  if (against && !compare (bundle, argv[1], against, &error))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);
  if (against)
    g_print ("the same bytes as the folder gives\n");
  return PYXIS_STATUS_DONE;
}
