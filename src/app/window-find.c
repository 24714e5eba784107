/* SPDX-License-Identifier: Apache-2.0 */
#include "window-private.h"

#include <stdlib.h>

PyxisWindow *
pyxis_window_find (GtkApplication *application, const char *path)
{
  char *canonical = realpath (path, NULL);
  PyxisWindow *found = NULL;

  for (GList *l = gtk_application_get_windows (application); l && canonical && !found;
       l = l->next) {
    PyxisWindow *window = PYXIS_IS_WINDOW (l->data) ? l->data : NULL;
    PyxisProjectPage *page = window ? pyxis_window_get_page (window) : NULL;
    PyxisProject *project = page ? pyxis_project_page_get_project (page) : NULL;

    if (project && g_str_equal (pyxis_project_get_path (project), canonical))
      found = window;
  }
  free (canonical);
  return found;
}
