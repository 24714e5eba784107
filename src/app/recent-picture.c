/* SPDX-License-Identifier: Apache-2.0 */
#include "recent-picture.h"

#include "page-thumbnail.h"

static void
written_cb (GObject *recent_project)
{
  pyxis_recent_project_thumbnail_changed (PYXIS_RECENT_PROJECT (recent_project));
}

void
pyxis_recent_picture_attach (PyxisRecentProjects *recent_projects, PyxisProjectPage *page)
{
  const char *path = pyxis_project_get_path (pyxis_project_page_get_project (page));
  g_autofree char *thumbnail = pyxis_recent_projects_dup_thumbnail (recent_projects, path);

  if (thumbnail)
    pyxis_page_thumbnail_attach (pyxis_project_page_get_view (page),
                                 pyxis_project_page_get_log (page), thumbnail, written_cb,
                                 G_OBJECT (pyxis_recent_projects_lookup (recent_projects, path)));
}
