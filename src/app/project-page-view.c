/* SPDX-License-Identifier: Apache-2.0 */
#include "page-console.h"
#include "page-dialogs.h"
#include "page-events.h"
#include "page-files.h"
#include "page-links.h"
#include "page-network.h"
#include "page-notifications.h"
#include "page-picks.h"
#include "page-stops.h"
#include "project-page-private.h"
#include "view-tools.h"

static void
title_changed_cb (PyxisView *view, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify (user_data, "title");
  g_object_notify (user_data, "subtitle");
}

static void
progress_changed_cb (PyxisView *view, GParamSpec *pspec, gpointer user_data)
{
  PyxisProjectPage *self = user_data;
  double progress = 0;

  g_object_get (view, "progress", &progress, NULL);
  gtk_progress_bar_set_fraction (self->progress_bar, progress);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar),
                          pyxis_view_is_loading (view) && progress < 1);
}

static void
closed_cb (PyxisView *view, gpointer user_data)
{
  g_signal_emit_by_name (user_data, "closed");
}

static void
painted_cb (PyxisView *view, gpointer user_data)
{
  pyxis_loading_uncover (PYXIS_PROJECT_PAGE (user_data)->loading);
}

static void
responsive_changed_cb (PyxisView *view, GParamSpec *pspec, gpointer user_data)
{
  PyxisProjectPage *self = user_data;
  gboolean is_responsive = TRUE;

  g_object_get (view, "is-responsive", &is_responsive, NULL);
  pyxis_loading_set_is_responsive (self->loading, is_responsive);
}

/* An element that fills the screen has it for itself. */
static void
full_screen_changed_cb (PyxisView *view, GParamSpec *pspec, gpointer user_data)
{
  PyxisProjectPage *self = user_data;
  gboolean is_full_screen = pyxis_view_is_full_screen (view);

  gtk_widget_set_visible (GTK_WIDGET (self->notice_bar), !is_full_screen);
  gtk_widget_set_child_visible (GTK_WIDGET (self->error_overlay), !is_full_screen);
  gtk_widget_set_visible (GTK_WIDGET (self->find_bar), !is_full_screen);
  pyxis_dock_set_covered (self->dock, is_full_screen);
}

static void
connect_tools (PyxisProjectPage *self)
{
  PyxisFileKeeper *keeper = pyxis_session_get_keeper (self->session);

  pyxis_panel_set_vfs (self->panel, pyxis_engine_get_vfs (pyxis_view_get_engine (self->view)));
  pyxis_panel_set_unsaved (self->panel, pyxis_file_keeper_get_unsaved (keeper));
  pyxis_panel_set_interpreters (self->panel, pyxis_view_get_interpreters (self->view));
  pyxis_page_console_attach (self->view, self->panel);
  pyxis_page_events_attach (self, self->element_mark, self->element_picker);
  pyxis_page_network_attach (self);
  pyxis_page_stops_attach (self, self->stop_bar, self->panel);
}

void
pyxis_project_page_connect_view (PyxisProjectPage *self)
{
  const char *name = pyxis_project_get_name (pyxis_project_page_get_project (self));

  g_signal_connect_object (self->view, "notify::title", G_CALLBACK (title_changed_cb), self, 0);
  g_signal_connect_object (self->view, "notify::progress", G_CALLBACK (progress_changed_cb), self,
                           0);
  g_signal_connect_object (self->view, "notify::is-loading", G_CALLBACK (progress_changed_cb), self,
                           0);
  g_signal_connect_object (self->view, "notify::is-responsive", G_CALLBACK (responsive_changed_cb),
                           self, 0);
  g_signal_connect_object (self->view, "painted", G_CALLBACK (painted_cb), self, 0);
  g_signal_connect_object (self->view, "closed", G_CALLBACK (closed_cb), self, 0);
  if (pyxis_project_has_tools (pyxis_project_page_get_project (self)))
    connect_tools (self);
  pyxis_page_dialogs_attach (self->view, name);
  pyxis_page_files_attach (self->view);
  pyxis_page_links_attach (self->view);
  pyxis_page_notifications_attach (self->view);
  pyxis_page_picks_attach (self->view, name);
  pyxis_permission_bar_attach (self->permission_bar, self->view, name);
  pyxis_recovery_bar_attach (self->recovery_bar, self);
  pyxis_download_bar_attach (self->download_bar, self->view);
  g_signal_connect_object (self->view, "notify::is-full-screen",
                           G_CALLBACK (full_screen_changed_cb), self, 0);
}
