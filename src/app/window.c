/* SPDX-License-Identifier: Apache-2.0 */
#include "window-private.h"

#include <glib/gi18n.h>

#include "early-snapshot.h"
#include "examples.h"
#include "failure-page.h"
#include "first-frame.h"
#include "key-question.h"
#include "navigation.h"
#include "page-departure.h"
#include "page-slot.h"
#include "panel-button.h"
#include "primary-menu.h"
#include "recent-picture.h"
#include "refusal.h"
#include "target.h"
#include "welcome.h"
#include "window-actions.h"

struct _PyxisWindow {
  AdwApplicationWindow parent_instance;

  PyxisFailurePage *failure_page; /* NULL until the first failure */
  PyxisNavigation *navigation;
  AdwBin *page_bin;
  PyxisPanelButton *panel_button;
  PyxisPrimaryMenu *primary_menu;
  GtkStack *stack;
  PyxisWelcome *welcome;
  AdwWindowTitle *window_title;

  PyxisProjectPage *page;               /* NULL: a failure or the welcome page is shown */
  PyxisRecentProjects *recent_projects; /* NULL: nothing is remembered */
  PyxisWindowMemory *memory;
  PyxisSnapshotChoice snapshot;
  gboolean stays; /* when the project goes: for the welcome page */
};

G_DEFINE_FINAL_TYPE (PyxisWindow, pyxis_window, ADW_TYPE_APPLICATION_WINDOW)

static void
update_title (PyxisWindow *self)
{
  g_autofree char *whole = self->page ? pyxis_project_page_dup_window_title (self->page) : NULL;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (self->page)
    g_object_get (self->page, "title", &title, "subtitle", &subtitle, NULL);
  adw_window_title_set_title (self->window_title, title ? title : _ ("Pyxis"));
  adw_window_title_set_subtitle (self->window_title, subtitle ? subtitle : "");
  gtk_window_set_title (GTK_WINDOW (self), whole ? whole : _ ("Pyxis"));
}

static void
title_changed_cb (PyxisProjectPage *page, GParamSpec *pspec, gpointer user_data)
{
  update_title (user_data);
}

static void
set_view (PyxisWindow *self, PyxisView *view)
{
  pyxis_navigation_set_view (self->navigation, view);
  pyxis_primary_menu_set_view (self->primary_menu, view);
}

static void
close_project (PyxisWindow *self)
{
  if (!self->page)
    return;
  self->stays = FALSE;
  pyxis_panel_button_set_failures (self->panel_button, NULL);
  set_view (self, NULL);
  self->page = NULL;
  pyxis_window_actions_enable (GTK_WIDGET (self), FALSE);
  pyxis_page_slot_empty (self->page_bin, self->memory);
}

/* What is left may go on for a moment, until the other is faded in. */
static void
show_child (PyxisWindow *self, GtkWidget *child)
{
  gboolean is_new = gtk_stack_get_visible_child (self->stack) != child;

  if (self->failure_page && child != GTK_WIDGET (self->failure_page))
    pyxis_failure_page_leave (self->failure_page);
  gtk_stack_set_visible_child (self->stack, child);
  if (is_new && child == GTK_WIDGET (self->failure_page))
    gtk_widget_grab_focus (child);
}

static void
cancelled_cb (PyxisProjectPage *page, gpointer user_data)
{
  pyxis_window_show_welcome (user_data);
}

static void
open_path_cb (GtkWidget *child, const char *path, gpointer user_data)
{
  pyxis_window_open_path (user_data, path);
}

/* Most windows never show it, and its excerpt is a source view. */
static PyxisFailurePage *
get_failure_page (PyxisWindow *self)
{
  if (!self->failure_page) {
    self->failure_page = g_object_new (PYXIS_TYPE_FAILURE_PAGE, NULL);
    g_signal_connect (self->failure_page, "try-again", G_CALLBACK (open_path_cb), self);
    gtk_stack_add_named (self->stack, GTK_WIDGET (self->failure_page), "failure");
  }
  return self->failure_page;
}

