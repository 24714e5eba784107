/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include <string.h>

#include "check-files.h"
#include "check-output.h"
#include "check.h"
#include "display.h"
#include "packed-app.h"
#include "pins.h"
#include "target.h"

/* The command line of `check`, as parsed. */
typedef struct {
  char *page;
  char *until;
  char *expect;
  char *events;
  char *screenshot;
  char *network;
  char *transport;
  char *folder;
  char **put;
  char **get;
  double timeout;
  char *har;
  char *trace;
  char *snapshot;
  PyxisSnapshotChoice choice; /* what `snapshot` says */
} Arguments;

static void
arguments_clear (Arguments *self)
{
  g_free (self->page);
  g_free (self->until);
  g_free (self->expect);
  g_free (self->events);
  g_free (self->screenshot);
  g_free (self->network);
  g_free (self->transport);
  g_free (self->folder);
  g_free (self->trace);
  g_free (self->har);
  g_free (self->snapshot);
  g_strfreev (self->put);
  g_strfreev (self->get);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

/* `n_words` is 1 where the target is among the words, else 0. */
static gboolean
parse (Arguments *self, const PyxisCommand *command, int n_words, int *argc, char ***argv)
{
  const GOptionEntry entries[] = {
    { "page", 0, 0, G_OPTION_ARG_FILENAME, &self->page, "Load this page of the project", "FILE" },
    { "until", 0, 0, G_OPTION_ARG_STRING, &self->until, "Wait for this event (py:all-done)",
      "EVENT" },
    { "expect", 0, 0, G_OPTION_ARG_STRING, &self->expect,
      "Then wait until this is true in the page", "JS" },
    { "timeout", 0, 0, G_OPTION_ARG_DOUBLE, &self->timeout, "Give up after this time (60)",
      "SECONDS" },
    { "events", 0, 0, G_OPTION_ARG_FILENAME, &self->events,
      "Write events as JSON lines; - is standard output", "FILE" },
    { "har", 0, 0, G_OPTION_ARG_FILENAME, &self->har, "Write the requests as HAR 1.2", "FILE" },
    { "trace", 0, 0, G_OPTION_ARG_FILENAME, &self->trace,
      "Write the time line as a Chrome trace, for Perfetto", "FILE" },
    { "screenshot", 0, 0, G_OPTION_ARG_FILENAME, &self->screenshot,
      "Save a picture of the page at the end", "PNG" },
    { "put", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->put,
      "Give the app a file first (repeatable)", "LOCAL=/vfs/PATH" },
    { "get", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->get,
      "Take a file from it at the end (repeatable)", "/vfs/PATH=LOCAL" },
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &self->folder,
      "What the page's pickers are answered with", "FOLDER" },
    { "network", 0, 0, G_OPTION_ARG_STRING, &self->network, "allow or deny (deny)", "POLICY" },
    { "transport", 0, 0, G_OPTION_ARG_STRING, &self->transport,
      "scheme or loopback (as the self-test says)", "NAME" },
    { "interpreter-snapshot", 0, 0, G_OPTION_ARG_STRING, &self->snapshot,
      "on (make one first) or off; else one that is there", "SWITCH" },
    { NULL },
  };

  return pyxis_command_parse (command, entries, argc, argv, n_words, n_words);
}

static gboolean
is_one_of (const char *value, const char *a, const char *b)
{
  return !value || g_str_equal (value, a) || g_str_equal (value, b);
}

static int
validate (Arguments *self)
{
  if (!pyxis_snapshot_choice_parse (self->snapshot, &self->choice))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "--interpreter-snapshot is on or off, not “%s”.",
                               self->snapshot);
  if (!is_one_of (self->network, "allow", "deny"))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "--network is allow or deny, not “%s”.",
                               self->network);
  if (!is_one_of (self->transport, "scheme", "loopback"))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "--transport is scheme or loopback, not “%s”.",
                               self->transport);
  if (self->folder && !g_file_test (self->folder, G_FILE_TEST_IS_DIR))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "--folder is a folder that is there, not “%s”.",
                               self->folder);
  if (!(self->timeout > 0 && self->timeout <= 86400))
    return pyxis_command_fail (PYXIS_STATUS_USAGE,
                               "--timeout is a number of seconds above 0, at most 86400.");
  return PYXIS_STATUS_DONE;
}

