/* SPDX-License-Identifier: Apache-2.0 */
#include "recent-picture.h"

#include "page-thumbnail.h"

static char *
dup_path_cb (GObject *recent_projects, const char *path)
{
  return pyxis_recent_projects_dup_thumbnail (PYXIS_RECENT_PROJECTS (recent_projects), path);
}

static void
written_cb (GObject *recent_projects, const char *path)
{
  PyxisRecentProject *project =
    pyxis_recent_projects_lookup (PYXIS_RECENT_PROJECTS (recent_projects), path);

  if (project)
    pyxis_recent_project_thumbnail_changed (project);
}

void
pyxis_recent_picture_attach (PyxisRecentProjects *recent_projects, PyxisProjectPage *page)
{
  const char *path = pyxis_project_get_path (pyxis_project_page_get_project (page));

  pyxis_page_thumbnail_attach (pyxis_project_page_get_view (page),
                               pyxis_project_page_get_log (page), path, dup_path_cb, written_cb,
                               G_OBJECT (recent_projects));
}
