/* SPDX-License-Identifier: Apache-2.0 */
#include "installation.h"

#include "pyxis-config.h"
#include "user-folder.h"

#include <gio/gio.h>

#define EXTENSION_FILE "libpyxis-web-process.so"

/* Where the program put what it carried; of the process, as the program's own file is. */
static char *carried_extension_dir;

/* The folder of the running executable; NULL where /proc tells nothing. */
static char *
dup_executable_dir (void)
{
  g_autofree char *executable = g_file_read_link ("/proc/self/exe", NULL);

  return executable ? g_path_get_dirname (executable) : NULL;
}

static gboolean
runs_from_build_tree (void)
{
  g_autofree char *dir = dup_executable_dir ();

  return dir && g_str_has_prefix (dir, PYXIS_BUILDDIR "/");
}

/* `installed` moved from the configured prefix to where this executable was put: <x>/bin/pyxis means
 * <x>/share/pyxis. A configured folder that exists wins only when nothing is there. */
static char *
relocate (const char *installed, const char *below_prefix)
{
  g_autofree char *dir = dup_executable_dir ();
  g_autofree char *moved = NULL;

  if (!dir)
    return g_strdup (installed);

  moved = g_build_filename (dir, "..", below_prefix, NULL);
  return g_file_test (moved, G_FILE_TEST_IS_DIR) ? g_canonicalize_filename (moved, NULL)
                                                 : g_strdup (installed);
}

char *
pyxis_installation_dup_program (void)
{
  return g_file_read_link ("/proc/self/exe", NULL);
}

/* Whether the extension lies beside the program. */
static gboolean
has_extension (const char *dir)
{
  g_autofree char *file = dir ? g_build_filename (dir, EXTENSION_FILE, NULL) : NULL;

  return file && g_file_test (file, G_FILE_TEST_IS_REGULAR);
}

gboolean
pyxis_installation_carries_extension (void)
{
  g_autofree char *dir = dup_executable_dir ();

  return carried_extension_dir || has_extension (dir);
}

void
pyxis_installation_set_extension_dir (const char *dir)
{
  g_free (carried_extension_dir);
  carried_extension_dir = g_strdup (dir);
}

char *
pyxis_installation_dup_extension_dir (void)
{
  g_autofree char *dir = dup_executable_dir ();

  if (carried_extension_dir)
    return g_strdup (carried_extension_dir);
  if (has_extension (dir))
    return g_steal_pointer (&dir);
  if (runs_from_build_tree ())
    return g_build_filename (PYXIS_BUILDDIR, "src", "web-process", NULL);

  return relocate (PYXIS_PKGLIBDIR, PYXIS_LIBDIR "/pyxis");
}

char *
pyxis_installation_dup_extension (void)
{
  g_autofree char *dir = pyxis_installation_dup_extension_dir ();

  return g_build_filename (dir, EXTENSION_FILE, NULL);
}

char **
pyxis_installation_dup_runtime_roots (void)
{
  g_autoptr (GStrvBuilder) roots = g_strv_builder_new ();
  g_autofree char *own =
    g_build_filename (g_get_user_data_dir (), PYXIS_USER_FOLDER_SHARED, "runtime", NULL);
  g_autofree char *installed = NULL;

  g_strv_builder_add (roots, own);
  if (runs_from_build_tree ()) {
    installed = g_build_filename (PYXIS_BUILDDIR, "data", "runtime", NULL);
  } else {
    g_autofree char *data = relocate (PYXIS_PKGDATADIR, PYXIS_DATADIR "/pyxis");
    installed = g_build_filename (data, "runtime", NULL);
  }
  g_strv_builder_add (roots, installed);

  return g_strv_builder_end (roots);
}

char *
pyxis_installation_dup_examples_dir (void)
{
  g_autofree char *data = NULL;

  if (runs_from_build_tree ())
    return g_build_filename (PYXIS_SOURCEDIR, "data", "examples", NULL);

  data = relocate (PYXIS_PKGDATADIR, PYXIS_DATADIR "/pyxis");
  return g_build_filename (data, "examples", NULL);
}

char *
pyxis_installation_dup_cache_dir (void)
{
  char *dir = g_build_filename (g_get_user_cache_dir (), pyxis_user_folder_get_name (), NULL);

  g_mkdir_with_parents (dir, 0700);
  return dir;
}
