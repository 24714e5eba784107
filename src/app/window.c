/* SPDX-License-Identifier: Apache-2.0 */
#include "window.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "alert.h"
#include "examples.h"
#include "farewell.h"
#include "navigation.h"
#include "open-dialog.h"
#include "page-thumbnail.h"
#include "primary-menu.h"
#include "project-page.h"
#include "target.h"
#include "toast.h"
#include "welcome.h"
#include "window-memory.h"

struct _PyxisWindow {
  AdwApplicationWindow parent_instance;

  PyxisNavigation *navigation;
  AdwBin *page_bin;
  PyxisPrimaryMenu *primary_menu;
  GtkStack *stack;
  AdwStatusPage *status_page;
  PyxisWelcome *welcome;
  AdwWindowTitle *window_title;

  PyxisProjectPage *page;               /* NULL: a message or the welcome page is shown */
  char *failed_path;                    /* what could not be opened, to be tried again */
  PyxisRecentProjects *recent_projects; /* NULL: nothing is remembered */
  PyxisWindowMemory *memory;
};

G_DEFINE_FINAL_TYPE (PyxisWindow, pyxis_window, ADW_TYPE_APPLICATION_WINDOW)

/* Says why `path` does not run, with ways on. */
static void
show_failure (PyxisWindow *self, const char *icon, const char *title, const GError *error)
{
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  adw_status_page_set_icon_name (self->status_page, icon);
  adw_status_page_set_title (self->status_page, title);
  adw_status_page_set_description (self->status_page, escaped);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

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
  pyxis_window_memory_set_page (self->memory, NULL);
  set_view (self, NULL);
  g_signal_handlers_disconnect_by_data (self->page, self);
  self->page = NULL;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.duplicate", FALSE);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page", NULL);
  adw_bin_set_child (self->page_bin, NULL);
}

static void
set_failed_path (PyxisWindow *self, const char *path)
{
  char *copy = g_strdup (path);

  g_free (self->failed_path);
  self->failed_path = copy;
}

static void
cancelled_cb (PyxisProjectPage *page, gpointer user_data)
{
  PyxisWindow *self = user_data;

  close_project (self);
  update_title (self);
  gtk_stack_set_visible_child_name (self->stack, "welcome");
}

static void
failed_cb (PyxisProjectPage *page, GError *error, gpointer user_data)
{
  PyxisWindow *self = user_data;

  set_failed_path (self, pyxis_project_get_path (pyxis_project_page_get_project (page)));
  close_project (self);
  update_title (self);
  show_failure (self, "dialog-error-symbolic", _ ("The Project Could Not Start"), error);
}

static void
written_cb (GObject *recent_project)
{
  pyxis_recent_project_thumbnail_changed (PYXIS_RECENT_PROJECT (recent_project));
}

static void
view_cb (PyxisProjectPage *page, GParamSpec *pspec, gpointer user_data)
{
  PyxisWindow *self = user_data;
  const char *path = pyxis_project_get_path (pyxis_project_page_get_project (page));
  g_autofree char *thumbnail = NULL;

  set_view (self, pyxis_project_page_get_view (page));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.duplicate", TRUE);
  if (!self->recent_projects)
    return;
  thumbnail = pyxis_recent_projects_dup_thumbnail (self->recent_projects, path);
  if (thumbnail)
    pyxis_page_thumbnail_attach (
      pyxis_project_page_get_view (page), pyxis_project_page_get_log (page), thumbnail, written_cb,
      G_OBJECT (pyxis_recent_projects_lookup (self->recent_projects, path)));
}

static void
closed_cb (PyxisProjectPage *page, gpointer user_data)
{
  GtkApplication *application = gtk_window_get_application (user_data);

  if (application)
    pyxis_farewell (G_APPLICATION (application),
                    pyxis_project_get_origin (pyxis_project_page_get_project (page)),
                    pyxis_view_get_engine (pyxis_project_page_get_view (page)));
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
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page",
                                  pyxis_project_page_get_actions (self->page));
  adw_bin_set_child (self->page_bin, page);
  pyxis_window_memory_set_page (self->memory, self->page);
  gtk_stack_set_visible_child_name (self->stack, "project");
  update_title (self);
}

static void
open_chosen (GtkWindow *window, const char *path)
{
  pyxis_window_open_path (PYXIS_WINDOW (window), path);
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  pyxis_open_dialog_show (GTK_WINDOW (widget), g_str_equal (action, "win.open"), open_chosen);
}

static void
try_again_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *path = g_strdup (PYXIS_WINDOW (widget)->failed_path);

  if (path)
    pyxis_window_open_path (PYXIS_WINDOW (widget), path);
}

static void
welcome_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_stack_set_visible_child_name (PYXIS_WINDOW (widget)->stack, "welcome");
}

static void
welcome_open_cb (PyxisWelcome *welcome, const char *path, gpointer user_data)
{
  pyxis_window_open_path (user_data, path);
}

/* Another window on the same project: both share what its pages store. */
static void
duplicate_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisWindow *self = PYXIS_WINDOW (widget);
  AdwApplication *application = ADW_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  PyxisWindow *other;

  if (!self->page || !pyxis_project_page_get_view (self->page))
    return;
  other = PYXIS_WINDOW (pyxis_window_new (application));
  pyxis_window_set_recent_projects (other, self->recent_projects);
  show_page (other, pyxis_project_page_new_beside (self->page));
  gtk_window_present (GTK_WINDOW (other));
}

