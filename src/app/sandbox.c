/* SPDX-License-Identifier: Apache-2.0 */
#include "sandbox.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"

#define SWITCHED_OFF "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"

/* How WebKit starts a sandbox, in its least form, and what to do where that fails. */
typedef struct {
  const char *const *argv;
  const char *advice;
} Launcher;

static const char *const bubblewrap_argv[] = { "bwrap",
                                               "--unshare-user-try",
                                               "--unshare-pid",
                                               "--unshare-ipc",
                                               "--ro-bind",
                                               "/",
                                               "/",
                                               "--proc",
                                               "/proc",
                                               "true",
                                               NULL };

static const Launcher bubblewrap = {
  bubblewrap_argv,
  "Check that bubblewrap and xdg-dbus-proxy are installed and that this system lets users make "
  "namespaces",
};

/* In a Flatpak nothing may make namespaces; its portal makes a further sandbox for who asks. */
static const char *const flatpak_argv[] = { "flatpak-spawn", "--sandbox", "--no-network", "true",
                                            NULL };

static const Launcher flatpak = {
  flatpak_argv,
  "Check that Flatpak's portal (org.freedesktop.portal.Flatpak) runs in this session",
};

gboolean
pyxis_sandbox_is_flatpak (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

static const Launcher *
get_launcher (void)
{
  return pyxis_sandbox_is_flatpak () ? &flatpak : &bubblewrap;
}

/* HOME first: the others lie below it where they are not set. */
static const char *const variables[] = { "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
                                         "XDG_DATA_HOME", "XDG_RUNTIME_DIR" };

#define RUNTIME (G_N_ELEMENTS (variables) - 1)

/* What is wrong with each, as errno; 0: nothing. Of the process, like the environment itself. */
static int problems[G_N_ELEMENTS (variables)];

/* As bubblewrap sees it: whatever is missing is no problem. */
static int
find_problem (const char *folder)
{
  g_autofree char *inside = g_build_filename (folder, "pyxis", NULL);
  GStatBuf info;

  if (!*folder)
    return 0; /* as if it were not set */
  return g_lstat (inside, &info) == 0 || errno == ENOENT ? 0 : errno;
}

/* WebKit (2.50) compares paths with the real path of HOME, and crashes where it has none. GLib takes an empty one for
 * the folder where we are. */
static int
find_home_problem (const char *folder)
{
  return g_access (folder, F_OK) == 0 ? find_problem (folder) : errno;
}

/* WebKit puts sockets and descriptions of its sandboxes there. */
static int
find_runtime_problem (const char *folder)
{
  if (g_mkdir_with_parents (folder, 0700) == 0 && g_access (folder, W_OK | X_OK) == 0)
    return 0;
  return errno;
}

/* (nullable) (transfer full): a folder of our own among the temporary ones, the same each time; in
 * that folder of everyone's, what has our name need not be ours. */
static char *
dup_refuge (void)
{
  g_autofree char *name = g_strdup_printf ("pyxis-%u", (guint) getuid ());
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);
  GStatBuf info;

  if (g_mkdir (path, 0700) == 0)
    return g_steal_pointer (&path);
  if (g_lstat (path, &info) == 0 && S_ISDIR (info.st_mode) && info.st_uid == getuid () &&
      (info.st_mode & 0777) == 0700)
    return g_steal_pointer (&path);
  return g_dir_make_tmp ("pyxis-XXXXXX", NULL);
}

static void
replace_folder (gsize index, int problem)
{
  g_autofree char *refuge = dup_refuge ();
  g_autofree char *folder = refuge ? g_build_filename (refuge, variables[index], NULL) : NULL;

  problems[index] = problem;
  if (!folder)
    return;
  g_mkdir (folder, 0700);
  g_setenv (variables[index], folder, TRUE);
}

/* (transfer full): what GLib will say, which takes the cache where there is no folder for what is running. It remembers
 * its first answer, and so is asked for no more than the home of who has no HOME, which stays the same. */
static char *
dup_runtime_dir (void)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");
  const char *cache = g_getenv ("XDG_CACHE_HOME");
  const char *home = g_getenv ("HOME");

  if (runtime && *runtime)
    return g_strdup (runtime);
  if (cache && *cache)
    return g_strdup (cache);
  return g_build_filename (home ? home : g_get_home_dir (), ".cache", NULL);
}

/* What WebKit says when bubblewrap or its D-Bus proxy ended at once (BubblewrapLauncher.cpp and
 * XDGDBusProxy.cpp of 2.50), or, later than 2.50, when Flatpak's portal gives no sandbox. */
static gboolean
is_about_sandbox (const char *message)
{
  return strstr (message, "readPIDFromPeer") || strstr (message, "dbus-proxy") ||
         strstr (message, "bwrap") || strstr (message, "flatpak-spawn");
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; level & G_LOG_LEVEL_ERROR && i < n_fields; i++) {
    if (!g_str_equal (fields[i].key, "MESSAGE") || !is_about_sandbox (fields[i].value))
      continue;
    pyxis_command_fail (PYXIS_STATUS_ENVIRONMENT,
                        "The sandbox in which pages run could not start. %s: `pyxis doctor` tells "
                        "more.",
                        get_launcher ()->advice);
    _exit (PYXIS_STATUS_ENVIRONMENT);
  }
  return g_log_writer_default (level, fields, n_fields, user_data);
}

void
pyxis_sandbox_prepare (void)
{
  g_autofree char *runtime = NULL;
  int problem = 0;

  for (gsize i = 0; !pyxis_sandbox_is_flatpak () && i < RUNTIME; i++) {
    const char *folder = g_getenv (variables[i]);

    problem = !folder ? 0 : i == 0 ? find_home_problem (folder) : find_problem (folder);
    if (problem)
      replace_folder (i, problem);
  }
  runtime = dup_runtime_dir ();
  problem = find_runtime_problem (runtime);
  if (problem)
    replace_folder (RUNTIME, problem);
  g_log_set_writer_func (write_log, NULL, NULL);
}

char **
pyxis_sandbox_dup_changes (void)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++) {
    g_autofree char *sentence = NULL;

    if (!problems[i])
      continue;
    sentence =
      g_strdup_printf ("The folder for %s cannot be used (%s), so %s stands in for it: name "
                       "another.",
                       variables[i], g_strerror (problems[i]), g_getenv (variables[i]));
    g_strv_builder_add (sentences, sentence);
  }
  return g_strv_builder_end (sentences);
}

gboolean
pyxis_sandbox_probe (GError **error)
{
  const Launcher *launcher = get_launcher ();
  g_autofree char *output = NULL;
  g_autoptr (GError) failure = NULL;
  int status = 0;

  if (g_getenv (SWITCHED_OFF))
    return TRUE;
  if (g_spawn_sync (NULL, (char **) launcher->argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                    &output, &status, &failure) &&
      g_spawn_check_wait_status (status, &failure))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "The sandbox in which pages run cannot start (%s). %s.",
               output && *g_strstrip (output) ? output : failure->message, launcher->advice);
  return FALSE;
}
