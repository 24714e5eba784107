/* SPDX-License-Identifier: Apache-2.0 */
#include "packed-help.h"

void
pyxis_packed_help_print_version (const PyxisPackedApp *app)
{
  g_print ("%s %s\n", pyxis_packed_app_get_name (app), app->description->version);
}

void
pyxis_packed_help_print (const PyxisPackedApp *app, const char *program)
{
  const char *summary = pyxis_packed_app_get_summary (app);

  pyxis_packed_help_print_version (app);
  if (summary && *summary)
    g_print ("%s\n", summary);
  g_print ("\n"
           "Usage:\n"
           "  %s [FILE...]\n"
           "      open the app, with files for it\n"
           "  %s check [OPTION...]\n"
           "      run it without a user and say whether it works; check --help tells the options\n"
           "  %s --version | --help\n"
           "\n"
           "Exit status: 0 done, 1 the app failed, 2 wrong usage or bad input, 3 time-out,\n"
           "4 the environment lacks something.\n",
           program, program, program);
}
