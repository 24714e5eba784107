/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fixture-copy.h"
#include "program.h"
#include "web-processes.h"

/* `pyxis check` of a page whose Python has run, and which waits for the test: its processes can be looked at from
 * outside, one check at a time. */

#define NETWORK_PROCESS "WebKitNetworkPr" /* as the kernel cuts it */
#define HELD "fetch ('./end.txt').then (answer => answer.ok)"

typedef struct {
  TemporaryFolder *project;
  GSubprocess *process;
} HeldCheck;

/* The variables are of this process's, "NAME=VALUE" or "NAME". */
static inline void
held_check_add_variables (GSubprocessLauncher *launcher, const char *const *variables)
{
  for (guint i = 0; variables && variables[i]; i++) {
    g_auto (GStrv) pair = g_strsplit (variables[i], "=", 2);

    if (pair[1])
      g_subprocess_launcher_setenv (launcher, pair[0], pair[1], TRUE);
    else
      g_subprocess_launcher_unsetenv (launcher, pair[0]);
  }
}

static inline void
held_check_wait_for_python (GSubprocess *process)
{
  g_autoptr (GDataInputStream) events =
    g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  gboolean is_done = FALSE;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (events), FALSE);
  while (!is_done) {
    g_autofree char *line = g_data_input_stream_read_line_utf8 (events, NULL, NULL, NULL);

    g_assert_nonnull (line);
    is_done = strstr (line, "\"kind\":\"mpy:done\"") != NULL;
  }
}

/* (transfer full): for what the program keeps, where the self-test has run, whose page would be the first. */
static inline TemporaryFolder *
held_check_home_new (const char *page)
{
  TemporaryFolder *home = temporary_folder_new ();
  g_autofree char *command =
    g_strdup_printf ("check %s/webgl --page %s", g_getenv ("PYXIS_FIXTURES"), page);
  g_auto (ProgramResult) first = program_run (home, command);

  g_assert_cmpint (first.status, ==, 0);
  return home;
}

static inline HeldCheck
held_check_begin (const char *kept, const char *page, const char *const *variables)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *data = g_build_filename (kept, "data", NULL);
  g_autofree char *cache = g_build_filename (kept, "cache", NULL);
  g_autoptr (GError) error = NULL;
  HeldCheck self = { .project = fixture_copy_new ("webgl") };

  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", data, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", cache, TRUE);
  held_check_add_variables (launcher, variables);
  self.process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("PYXIS_PROGRAM"), "check",
                                              self.project, "--page", page, "--events", "-",
                                              "--expect", HELD, NULL);
  g_assert_no_error (error);
  held_check_wait_for_python (self.process);
  return self;
}

static inline void
held_check_end (HeldCheck *self)
{
  g_autoptr (GError) error = NULL;

  g_free (temporary_folder_write (self->project, "end.txt", "", 0));
  g_subprocess_communicate (self->process, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
  g_object_unref (self->process);
  temporary_folder_free (self->project);
}

/* The youngest of that name, which the kernel cuts: there is one, and one of the self-test may be ending. */
static inline pid_t
held_check_find_process (const char *name)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *entry;
  guint64 youngest = 0;
  pid_t found = 0;

  while ((entry = g_dir_read_name (dir)) != NULL) {
    pid_t process = (pid_t) g_ascii_strtoll (entry, NULL, 10);
    WebProcessFacts facts = { 0 };

    if (process > 0 && web_process_read (process, &facts) && g_str_equal (facts.name, name) &&
        facts.started >= youngest && web_processes_is_ours (process)) {
      youngest = facts.started;
      found = process;
    }
    g_free (facts.name);
  }
  g_assert_cmpint (found, !=, 0);
  return found;
}

/* (nullable) (transfer full): what it began with. */
static inline char *
held_check_dup_variable (pid_t process, const char *name)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/environ", (int) process);
  g_autofree char *begin = g_strconcat (name, "=", NULL);
  g_autofree char *all = NULL;
  g_autoptr (GError) error = NULL;
  gsize n = 0;

  g_file_get_contents (path, &all, &n, &error);
  g_assert_no_error (error);
  for (const char *entry = all; entry < all + n; entry += strlen (entry) + 1)
    if (g_str_has_prefix (entry, begin))
      return g_strdup (entry + strlen (begin));
  return NULL;
}
