/* SPDX-License-Identifier: Apache-2.0 */
#include "target.h"

#include "packed-project.h"
#include "pins.h"

/* An app in the place of another author's is refused before anything of it runs. */
static PyxisProject *
load_packed (const char *path, const char *page, gboolean is_remembered, GError **error)
{
  g_autoptr (PyxisBundle) bundle = pyxis_bundle_open (path, error);

  if (!bundle || !pyxis_pins_check (bundle, error) ||
      (is_remembered && !pyxis_pins_remember (bundle, error)))
    return NULL;
  return pyxis_packed_project_load (bundle, path, page, error);
}

static PyxisProject *
load (const char *path, const char *page, gboolean is_remembered, GError **error)
{
  g_autoptr (PyxisProject) project = pyxis_packed_project_is_one (path)
                                       ? load_packed (path, page, is_remembered, error)
                                       : pyxis_project_load_page (path, page, error);

  if (!project)
    return NULL;
  if (pyxis_project_get_configuration (project)->problem) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         pyxis_project_get_configuration (project)->problem);
    return NULL;
  }
  return g_steal_pointer (&project);
}

PyxisProject *
pyxis_target_load (const char *path, const char *page, GError **error)
{
  return load (path, page, FALSE, error);
}

PyxisProject *
pyxis_target_open (const char *path, GError **error)
{
  return load (path, NULL, TRUE, error);
}
