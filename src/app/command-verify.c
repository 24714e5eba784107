/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include "installation.h"
#include "packed-file.h"
#include "pins.h"
#include "rebuild.h"
#include "report.h"

static gboolean
compare (const PyxisPackedFile *packed, const char *folder, GError **error)
{
  g_auto (GStrv) roots = pyxis_installation_dup_runtime_roots ();
  g_autoptr (PyxisRuntimes) runtimes = pyxis_runtimes_new ((const char *const *) roots);

  return pyxis_rebuild_compare (packed->bundle, packed->path, folder, runtimes, error);
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
  g_auto (PyxisPackedFile) packed = { .fd = -1 };
  g_autoptr (GError) error = NULL;
  g_autofree char *report = NULL;

  if (!pyxis_command_parse (pyxis_command_lookup ("verify"), entries, &argc, &argv, 1, 1))
    return PYXIS_STATUS_USAGE;

  if (!pyxis_packed_file_open (&packed, argv[1], &error) ||
      !pyxis_bundle_check (packed.bundle, &error))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);

  report = pyxis_report_new (packed.bundle);
  if (packed.kind)
    g_print ("the app in this %s; what else is in the %s is not verified\n", packed.kind,
             packed.kind);
  g_print ("%s", report);
  if (!pyxis_pins_check (packed.bundle, &error))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);
  if (against && !compare (&packed, against, &error))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);
  if (against)
    g_print ("the same bytes as the folder gives\n");
  return PYXIS_STATUS_DONE;
}