/* The page saw the key first, and had no use for it. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  if (!gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    return gtk_widget_activate_action (widget, "page.stop", NULL);
  gtk_window_unfullscreen (GTK_WINDOW (widget));
  return TRUE;
}

static void
fullscreened_cb (GtkWindow *window, GParamSpec *pspec, gpointer user_data)
{
  PyxisWindow *self = PYXIS_WINDOW (window);
  PyxisView *view = self->page ? pyxis_project_page_get_view (self->page) : NULL;

  if (view && gtk_window_is_fullscreen (window))
    pyxis_toast_say_status (GTK_WIDGET (view), _ ("Press F11 or Esc to leave full screen"));
}

/* What data/dev bench waits for. */
static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, user_data);
  g_debug ("first frame");
}

static void
pyxis_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (pyxis_window_parent_class)->realize (widget);

  g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                           G_CALLBACK (after_paint_cb), widget, 0);
}

/* The page may have something to lose: it is asked, and says "closed" when it may go. */
static gboolean
pyxis_window_close_request (GtkWindow *window)
{
  PyxisWindow *self = PYXIS_WINDOW (window);
  PyxisView *view = self->page ? pyxis_project_page_get_view (self->page) : NULL;

  if (!view)
    return GTK_WINDOW_CLASS (pyxis_window_parent_class)->close_request (window);
  pyxis_view_try_close (view);
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
pyxis_window_finalize (GObject *object)
{
  g_free (PYXIS_WINDOW (object)->failed_path);

  G_OBJECT_CLASS (pyxis_window_parent_class)->finalize (object);
}

static void
pyxis_window_class_init (PyxisWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_window_dispose;
  object_class->finalize = pyxis_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = pyxis_window_close_request;

  widget_class->realize = pyxis_window_realize;

  g_type_ensure (PYXIS_TYPE_NAVIGATION);
  g_type_ensure (PYXIS_TYPE_PRIMARY_MENU);
  g_type_ensure (PYXIS_TYPE_WELCOME);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, page_bin);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, status_page);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, window_title);
  gtk_widget_class_bind_template_callback (widget_class, fullscreened_cb);
  gtk_widget_class_bind_template_callback (widget_class, welcome_open_cb);

  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "win.open-file", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "win.try-again", NULL, try_again_cb);
  gtk_widget_class_install_action (widget_class, "win.welcome", NULL, welcome_cb);
  gtk_widget_class_install_action (widget_class, "win.duplicate", NULL, duplicate_cb);
  gtk_widget_class_install_property_action (widget_class, "win.fullscreen", "fullscreened");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
pyxis_window_init (PyxisWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.duplicate", FALSE);
  self->memory = pyxis_window_memory_new (GTK_WINDOW (self));
}

GtkWidget *
pyxis_window_new (AdwApplication *application)
{
  return g_object_new (PYXIS_TYPE_WINDOW, "application", application, NULL);
}

PyxisWindow *
pyxis_window_find (GtkApplication *application, const char *path)
{
  char *canonical = realpath (path, NULL);
  PyxisWindow *found = NULL;

  for (GList *l = gtk_application_get_windows (application); l && canonical && !found;
       l = l->next) {
    PyxisWindow *window = PYXIS_IS_WINDOW (l->data) ? l->data : NULL;
    PyxisProject *project =
      window && window->page ? pyxis_project_page_get_project (window->page) : NULL;

    if (project && g_str_equal (pyxis_project_get_path (project), canonical))
      found = window;
  }
  free (canonical);
  return found;
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

gboolean
pyxis_window_is_free (PyxisWindow *self)
{
  g_return_val_if_fail (PYXIS_IS_WINDOW (self), FALSE);

  return !self->page;
}

/* (nullable): of a window on the project that was closed a moment ago. */
static PyxisEngine *
find_sibling (PyxisWindow *self, PyxisProject *project)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (!application)
    return NULL;
  return pyxis_farewell_find (G_APPLICATION (application), pyxis_project_get_origin (project));
}

void
pyxis_window_open_project (PyxisWindow *self, PyxisProject *project)
{
  g_return_if_fail (PYXIS_IS_WINDOW (self));

  if (self->recent_projects && !pyxis_examples_contain (pyxis_project_get_path (project)))
    pyxis_recent_projects_add (self->recent_projects, project);
  show_page (self, pyxis_project_page_new (project, find_sibling (self, project)));
}

void
pyxis_window_open_path (PyxisWindow *self, const char *path)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  PyxisWindow *other = application ? pyxis_window_find (application, path) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisProject) project = NULL;

  g_return_if_fail (PYXIS_IS_WINDOW (self));

  if (other && other != self) {
    gtk_window_present (GTK_WINDOW (other));
    return;
  }
  project = pyxis_target_load (path, NULL, &error);
  if (project) {
    pyxis_window_open_project (self, project);
  } else if (self->page) {
    pyxis_alert_show (GTK_WINDOW (self), _ ("Nothing to Run There"), error->message);
  } else {
    set_failed_path (self, path);
    show_failure (self, "dialog-warning-symbolic", _ ("Nothing to Run Here"), error);
  }
}
