/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

int
main (int argc, char **argv)
{
  return pyxis_command_main (argc, argv);
}
