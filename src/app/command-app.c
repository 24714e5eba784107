/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include "desktop-start.h"
#include "packed-application.h"
#include "pins.h"

#define FILES_MAX 1000

/* (transfer full): the words of the start, files as absolute paths: GApplication would take "a:b" for an
 * address. */
static char **
make_words (int argc, char **argv)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  g_strv_builder_add (words, argv[0]);
  for (int i = 2; i < argc; i++) {
    g_autofree char *path = g_str_has_prefix (argv[i], "file://")
                              ? g_filename_from_uri (argv[i], NULL, NULL)
                              : g_canonicalize_filename (argv[i], NULL);

    if (path)
      g_strv_builder_add (words, path);
  }
  return g_strv_builder_end (words);
}

static int
run (PyxisPackedApp *app, int argc, char **argv)
{
  g_autoptr (PyxisPackedApplication) application = pyxis_packed_application_new (app);
  g_auto (GStrv) words = make_words (argc, argv);

  return pyxis_desktop_start_run (G_APPLICATION (application), (int) g_strv_length (words), words);
}

/* `pyxis app BUNDLE [FILE...]`: what the launchers of packed apps run. */
int
pyxis_command_app (int argc, char **argv)
{
  g_autoptr (PyxisPackedApp) app = NULL;
  g_autoptr (GError) error = NULL;

  if (argc > 2 && g_str_equal (argv[2], "check"))
    return pyxis_command_check_app (argv[1], argc - 2, argv + 2);
  if (!pyxis_command_parse (pyxis_command_lookup ("app"), NULL, &argc, &argv, 1, FILES_MAX))
    return PYXIS_STATUS_USAGE;

  app = pyxis_packed_app_load (argv[1], NULL, &error);
  if (!app || !pyxis_pins_check (app->bundle, &error) || !pyxis_pins_remember (app->bundle, &error))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);
  g_set_application_name (pyxis_packed_app_get_name (app));
  if (!pyxis_desktop_start_prepare (&error))
    return pyxis_command_fail (PYXIS_STATUS_ENVIRONMENT, "%s", error->message);
  return run (app, argc, argv);
}
