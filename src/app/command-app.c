/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include "desktop-start.h"
#include "key-question.h"
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

/* One without a key never takes the place of one that has one; of another key the user decides. */
static gboolean
may_run (const PyxisPackedApp *app, GError **error)
{
  g_autoptr (GError) refusal = NULL;

  if (pyxis_pins_check (app->bundle, &refusal))
    return pyxis_pins_remember (app->bundle, error);
  if (pyxis_bundle_get_key (app->bundle) &&
      g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) &&
      pyxis_key_question_ask_first (app->bundle))
    return pyxis_pins_replace (app->bundle, error);
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
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
  if (!app)
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);
  g_set_application_name (pyxis_packed_app_get_name (app));
  if (!pyxis_desktop_start_prepare (&error))
    return pyxis_command_fail (PYXIS_STATUS_ENVIRONMENT, "%s", error->message);
  if (!may_run (app, &error))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);
  return run (app, argc, argv);
}
