/* SPDX-License-Identifier: Apache-2.0 */
#include "target.h"

PyxisProject *
pyxis_target_load (const char *path, const char *page, GError **error)
{
  g_autoptr (PyxisProject) project = pyxis_project_load_page (path, page, error);

  if (!project)
    return NULL;
  if (pyxis_project_get_configuration (project)->problem) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         pyxis_project_get_configuration (project)->problem);
    return NULL;
  }
  return g_steal_pointer (&project);
}
