/* SPDX-License-Identifier: Apache-2.0 */
#include "window.h"

#include <glib/gi18n.h>

#include "farewell.h"
#include "navigation.h"
#include "primary-menu.h"
#include "project-page.h"
#include "target.h"
#include "window-memory.h"

struct _PyxisWindow {
  AdwApplicationWindow parent_instance;

  PyxisNavigation *navigation;
  AdwBin *page_bin;
  PyxisPrimaryMenu *primary_menu;
  GtkStack *stack;
  AdwStatusPage *status_page;
  AdwWindowTitle *window_title;

  PyxisProjectPage *page; /* NULL: a message is shown instead */
  PyxisWindowMemory *memory;
};

G_DEFINE_FINAL_TYPE (PyxisWindow, pyxis_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_message (PyxisWindow *self, const char *icon, const char *title, const char *description)
{
  g_autofree char *escaped = g_markup_escape_text (description, -1);

  adw_status_page_set_icon_name (self->status_page, icon);
  adw_status_page_set_title (self->status_page, title);
  adw_status_page_set_description (self->status_page, escaped);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

/* Over a project that runs, which goes on. */
static void
show_dialog (PyxisWindow *self, const char *title, const char *sentence)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), title, sentence);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
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
view_cb (PyxisProjectPage *page, GParamSpec *pspec, gpointer user_data)
{
  set_view (user_data, pyxis_project_page_get_view (page));
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
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page", NULL);
  adw_bin_set_child (self->page_bin, NULL);
}

static void
cancelled_cb (PyxisProjectPage *page, gpointer user_data)
{
  PyxisWindow *self = user_data;

  close_project (self);
  update_title (self);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

static void
failed_cb (PyxisProjectPage *page, GError *error, gpointer user_data)
{
  PyxisWindow *self = user_data;

  close_project (self);
  update_title (self);
  show_message (self, "dialog-error-symbolic", _ ("The Project Could Not Start"), error->message);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  PyxisWindow *self = user_data;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT) {
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
    path = g_file_get_path (file);
    if (path)
      pyxis_window_open_path (self, path);
  }
  g_object_unref (dialog);
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_ ("Open a Project Folder"), GTK_WINDOW (widget),
                                 GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);

  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), widget, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
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

  if (self->page && gtk_window_is_fullscreen (window))
    pyxis_project_page_show_status (self->page, _ ("Press F11 or Esc to leave full screen"));
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

static void
closed_cb (PyxisProjectPage *page, gpointer user_data)
{
  GtkApplication *application = gtk_window_get_application (user_data);

  if (application)
    pyxis_farewell (G_APPLICATION (application),
                    pyxis_view_get_engine (pyxis_project_page_get_view (page)));
  gtk_window_destroy (user_data);
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

  G_OBJECT_CLASS (pyxis_window_parent_class)->dispose (object);
}

static void
pyxis_window_class_init (PyxisWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pyxis_window_close_request;

  widget_class->realize = pyxis_window_realize;

  g_type_ensure (PYXIS_TYPE_NAVIGATION);
  g_type_ensure (PYXIS_TYPE_PRIMARY_MENU);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, page_bin);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, status_page);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, window_title);
  gtk_widget_class_bind_template_callback (widget_class, fullscreened_cb);

  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_cb);
  gtk_widget_class_install_property_action (widget_class, "win.fullscreen", "fullscreened");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
pyxis_window_init (PyxisWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->memory = pyxis_window_memory_new (GTK_WINDOW (self));
}

GtkWidget *
pyxis_window_new (AdwApplication *application)
{
  return g_object_new (PYXIS_TYPE_WINDOW, "application", application, NULL);
}

void
pyxis_window_open_project (PyxisWindow *self, PyxisProject *project)
{
  g_return_if_fail (PYXIS_IS_WINDOW (self));

  close_project (self);
  self->page = PYXIS_PROJECT_PAGE (pyxis_project_page_new (project));
  g_signal_connect (self->page, "notify::title", G_CALLBACK (title_changed_cb), self);
  g_signal_connect (self->page, "notify::view", G_CALLBACK (view_cb), self);
  g_signal_connect (self->page, "cancelled", G_CALLBACK (cancelled_cb), self);
  g_signal_connect (self->page, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect (self->page, "closed", G_CALLBACK (closed_cb), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page",
                                  pyxis_project_page_get_actions (self->page));
  adw_bin_set_child (self->page_bin, GTK_WIDGET (self->page));
  pyxis_window_memory_set_page (self->memory, self->page);
  gtk_stack_set_visible_child_name (self->stack, "project");
  update_title (self);
}

void
pyxis_window_open_path (PyxisWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisProject) project = pyxis_target_load (path, NULL, &error);

  g_return_if_fail (PYXIS_IS_WINDOW (self));

  if (project)
    pyxis_window_open_project (self, project);
  else if (self->page)
    show_dialog (self, _ ("Nothing to Run There"), error->message);
  else
    show_message (self, "dialog-warning-symbolic", _ ("Nothing to Run Here"), error->message);
}