/* What the app wrote is taken also where it failed, for whoever looks for the reason; that it failed
 * comes first. */
static int
get_files (PyxisVfs *vfs, const Arguments *arguments, int status)
{
  g_autoptr (GError) error = NULL;

  if (pyxis_check_files_get (vfs, (const char *const *) arguments->get, &error) ||
      status != PYXIS_STATUS_DONE)
    return status;
  return pyxis_command_fail (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
                               ? PYXIS_STATUS_APP_FAILED
                               : PYXIS_STATUS_USAGE,
                             "%s", error->message);
}

static int
run (PyxisProject *project, const Arguments *arguments)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (PyxisEventLog) log = NULL;
  g_auto (PyxisCheckOutput) output = { .events = arguments->events,
                                       .har = arguments->har,
                                       .trace = arguments->trace };
  g_autofree char *advice = NULL;
  g_auto (GStrv) pending = NULL;
  PyxisCheckOptions options = {
      .session =
          {
                      .transport = arguments->transport,
              .port = -1,
              .is_network_denied = g_strcmp0 (arguments->network, "allow") != 0,
              .is_temporary = TRUE,
              .vfs = vfs,
              .picked = arguments->folder,
      .is_unattended = TRUE,
              .snapshot = arguments->choice,
          },
      .until = arguments->until,
      .expect = arguments->expect,
      .timeout = arguments->timeout,
      .screenshot = arguments->screenshot,
      .pending = &pending,
      .log = &log,
    .gets = (const char *const *) arguments->get,
  };
  int status = PYXIS_STATUS_DONE;

  if (!pyxis_check_files_put (vfs, (const char *const *) arguments->put, &error) ||
      !pyxis_check_files_can_get ((const char *const *) arguments->get, &error))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);
  if (!pyxis_check_output_begin (&output, &error))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);
  options.events = output.stream;

  status = pyxis_check_run (project, &options, &sentence, &advice);
  if (sentence)
    pyxis_command_fail (status, "%s", sentence);
  for (guint i = 0; pending && pending[i]; i++)
    pyxis_command_fail (status, "%s", pending[i]);
  if (advice)
    pyxis_command_fail (status, "How to fix it: %s", advice);
  status = get_files (vfs, arguments, status);
  if (!pyxis_check_output_end (&output, log, &error) && status == PYXIS_STATUS_DONE)
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);
  return status;
}

static int
check (PyxisProject *project, const Arguments *arguments, GError *cause)
{
  g_autoptr (PyxisDisplay) display = NULL;
  g_autoptr (GError) error = NULL;

  if (!project)
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", cause->message);
  display = pyxis_display_open (&error);
  if (!display)
    return pyxis_command_fail (PYXIS_STATUS_ENVIRONMENT, "%s", error->message);
  return run (project, arguments);
}

int
pyxis_command_check (int argc, char **argv)
{
  g_auto (Arguments) arguments = { .timeout = 60 };
  g_autoptr (PyxisProject) project = NULL;
  g_autoptr (GError) error = NULL;
  int status = PYXIS_STATUS_DONE;

  if (!parse (&arguments, pyxis_command_lookup ("check"), 1, &argc, &argv))
    return PYXIS_STATUS_USAGE;
  status = validate (&arguments);
  if (status != PYXIS_STATUS_DONE)
    return status;

  project = pyxis_target_load (argv[1], arguments.page, &error);
  return check (project, &arguments, error);
}

int
pyxis_command_check_app (const char *program, const char *path, int argc, char **argv)
{
  const PyxisCommand command = {
    .name = "check",
    .synopsis = "check",
    .summary = "Run the app without a user and say whether it works",
    .program = program,
  };
  g_auto (Arguments) arguments = { .timeout = 60 };
  g_autoptr (PyxisPackedApp) app = NULL;
  g_autoptr (GError) error = NULL;
  int status = PYXIS_STATUS_DONE;

  if (!parse (&arguments, &command, 0, &argc, &argv))
    return PYXIS_STATUS_USAGE;
  status = validate (&arguments);
  if (status != PYXIS_STATUS_DONE)
    return status;

  app = pyxis_packed_app_load (path, arguments.page, &error);
  if (app && !pyxis_pins_check (app->bundle, &error))
    g_clear_pointer (&app, pyxis_packed_app_free);
  return check (app ? app->project : NULL, &arguments, error);
}
