/* SPDX-License-Identifier: Apache-2.0 */
#include "desktop-start.h"

#include <glib/gstdio.h>
#include <unistd.h>

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

gboolean
pyxis_desktop_start_prepare (GError **error)
{
  provide_runtime_dir ();
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
