/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "carried.h"
#include "jsc-options.h"
#include "pyxis-config.h"
#include "sandbox.h"
#include "web-library.h"

static int
not_yet (int argc, char **argv)
{
  return pyxis_command_fail (PYXIS_STATUS_USAGE, "`pyxis %s` is not part of this version.",
                             argv[0]);
}

/* Those that this version does not have come last, and are left out of the help. */
static const PyxisCommand commands[] = {
  { "check", "check TARGET", "Run a project without a user and say whether it works",
    pyxis_command_check },
  { "serve", "serve FOLDER", "Serve a project to an ordinary browser, offline",
    pyxis_command_serve },
  { "runtime", "runtime list|add|remove", "Manage the installed interpreters",
    pyxis_command_runtime },
  { "app", "app BUNDLE [FILE...]", "Run a packed app as a program of its own", pyxis_command_app },
  { "pack", "pack FOLDER", "Make an app of a project", pyxis_command_pack },
  { "verify", "verify FILE", "Say what a packed app holds and whether it is intact",
    pyxis_command_verify },
  { "doctor", "doctor", "Say what this machine has and what it lacks", pyxis_command_doctor },
  { "new", "new TEMPLATE FOLDER", "Start a project from a template", not_yet },
};

static void
print_help (void)
{
  g_print ("Usage:\n"
           "  pyxis [TARGET]                 open a PyScript project: a folder, .html, .py, .zip, "
           ".pyxis\n");
  for (gsize i = 0; i < G_N_ELEMENTS (commands) && commands[i].run != not_yet; i++)
    g_print ("  pyxis %-24s %s\n", commands[i].synopsis, commands[i].summary);
  g_print ("  pyxis --version | --help\n"
           "\n"
           "A window takes --interpreter-snapshot on|off, as `pyxis check` does.\n"
           "`pyxis COMMAND --help` tells the options of a command.\n"
           "Exit status: 0 done, 1 the app failed, 2 wrong usage or bad input, 3 time-out,\n"
           "4 the environment lacks something.\n");
}

static void
print_version (void)
{
  g_autofree char *webkit = pyxis_web_library_dup_webkit_version ();

  g_print ("Pyxis %s (WebKitGTK %s)\n", PYXIS_VERSION, webkit);
}

const PyxisCommand *
pyxis_command_lookup (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

int
pyxis_command_fail (int status, const char *format, ...)
{
  g_autofree char *message = NULL;
  g_auto (GStrv) lines = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  lines = g_strsplit (message, "\n", -1);
  for (gsize i = 0; lines[i]; i++)
    g_printerr ("pyxis: %s\n", lines[i]);
  return status;
}

gboolean
pyxis_command_parse (const PyxisCommand *command,
                     const GOptionEntry *entries,
                     int *argc,
                     char ***argv,
                     int least,
                     int most)
{
  const char *space = strchr (command->synopsis, ' ');
  const char *words = *command->name ? (space ? space + 1 : NULL) : command->synopsis;
  g_autoptr (GOptionContext) context = g_option_context_new (words);
  const char *of = command->program ? command->program : "pyxis";
  g_autofree char *program = g_strconcat (of, *command->name ? " " : "", command->name, NULL);
  g_autoptr (GError) error = NULL;

  g_set_prgname (program);
  g_option_context_set_summary (context, command->summary);
  if (entries)
    g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, &error)) {
    pyxis_command_fail (PYXIS_STATUS_USAGE, "%s. See `%s --help`.", error->message, program);
    return FALSE;
  }
  g_set_prgname ("pyxis");
  if (*argc - 1 < least || *argc - 1 > most) {
    pyxis_command_fail (PYXIS_STATUS_USAGE, "%s; it is `%s %s`. See `%s --help`.",
                        *argc - 1 < least ? "Something is missing" : "Too many words", of,
                        command->synopsis, program);
    return FALSE;
  }
  return TRUE;
}

int
pyxis_command_main (int argc, char **argv)
{
  const char *word = argc > 1 ? argv[1] : NULL;
  const PyxisCommand *command = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (PYXIS_TEXT_DOMAIN, PYXIS_LOCALEDIR);
  bind_textdomain_codeset (PYXIS_TEXT_DOMAIN, "UTF-8");
  textdomain (PYXIS_TEXT_DOMAIN);
  pyxis_sandbox_prepare ();
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();

  if (pyxis_carried_is_there ())
    return pyxis_command_carried (argc, argv);
  if (g_strcmp0 (word, "app") != 0) /* which has a name of its own, and a name can be given once */
    g_set_application_name ("Pyxis");
  if (word && (g_str_equal (word, "--help") || g_str_equal (word, "-h"))) {
    print_help ();
    return PYXIS_STATUS_DONE;
  }
  if (word && g_str_equal (word, "--version")) {
    print_version ();
    return PYXIS_STATUS_DONE;
  }

  command = word ? pyxis_command_lookup (word) : NULL;
  return command ? command->run (argc - 1, argv + 1) : pyxis_command_open (argc, argv);
}
