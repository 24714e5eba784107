/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include <string.h>

#include "desktop-start.h"
#include "key-question.h"
#include "opened-files.h"
#include "packed-application.h"
#include "packed-help.h"
#include "pins.h"
#include "process-environment.h"
#include "refusal.h"

#define FILES_MAX 1000

/* (transfer full): the words of the start, files as absolute paths: GApplication would take "a:b" for an
 * address. */
static char **
make_words (int argc, char **argv)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  g_strv_builder_add (words, argv[0]);
  for (int i = 1; i < argc; i++) {
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

/* On the terminal and on the display, where who was asked about the key knows it already. */
static int
refuse (const char *path, const GError *error)
{
  gboolean was_asked = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) &&
                       pyxis_key_question_applies (path);

  pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);
  if (!was_asked)
    pyxis_refusal_tell_first (path, error);
  return PYXIS_STATUS_USAGE;
}

/* What is no file to open is told here too: who sees only the terminal, or another instance gets the files. */
static gboolean
tell_faults (PyxisPackedApp *app, char **words)
{
  gboolean is_any = FALSE;

  for (gsize i = 1; words[i]; i++) {
    g_autofree char *fault = pyxis_opened_files_find_fault (app->description, words[i]);

    if (fault)
      pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", fault);
    is_any |= fault != NULL;
  }
  return is_any;
}

static int
run (PyxisPackedApp *app, char **words)
{
  g_autoptr (PyxisPackedApplication) application = pyxis_packed_application_new (app);
  gboolean has_faults = tell_faults (app, words);
  int status =
    pyxis_desktop_start_run (G_APPLICATION (application), (int) g_strv_length (words), words);

  return has_faults && status == PYXIS_STATUS_DONE ? PYXIS_STATUS_USAGE : status;
}

static int
start (PyxisPackedApp *app, const char *program, const char *path, int argc, char **argv)
{
  g_auto (GStrv) words = make_words (argc, argv);
  g_autoptr (GError) error = NULL;

  g_set_application_name (pyxis_packed_app_get_name (app));
  pyxis_process_environment_load_voice_first ();
  if (!pyxis_desktop_start_prepare (NULL))
    return pyxis_command_fail (PYXIS_STATUS_ENVIRONMENT,
                               "There is no display. Start the app in a desktop session, or use "
                               "`%s check`.",
                               program);
  if (!may_run (app, &error))
    return refuse (path, error);
  return run (app, words);
}

/* Takes the "--" that is before files away; FALSE, where a word before it is an option. */
static gboolean
parse_words (const char *program, int *argc, char **argv)
{
  for (int i = 1; i < *argc; i++) {
    if (g_str_equal (argv[i], "--")) {
      memmove (argv + i, argv + i + 1, (gsize) (*argc - i) * sizeof *argv);
      (*argc)--;
      return TRUE;
    }
    if (*argv[i] == '-') {
      pyxis_command_fail (PYXIS_STATUS_USAGE,
                          "“%s” is no option; see `%s --help`. A file of that name is “./%s”.",
                          argv[i], program, argv[i]);
      return FALSE;
    }
  }
  return TRUE;
}

int
pyxis_command_run_app (const char *program, const char *path, int argc, char **argv)
{
  const char *word = argc > 1 ? argv[1] : "";
  g_autoptr (PyxisPackedApp) app = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_help = g_str_equal (word, "--help") || g_str_equal (word, "-h");

  if (g_str_equal (word, "check"))
    return pyxis_command_check_app (program, path, argc - 1, argv + 1);
  if (!is_help && !g_str_equal (word, "--version") && !parse_words (program, &argc, argv))
    return PYXIS_STATUS_USAGE;
  if (argc - 1 > FILES_MAX)
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "Too many files; %d can be opened at once.",
                               FILES_MAX);

  app = pyxis_packed_app_load (path, NULL, &error);
  if (!app)
    return refuse (path, error);
  if (is_help)
    pyxis_packed_help_print (app, program);
  else if (g_str_equal (word, "--version"))
    pyxis_packed_help_print_version (app);
  else
    return start (app, program, path, argc, argv);
  return PYXIS_STATUS_DONE;
}

/* `pyxis app BUNDLE [FILE...]`: what the launchers of packed apps run. */
int
pyxis_command_app (int argc, char **argv)
{
  int n_own = MIN (argc, 2);
  g_autofree char *quoted = NULL;
  g_autofree char *program = NULL;

  if (!pyxis_command_parse (pyxis_command_lookup ("app"), NULL, &n_own, &argv, 1, 1))
    return PYXIS_STATUS_USAGE;
  quoted = g_shell_quote (argv[1]);
  program = g_strdup_printf ("pyxis app %s", strpbrk (argv[1], " '\"$") ? quoted : argv[1]);
  return pyxis_command_run_app (program, argv[1], argc - 1, argv + 1);
}
