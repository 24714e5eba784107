/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>
#include <string.h>

/* The real program, run as a user runs it, with folders of its own for data and cache. Its path is
 * in PYXIS_PROGRAM. */

typedef struct {
  int status;
  char *out;
  char *err;
} ProgramResult;

static inline void
program_result_clear (ProgramResult *self)
{
  g_free (self->out);
  g_free (self->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ProgramResult, program_result_clear)

/* What WebKit's own processes print ("** (process:2): WARNING ...") is not the program's word, and
 * depends on what else is installed. */
static inline char *
program_dup_own_words (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) own = g_string_new (NULL);

  for (guint i = 0; lines[i]; i++)
    if (*lines[i] && !strstr (lines[i], "(process:") && !strstr (lines[i], "(WebKit"))
      g_string_append_printf (own, "%s\n", lines[i]);
  return g_string_free (g_steal_pointer (&own), FALSE);
}

/* `home` holds what the program keeps; `command` is split as a shell would, without "pyxis". */
static inline ProgramResult
program_run (const char *home, const char *command)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *line = g_strconcat ("pyxis ", command, NULL);
  g_autofree char *data = g_build_filename (home, "data", NULL);
  g_autofree char *cache = g_build_filename (home, "cache", NULL);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *err = NULL;
  ProgramResult result = { 0 };

  g_shell_parse_argv (line, NULL, &argv, &error);
  g_assert_no_error (error);
  g_free (argv[0]);
  argv[0] = g_strdup (g_getenv ("PYXIS_PROGRAM"));

  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", data, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", cache, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &result.out, &err, &error);
  g_assert_no_error (error);
  result.err = program_dup_own_words (err);
  if (!g_subprocess_get_if_exited (process))
    g_printerr ("# pyxis %s: signal %d\n%s", command, g_subprocess_get_term_sig (process), err);
  g_assert_true (g_subprocess_get_if_exited (process));
  result.status = g_subprocess_get_exit_status (process);
  g_test_message ("pyxis %s -> %d\n%s%s", command, result.status, result.out, result.err);
  return result;
}
