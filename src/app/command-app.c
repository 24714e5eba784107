/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include <string.h>

int
pyxis_command_app (int argc, char **argv)
{
  g_autofree char **words = g_new0 (char *, (gsize) argc + 1);

  if (argc < 2)
    return pyxis_command_fail (PYXIS_STATUS_USAGE,
                               "Something is missing; it is `pyxis app BUNDLE`.");
  words[0] = argv[0];
  words[1] = argv[1];
  if (argc == 2)
    return pyxis_command_open (2, words);
  if (!g_str_equal (argv[2], "check"))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "`pyxis app BUNDLE` takes `check` or nothing.");
  for (int i = 3; i < argc; i++)
    words[i - 1] = argv[i];
  return pyxis_command_check (argc - 1, words);
}
