/* SPDX-License-Identifier: Apache-2.0 */
#include "desktop-start.h"

#include "graphics.h"
#include "status.h"

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

gboolean
pyxis_desktop_start_prepare (GError **error)
{
  disown_broken_bus ();
  pyxis_graphics_prepare ();
  if (gtk_init_check ())
    return TRUE;

  g_set_error_literal (
    error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
    "There is no display. Start Pyxis in a desktop session, or use `pyxis check`.");
  return FALSE;
}

gboolean
pyxis_desktop_start_was_clicked (void)
{
  return g_getenv ("XDG_ACTIVATION_TOKEN") || g_getenv ("DESKTOP_STARTUP_ID");
}

int
pyxis_desktop_start_run (GApplication *application, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (!g_application_register (application, NULL, &error)) {
    g_debug ("%s", error->message);
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  }
  return g_application_run (application, argc, argv) == 0 ? PYXIS_STATUS_DONE
                                                          : PYXIS_STATUS_ENVIRONMENT;
}
