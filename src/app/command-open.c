/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "application.h"
#include "snapshot-duty.h"
#include "target.h"

/* WebKit's sandbox hands the bus on to its processes, and takes us down with them when there is
 * none at the address that the environment names. Before there are other threads, which may read
 * it. */
static void
disown_broken_bus (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);

  if (bus)
    return;
  g_debug ("%s", error->message);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
}

/* Sockets of WebKit's sandbox stand in the runtime folder of the session; where there is none GLib
 * names the cache, and where that cannot be written WebKit aborts us. */
static void
provide_runtime_dir (void)
{
  g_autofree char *folder = NULL;

  if (g_getenv ("XDG_RUNTIME_DIR") || (g_mkdir_with_parents (g_get_user_cache_dir (), 0700) == 0 &&
                                       g_access (g_get_user_cache_dir (), W_OK) == 0))
    return;
  folder = g_dir_make_tmp ("pyxis-XXXXXX", NULL);
  if (folder)
    g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
}

/* Whether a click on an icon started us: desktops hand over a token for the window then, and nobody
 * reads what is said here. */
static gboolean
was_clicked (void)
{
  return g_getenv ("XDG_ACTIVATION_TOKEN") || g_getenv ("DESKTOP_STARTUP_ID");
}

/* `pyxis [TARGET]`. What cannot be opened is said here, before there is a window: a script that
 * names a wrong folder gets a sentence and a status. Who has clicked gets a window that says it. */
int
pyxis_command_open (int argc, char **argv)
{
  static const PyxisCommand command = { "", "[TARGET]", "Open a PyScript project in a window",
                                        pyxis_command_open };
  g_autofree char *snapshot = NULL;
  const GOptionEntry entries[] = {
    { "interpreter-snapshot", 0, 0, G_OPTION_ARG_STRING, &snapshot,
      "on (make one first), or off (as there is one)", "SWITCH" },
    { NULL },
  };
  g_autoptr (PyxisApplication) application = NULL;
  g_autoptr (PyxisProject) project = NULL;
  g_autofree char *path = NULL;
  PyxisSnapshotChoice choice;
  g_autoptr (GError) error = NULL;

  if (!pyxis_command_parse (&command, entries, &argc, &argv, 0, 1))
    return PYXIS_STATUS_USAGE;
  if (!pyxis_snapshot_choice_parse (snapshot, &choice))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "--interpreter-snapshot is on or off, not “%s”.",
                               snapshot);

  project = argc > 1 ? pyxis_target_load (argv[1], NULL, &error) : NULL;
  if (error && !was_clicked ())
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);
  provide_runtime_dir ();
  disown_broken_bus ();
  if (!gtk_init_check ())
    return pyxis_command_fail (
      PYXIS_STATUS_ENVIRONMENT,
      "There is no display. Start Pyxis in a desktop session, or use `pyxis check`.");

  if (argc > 1)
    path = project ? g_strdup (pyxis_project_get_path (project))
                   : g_canonicalize_filename (argv[1], NULL);
  application = pyxis_application_new ();
  return pyxis_application_run (application, &(PyxisApplicationStart){ path, snapshot }) == 0
           ? PYXIS_STATUS_DONE
           : PYXIS_STATUS_ENVIRONMENT;
}
