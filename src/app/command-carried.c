/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include "carried.h"
#include "installation.h"
#include "refusal.h"

/* Who wants `check` is no user. */
static int
fail (int argc, char **argv, const GError *error)
{
  int status = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED) ? PYXIS_STATUS_ENVIRONMENT
                                                                      : PYXIS_STATUS_USAGE;

  pyxis_command_fail (status, "%s", error->message);
  if (argc < 2 || !g_str_equal (argv[1], "check"))
    pyxis_refusal_tell_first (argv[0], error);
  return status;
}

int
pyxis_command_carried (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisCarried) carried = pyxis_carried_open (&error);
  int status;

  if (!carried)
    return fail (argc, argv, error);

  pyxis_installation_set_extension_dir (pyxis_carried_get_extension_dir (carried));
  status = pyxis_command_run_app (argv[0], pyxis_carried_get_path (carried), argc, argv);
  pyxis_installation_set_extension_dir (NULL);
  return status;
}
