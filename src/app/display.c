/* SPDX-License-Identifier: Apache-2.0 */
#include "display.h"

#include <glib-unix.h>
#include <gtk/gtk.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

#define START_LIMIT_MS 15000

/* Between fork and exec: the X server must not outlive us, however we end. */
static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

/* Xvfb writes the number of the display that it chose, and a newline. */
static char *
read_display_number (int fd, GError **error)
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
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "The private X server did not start. Try `xvfb-run pyxis check ...` to see why.");
  return NULL;
}

static gboolean
start_private_display (GError **error)
{
  g_autofree char *program = g_find_program_in_path ("Xvfb");
  g_autofree char *display = NULL;
  g_autofree char *number = NULL;
  int pipe_fds[2] = { -1, -1 };
  gboolean is_started = FALSE;

  if (!program) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "There is no display, and no Xvfb to make one. Install it: apt install xvfb");
    return FALSE;
  }
  if (!g_unix_open_pipe (pipe_fds, 0, error))
    return FALSE;

  number = g_strdup_printf ("%d", pipe_fds[1]);
  {
    const char *argv[] = { program,       "-displayfd", number, "-screen",  "0",
                           "1280x900x24", "-nolisten",  "tcp",  "-noreset", NULL };

    is_started = g_spawn_async_with_pipes_and_fds (
      NULL, argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, die_with_parent,
      NULL, -1, -1, -1, &pipe_fds[1], &pipe_fds[1], 1, NULL, NULL, NULL, NULL, error);
  }
  close (pipe_fds[1]);
  if (is_started)
    display = read_display_number (pipe_fds[0], error);
  close (pipe_fds[0]);
  if (!display)
    return FALSE;

  g_setenv ("DISPLAY", display, TRUE);
  g_setenv ("GDK_BACKEND", "x11", TRUE);
  return TRUE;
}

gboolean
pyxis_display_ensure (GError **error)
{
  gboolean has_display = g_getenv ("DISPLAY") || g_getenv ("WAYLAND_DISPLAY");

  if (!has_display && !start_private_display (error))
    return FALSE;
  if (gtk_init_check ())
    return TRUE;

  g_set_error (
    error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
    "The display “%s” cannot be opened. Unset DISPLAY and WAYLAND_DISPLAY to use a private one.",
    g_getenv ("DISPLAY") ? g_getenv ("DISPLAY") : g_getenv ("WAYLAND_DISPLAY"));
  return FALSE;
}