static void
failed_cb (PyxisProjectPage *page, GError *error, gpointer user_data)
{
  PyxisWindow *self = user_data;

  pyxis_failure_page_show_start_error (
    get_failure_page (self), pyxis_project_get_path (pyxis_project_page_get_project (page)), error);
  close_project (self);
  update_title (self);
  show_child (self, GTK_WIDGET (self->failure_page));
}

static void
view_cb (PyxisProjectPage *page, GParamSpec *pspec, gpointer user_data)
{
  PyxisWindow *self = user_data;

  set_view (self, pyxis_project_page_get_view (page));
  pyxis_window_actions_enable (GTK_WIDGET (self), TRUE);
  if (self->recent_projects)
    pyxis_recent_picture_attach (self->recent_projects, page);
}

static void
closed_cb (PyxisProjectPage *page, gpointer user_data)
{
  if (!pyxis_page_departure_is_over (page, gtk_window_get_application (user_data)))
    return;
  if (PYXIS_WINDOW (user_data)->stays)
    pyxis_window_show_welcome (user_data);
  else
    gtk_window_destroy (user_data);
}

static void
show_page (PyxisWindow *self, GtkWidget *page)
{
  close_project (self);
  self->page = PYXIS_PROJECT_PAGE (page);
  g_signal_connect (page, "notify::title", G_CALLBACK (title_changed_cb), self);
  g_signal_connect (page, "notify::view", G_CALLBACK (view_cb), self);
  g_signal_connect (page, "cancelled", G_CALLBACK (cancelled_cb), self);
  g_signal_connect (page, "closed", G_CALLBACK (closed_cb), self);
  g_signal_connect (page, "failed", G_CALLBACK (failed_cb), self);
  pyxis_page_slot_fill (self->page_bin, self->page, self->memory);
  pyxis_panel_button_set_failures (
    self->panel_button, pyxis_panel_get_failures (pyxis_project_page_get_panel (self->page)));
  show_child (self, GTK_WIDGET (self->page_bin));
  update_title (self);
}

/* The user may have something to lose, and then the page: it says "closed" when it may go. */
static void
ask_to_leave (PyxisWindow *self, gboolean stays)
{
  self->stays = stays;
  pyxis_page_departure_begin (self->page);
}

static gboolean
pyxis_window_close_request (GtkWindow *window)
{
  PyxisWindow *self = PYXIS_WINDOW (window);
  PyxisView *view = self->page ? pyxis_project_page_get_view (self->page) : NULL;

  if (!view)
    return GTK_WINDOW_CLASS (pyxis_window_parent_class)->close_request (window);
  ask_to_leave (self, FALSE);
  return TRUE;
}

static void
pyxis_window_dispose (GObject *object)
{
  PyxisWindow *self = PYXIS_WINDOW (object);

  close_project (self);
  g_clear_pointer (&self->memory, pyxis_window_memory_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_WINDOW);
  g_clear_object (&self->recent_projects);

  G_OBJECT_CLASS (pyxis_window_parent_class)->dispose (object);
}

static void
pyxis_window_class_init (PyxisWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pyxis_window_close_request;

  g_type_ensure (PYXIS_TYPE_NAVIGATION);
  g_type_ensure (PYXIS_TYPE_PANEL_BUTTON);
  g_type_ensure (PYXIS_TYPE_PRIMARY_MENU);
  g_type_ensure (PYXIS_TYPE_WELCOME);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, page_bin);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, panel_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, window_title);
  gtk_widget_class_bind_template_callback (widget_class, open_path_cb);
  pyxis_window_actions_install (widget_class);
}

static void
pyxis_window_init (PyxisWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pyxis_window_actions_enable (GTK_WIDGET (self), FALSE);
  self->memory = pyxis_window_memory_new (GTK_WINDOW (self));
  pyxis_first_frame_announce (GTK_WIDGET (self));
  pyxis_early_snapshot_attach (GTK_WIDGET (self->welcome));
}

