/* SPDX-License-Identifier: Apache-2.0 */
#include "display.h"

#include <glib-unix.h>
#include <gtk/gtk.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "installation.h"
#include "process-environment.h"
#include "sandbox.h"

#define START_LIMIT_MS 15000
#define ATTEMPTS 3
#define COMPOSITING_OFF "WEBKIT_DISABLE_COMPOSITING_MODE"
#define DMABUF_OFF "WEBKIT_DISABLE_DMABUF_RENDERER"

struct _PyxisDisplay {
  GPid server; /* 0: the display of the environment */
};

/* Between fork and exec: the X server must not outlive us, even if we are killed. */
static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

/* Xvfb writes the number of the display that it chose, and a newline; nothing when it fails. */
static char *
read_display_number (int fd)
{
  struct pollfd ready = { .fd = fd, .events = POLLIN };
  char text[16] = { 0 };
  gsize length = 0;

  while (length < sizeof text - 1 && poll (&ready, 1, START_LIMIT_MS) == 1) {
    gssize n = read (fd, text + length, sizeof text - 1 - length);

    if (n <= 0)
      break;
    length += n;
    if (text[length - 1] == '\n')
      return g_strconcat (":", g_strstrip (text), NULL);
  }
  return NULL;
}

static void
stop_server (PyxisDisplay *self)
{
  if (!self->server)
    return;
  kill (self->server, SIGTERM);
  waitpid (self->server, NULL, 0); /* it removes its socket and its lock */
  self->server = 0;
}

/* (nullable) (transfer full): the name of the display. */
static char *
start_server (PyxisDisplay *self, const char *program, GError **error)
{
  int fds[2] = { -1, -1 };
  g_autofree char *number = NULL;
  char *display = NULL;
  gboolean is_started = FALSE;

  if (!g_unix_open_pipe (fds, FD_CLOEXEC, error))
    return NULL;

  number = g_strdup_printf ("%d", fds[1]);
  {
    const char *argv[] = { program,       "-displayfd", number, "-screen",  "0",
                           "1280x900x24", "-nolisten",  "tcp",  "-noreset", NULL };
    const GSpawnFlags flags =
      G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL;

    is_started = g_spawn_async_with_pipes_and_fds (NULL, argv, NULL, flags, die_with_parent, NULL,
                                                   -1, -1, -1, &fds[1], &fds[1], 1, &self->server,
                                                   NULL, NULL, NULL, error);
  }
  close (fds[1]);
  if (is_started)
    display = read_display_number (fds[0]);
  close (fds[0]);
  if (is_started && !display)
    stop_server (self);
  return display;
}

static gboolean
open_private (PyxisDisplay *self, GError **error)
{
  g_autofree char *program = g_find_program_in_path ("Xvfb");
  g_autofree char *display = NULL;

  if (!program) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "There is no display, and no Xvfb to make one. Install it: apt install xvfb");
    return FALSE;
  }

  /* Several that start at once may reach for the same number, and then one of them gives up. */
  for (int i = 0; i < ATTEMPTS && !display; i++) {
    g_clear_error (error);
    display = start_server (self, program, error);
  }
  if (!display) {
    if (error && !*error)
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   "The private X server did not start. Run Xvfb to see why.");
    return FALSE;
  }

  g_setenv ("DISPLAY", display, TRUE);
  g_setenv ("GDK_BACKEND", "x11", TRUE);
  return TRUE;
}

/* As WebKit reads such a variable. */
static gboolean
is_on (const char *variable)
{
  const char *value = g_getenv (variable);

  return value && !g_str_equal (value, "0");
}

/* What nobody will see needs no graphics driver, and loading one took a sixth of a short check with
 * Mesa's software kind, most of it before the page was asked for. What WebKit draws needs no style of
 * GTK's either. Whoever set one of these meant it.
 * Nor is anyone on the session bus to be spoken to: WebKit would start a proxy for it first, and where there
 * is none, one would be started and left behind. But a Flatpak's sandboxes are made by way of it. */
static void
leave_session_alone (void)
{
  static const struct {
    const char *name;
    const char *value;
  } variables[] = {
    { "GTK_A11Y", "none" },
    { "GTK_THEME", "Empty" },
    { "GSK_RENDERER", "cairo" },
    { "GDK_DEBUG", "gl-disable" },
    { COMPOSITING_OFF, "1" },
    { DMABUF_OFF, "1" },
    { "WEBKIT_WEB_RENDER_DEVICE_FILE", "/dev/null" }, /* else WebKit asks EGL for one */
  };
  g_autofree char *extension_dir = pyxis_installation_dup_extension_dir ();

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    g_setenv (variables[i].name, variables[i].value, FALSE);
  if (is_on (COMPOSITING_OFF) && is_on (DMABUF_OFF))
    pyxis_process_environment_put_off_graphics (extension_dir);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", !pyxis_sandbox_is_flatpak ());
}

PyxisDisplay *
pyxis_display_open (GError **error)
{
  g_autoptr (PyxisDisplay) self = g_new0 (PyxisDisplay, 1);

  leave_session_alone ();
  if (!g_getenv ("DISPLAY") && !g_getenv ("WAYLAND_DISPLAY") && !open_private (self, error))
    return NULL;
  pyxis_process_environment_load_voice_first (); /* not the server */
  if (gtk_init_check ())
    return g_steal_pointer (&self);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               "The display “%s” cannot be opened. Unset DISPLAY and WAYLAND_DISPLAY to use a "
               "private one.",
               g_getenv ("DISPLAY") ? g_getenv ("DISPLAY") : g_getenv ("WAYLAND_DISPLAY"));
  return NULL;
}

void
pyxis_display_close (PyxisDisplay *self)
{
  stop_server (self);
  g_free (self);
}
