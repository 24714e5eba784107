/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include "application.h"
#include "desktop-start.h"
#include "key-question.h"
#include "process-environment.h"
#include "refusal.h"
#include "snapshot-duty.h"
#include "target.h"

/* `pyxis [TARGET]`. What cannot be opened is said here, before there is a window: a script that
 * names a wrong folder gets a sentence and a status. Who has clicked gets a window that says it; of a
 * packed app, which desktops open without a word of the click, everybody gets both. */
int
pyxis_command_open (int argc, char **argv)
{
  static const PyxisCommand command = { "", "[TARGET]", "Open a PyScript project in a window",
                                        pyxis_command_open };
  g_autofree char *snapshot = NULL;
  const GOptionEntry entries[] = {
    { "interpreter-snapshot", 0, 0, G_OPTION_ARG_STRING, &snapshot,
      "on (make one first) or off; else one that is there", "SWITCH" },
    { NULL },
  };
  g_autoptr (PyxisApplication) application = NULL;
  g_autoptr (PyxisProject) project = NULL;
  g_autofree char *path = NULL;
  PyxisSnapshotChoice choice;
  gboolean is_refused = FALSE;
  int status;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) lack = NULL;

  if (!pyxis_command_parse (&command, entries, &argc, &argv, 0, 1))
    return PYXIS_STATUS_USAGE;
  if (!pyxis_snapshot_choice_parse (snapshot, &choice))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "--interpreter-snapshot is on or off, not “%s”.",
                               snapshot);

  project = argc > 1 ? pyxis_target_load (argv[1], NULL, &error) : NULL;
  is_refused =
    error && !pyxis_desktop_start_was_clicked () && !pyxis_key_question_applies (argv[1]);
  if (is_refused)
    pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);
  if (is_refused && !pyxis_refusal_is_of_app (argv[1]))
    return PYXIS_STATUS_USAGE;
  if (project)
    pyxis_process_environment_load_voice_first ();
  if (!pyxis_desktop_start_prepare (&lack))
    return is_refused ? PYXIS_STATUS_USAGE
                      : pyxis_command_fail (PYXIS_STATUS_ENVIRONMENT, "%s", lack->message);

  if (argc > 1)
    path = project ? g_strdup (pyxis_project_get_path (project))
                   : g_canonicalize_filename (argv[1], NULL);
  application = pyxis_application_new ();
  status = pyxis_application_run (application, &(PyxisApplicationStart){ path, snapshot });
  return is_refused && status == PYXIS_STATUS_DONE ? PYXIS_STATUS_USAGE : status;
}
