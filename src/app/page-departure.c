/* SPDX-License-Identifier: Apache-2.0 */
#include "page-departure.h"

#include "farewell.h"
#include "leave-question.h"
#include "panel-window.h"

static void
leave_page (PyxisProjectPage *page)
{
  pyxis_view_try_close (pyxis_project_page_get_view (page));
}

static void
close_page (PyxisProjectPage *page)
{
  g_signal_emit_by_name (page, "closed");
}

void
pyxis_page_departure_begin (PyxisProjectPage *page)
{
  pyxis_leave_question_reset (page);
  pyxis_leave_question_ask (page, leave_page);
}

gboolean
pyxis_page_departure_is_over (PyxisProjectPage *page, GtkApplication *application)
{
  if (!pyxis_leave_question_is_answered (page)) {
    pyxis_leave_question_ask (page, close_page);
    return FALSE;
  }

  if (application)
    pyxis_farewell (G_APPLICATION (application));
  return TRUE;
}

/* Windows of panels go with their pages. */
void
pyxis_page_departure_quit (GtkApplication *application)
{
  GList *windows = g_list_copy (gtk_application_get_windows (application));

  for (GList *l = windows; l; l = l->next)
    g_object_ref (l->data); /* one may take others with it */
  for (GList *l = windows; l; l = l->next)
    if (!PYXIS_IS_PANEL_WINDOW (l->data))
      gtk_window_close (l->data);
  g_list_free_full (windows, g_object_unref);
}
