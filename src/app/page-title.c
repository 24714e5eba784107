/* SPDX-License-Identifier: Apache-2.0 */
#include "page-title.h"

/* (nullable): the title of the page, where it says more than the project's name. */
static const char *
get_own_title (PyxisProject *project, PyxisView *view)
{
  const char *title = view ? pyxis_view_get_title (view) : NULL;

  return title && *title && !g_str_equal (title, pyxis_project_get_name (project)) ? title : NULL;
}

char *
pyxis_page_title_dup (PyxisProject *project, PyxisView *view)
{
  const char *title = get_own_title (project, view);

  return g_strdup (title ? title : pyxis_project_get_name (project));
}

char *
pyxis_page_title_dup_subtitle (PyxisProject *project, PyxisView *view)
{
  return get_own_title (project, view)
           ? g_strdup (pyxis_project_get_name (project))
           : g_filename_display_basename (pyxis_project_get_path (project));
}

char *
pyxis_page_title_dup_window_title (PyxisProject *project, PyxisView *view)
{
  const char *name = pyxis_project_get_name (project);
  const char *title = get_own_title (project, view);

  return title ? g_strdup_printf ("%s – %s", title, name) : g_strdup (name);
}