GtkWidget *
pyxis_window_new (AdwApplication *application)
{
  return g_object_new (PYXIS_TYPE_WINDOW, "application", application, NULL);
}

void
pyxis_window_set_recent_projects (PyxisWindow *self, PyxisRecentProjects *recent_projects)
{
  g_return_if_fail (PYXIS_IS_WINDOW (self));

  g_set_object (&self->recent_projects, recent_projects);
  pyxis_welcome_set_recent_projects (self->welcome, recent_projects);
}

void
pyxis_window_set_notice (PyxisWindow *self, const char *sentence)
{
  g_return_if_fail (PYXIS_IS_WINDOW (self));

  pyxis_welcome_set_notice (self->welcome, sentence);
}

void
pyxis_window_set_snapshot (PyxisWindow *self, PyxisSnapshotChoice snapshot)
{
  g_return_if_fail (PYXIS_IS_WINDOW (self));

  self->snapshot = snapshot;
  if (snapshot == PYXIS_SNAPSHOT_OFF)
    pyxis_early_snapshot_detach (GTK_WIDGET (self->welcome));
}

gboolean
pyxis_window_is_free (PyxisWindow *self)
{
  g_return_val_if_fail (PYXIS_IS_WINDOW (self), FALSE);

  return !self->page;
}

void
pyxis_window_open_project (PyxisWindow *self, PyxisProject *project)
{
  g_return_if_fail (PYXIS_IS_WINDOW (self));

  if (self->recent_projects && !pyxis_examples_contain (pyxis_project_get_path (project)))
    pyxis_recent_projects_add (self->recent_projects, project);
  show_page (self, pyxis_project_page_new (project, self->snapshot, NULL));
}

static PyxisWindow *
create_beside (PyxisWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  PyxisWindow *other = PYXIS_WINDOW (pyxis_window_new (ADW_APPLICATION (application)));

  pyxis_window_set_recent_projects (other, self->recent_projects);
  return other;
}

/* What runs goes on: it may hold what its user has not saved. */
static void
open_beside (PyxisWindow *self, PyxisProject *project)
{
  PyxisWindow *other = create_beside (self);

  pyxis_window_open_project (other, project);
  gtk_window_present (GTK_WINDOW (other));
}

void
pyxis_window_open_path (PyxisWindow *self, const char *path)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  PyxisWindow *other = application ? pyxis_window_find (application, path) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisProject) project = NULL;

  g_return_if_fail (PYXIS_IS_WINDOW (self));

  if (other) {
    if (!self->page)
      pyxis_window_show_welcome (self);
    gtk_window_present (GTK_WINDOW (other));
    return;
  }
  project = pyxis_target_open (path, &error);
  if (project && self->page) {
    open_beside (self, project);
  } else if (project) {
    pyxis_window_open_project (self, project);
  } else if (pyxis_key_question_ask (self, path)) {
    return; /* it is opened after a yes */
  } else if (self->page) {
    pyxis_refusal_tell (GTK_WINDOW (self), path, error);
  } else {
    pyxis_failure_page_show_load_error (get_failure_page (self), path, error);
    show_child (self, GTK_WIDGET (self->failure_page));
  }
}

PyxisProjectPage *
pyxis_window_get_page (PyxisWindow *self)
{
  return self->page;
}

void
pyxis_window_show_welcome (PyxisWindow *self)
{
  close_project (self);
  update_title (self);
  show_child (self, GTK_WIDGET (self->welcome));
}

void
pyxis_window_close_project (PyxisWindow *self)
{
  if (self->page && pyxis_project_page_get_view (self->page))
    ask_to_leave (self, TRUE);
}

void
pyxis_window_duplicate (PyxisWindow *self, const char *address)
{
  PyxisWindow *other;

  if (!self->page || !pyxis_project_page_get_view (self->page))
    return;
  other = create_beside (self);
  show_page (other, pyxis_project_page_new_beside (self->page, address));
  gtk_window_present (GTK_WINDOW (other));
}
