/* SPDX-License-Identifier: Apache-2.0 */
#include "page-file.h"

#include <gio/gio.h>
#include <string.h>

#include "address.h"
#include "project-scan.h"

/* An archive has its files inside. */
static gboolean
is_archive (PyxisProject *project)
{
  const char *path = pyxis_project_get_path (project);

  return !g_file_test (path, G_FILE_TEST_IS_DIR) && !pyxis_project_scan_is_page (path) &&
         !pyxis_project_scan_is_script (path);
}

char *
pyxis_page_file_dup_name (PyxisProject *project, const char *address)
{
  g_autofree char *relative = pyxis_address_dup_file (address);

  return relative && *relative ? g_path_get_basename (relative)
                               : g_strdup (pyxis_project_get_name (project));
}

char *
pyxis_page_file_dup_path (PyxisProject *project, const char *address)
{
  g_autofree char *relative = pyxis_address_dup_file (address);
  g_autofree char *folder = pyxis_page_file_dup_folder (project);
  g_autofree char *path = relative ? g_build_filename (folder, relative, NULL) : NULL;

  if (!path || is_archive (project) || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;
  return g_steal_pointer (&path);
}

char *
pyxis_page_file_dup_folder (PyxisProject *project)
{
  const char *path = pyxis_project_get_path (project);

  return g_file_test (path, G_FILE_TEST_IS_DIR) ? g_strdup (path) : g_path_get_dirname (path);
}
