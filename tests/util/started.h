/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/prctl.h>

/* The real program as a desktop starts it, with windows. Its path is in PYXIS_PROGRAM. */

/* Between fork and exec: nothing outlives a test that fails. */
static inline void
started_die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* `words` follow the program's name; `err` (nullable): a file for what it says: processes of WebKit, which
 * have its end of a pipe too, may end later. */
static inline GSubprocess *
started_new_with (const char *home, const char *const *words, const char *err)
{
  g_autoptr (GPtrArray) command = g_ptr_array_new ();

  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  static const char *const variables[] = { "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME" };
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++) {
    g_autofree char *folder = g_build_filename (home, variables[i], NULL);

    g_subprocess_launcher_setenv (launcher, variables[i], folder, TRUE);
  }
  if (err) {
    g_unlink (err); /* which GLib does not truncate */
    g_subprocess_launcher_set_stderr_file_path (launcher, err);
  }
  g_subprocess_launcher_set_child_setup (launcher, started_die_with_parent, NULL, NULL);
  g_ptr_array_add (command, (char *) g_getenv ("PYXIS_PROGRAM"));
  for (gsize i = 0; words[i]; i++)
    g_ptr_array_add (command, (char *) words[i]);
  g_ptr_array_add (command, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) command->pdata, &error);
  g_assert_no_error (error);
  return process;
}

/* `target` (nullable); `err` as above. */
static inline GSubprocess *
started_new (const char *home, const char *target, const char *err)
{
  const char *words[] = { target, NULL };

  return started_new_with (home, words, err);
}

/* (transfer full): the number of a window of the process with this title, when it is on the display,
 * where other tests have theirs. xdotool itself gives up, with a status, where a window goes while
 * it looks. */
static inline char *
started_wait_for_window (GSubprocess *process, const char *title)
{
  g_autofree char *pattern = g_strdup_printf ("^%s$", title);
  char *window = NULL;

  while (!window) {
    const char *pid = g_subprocess_get_identifier (process); /* NULL: it has ended */
    g_autoptr (GError) error = NULL;
    g_autoptr (GSubprocess) search = NULL;
    g_autofree char *out = NULL;

    g_assert_nonnull (pid);
    search = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                               &error, "xdotool", "search", "--all", "--onlyvisible", "--pid", pid,
                               "--name", pattern, NULL);
    g_assert_no_error (error);
    g_subprocess_communicate_utf8 (search, NULL, NULL, &out, NULL, &error);
    g_assert_no_error (error);
    if (g_subprocess_get_successful (search))
      window = g_strndup (out, strcspn (out, "\n"));
  }
  return window;
}
