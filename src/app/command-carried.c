/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include "carried.h"
#include "installation.h"

int
pyxis_command_carried (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisCarried) carried = pyxis_carried_open (&error);
  g_autofree char **words = g_new0 (char *, (gsize) argc + 2);
  int status;

  if (!carried)
    return pyxis_command_fail (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED)
                                 ? PYXIS_STATUS_ENVIRONMENT
                                 : PYXIS_STATUS_USAGE,
                               "%s", error->message);

  words[0] = (char *) "app";
  words[1] = (char *) pyxis_carried_get_path (carried);
  for (int i = 1; i < argc; i++)
    words[i + 1] = argv[i];
  pyxis_installation_set_extension_dir (pyxis_carried_get_extension_dir (carried));
  status = pyxis_command_app (argc + 1, words);
  pyxis_installation_set_extension_dir (NULL);
  return status;
}
