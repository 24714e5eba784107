/* SPDX-License-Identifier: Apache-2.0 */
#include "packed-window.h"

#include <glib/gi18n.h>

#include "first-frame.h"
#include "full-screen.h"
#include "opened-chooser.h"
#include "page-departure.h"
#include "page-slot.h"
#include "zoom-row.h"

struct _PyxisPackedWindow {
  AdwApplicationWindow parent_instance;

  AdwStatusPage *failure_page;
  AdwBin *page_bin;
  GtkStack *stack;
  AdwWindowTitle *window_title;
  PyxisZoomRow *zoom_row;

  const PyxisPackedApp *app;
  PyxisProjectPage *page; /* NULL: it could not start, or has ended */
  PyxisWindowMemory *memory;
};

G_DEFINE_FINAL_TYPE (PyxisPackedWindow, pyxis_packed_window, ADW_TYPE_APPLICATION_WINDOW)

static void
update_title (PyxisPackedWindow *self)
{
  const char *name = pyxis_packed_app_get_name (self->app);
  PyxisView *view = self->page ? pyxis_project_page_get_view (self->page) : NULL;
  const char *title = view ? pyxis_view_get_title (view) : NULL;
  gboolean has_own = title && *title && !g_str_equal (title, name);

  adw_window_title_set_title (self->window_title, has_own ? title : name);
  adw_window_title_set_subtitle (self->window_title, has_own ? name : "");
  gtk_window_set_title (GTK_WINDOW (self), has_own ? title : name);
}

static void
title_changed_cb (PyxisProjectPage *page, GParamSpec *pspec, gpointer user_data)
{
  update_title (user_data);
}

static void
end_page (PyxisPackedWindow *self)
{
  if (!self->page)
    return;
  pyxis_zoom_row_set_view (self->zoom_row, NULL);
  self->page = NULL;
  pyxis_page_slot_empty (self->page_bin, self->memory);
}

static void
view_cb (PyxisProjectPage *page, GParamSpec *pspec, gpointer user_data)
{
  PyxisPackedWindow *self = user_data;

  pyxis_zoom_row_set_view (self->zoom_row, pyxis_project_page_get_view (page));
}

static void
cancelled_cb (PyxisProjectPage *page, gpointer user_data)
{
  gtk_window_destroy (user_data);
}

static void
closed_cb (PyxisProjectPage *page, gpointer user_data)
{
  if (pyxis_page_departure_is_over (page, gtk_window_get_application (user_data)))
    gtk_window_destroy (user_data);
}

static void
failed_cb (PyxisProjectPage *page, GError *error, gpointer user_data)
{
  PyxisPackedWindow *self = user_data;
  g_autofree char *title =
    g_strdup_printf (_ ("%s Cannot Start"), pyxis_packed_app_get_name (self->app));
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  adw_status_page_set_title (self->failure_page, title);
  adw_status_page_set_description (self->failure_page, escaped);
  end_page (self);
  update_title (self);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->failure_page));
}

static void
show_page (PyxisPackedWindow *self, GtkWidget *page)
{
  self->page = PYXIS_PROJECT_PAGE (page);
  g_signal_connect (page, "notify::title", G_CALLBACK (title_changed_cb), self);
  g_signal_connect (page, "notify::view", G_CALLBACK (view_cb), self);
  g_signal_connect (page, "cancelled", G_CALLBACK (cancelled_cb), self);
  g_signal_connect (page, "closed", G_CALLBACK (closed_cb), self);
  g_signal_connect (page, "failed", G_CALLBACK (failed_cb), self);
  pyxis_page_slot_fill (self->page_bin, self->page, self->memory);
  update_title (self);
}

static void
open_page_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisPackedWindow *self = PYXIS_PACKED_WINDOW (widget);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (self->page && pyxis_project_page_get_view (self->page))
    gtk_window_present (
      GTK_WINDOW (pyxis_packed_window_new (ADW_APPLICATION (application), self->app, self->page,
                                           g_variant_get_string (parameter, NULL))));
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisPackedWindow *self = PYXIS_PACKED_WINDOW (widget);

  if (self->page)
    pyxis_opened_chooser_show (self->page, self->app->description);
}

static void
fullscreened_cb (GtkWindow *window, GParamSpec *pspec, gpointer user_data)
{
  pyxis_full_screen_tell (window, PYXIS_PACKED_WINDOW (window)->page);
}

static gboolean
pyxis_packed_window_close_request (GtkWindow *window)
{
  PyxisProjectPage *page = PYXIS_PACKED_WINDOW (window)->page;

  if (!page || !pyxis_project_page_get_view (page))
    return GTK_WINDOW_CLASS (pyxis_packed_window_parent_class)->close_request (window);
  pyxis_page_departure_begin (page);
  return TRUE;
}

static void
pyxis_packed_window_dispose (GObject *object)
{
  PyxisPackedWindow *self = PYXIS_PACKED_WINDOW (object);

  end_page (self);
  g_clear_pointer (&self->memory, pyxis_window_memory_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_PACKED_WINDOW);

  G_OBJECT_CLASS (pyxis_packed_window_parent_class)->dispose (object);
}

static void
pyxis_packed_window_class_init (PyxisPackedWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_packed_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pyxis_packed_window_close_request;

  g_type_ensure (PYXIS_TYPE_ZOOM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/packed-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisPackedWindow, failure_page);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackedWindow, page_bin);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackedWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackedWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackedWindow, zoom_row);
  gtk_widget_class_bind_template_callback (widget_class, fullscreened_cb);
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "win.open-page", "s", open_page_cb);
  pyxis_full_screen_install (widget_class);
}

static void
pyxis_packed_window_init (PyxisPackedWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pyxis_first_frame_announce (GTK_WIDGET (self));
}

/* Of a window that cannot be resized the size is what is in it. */
static void
apply_description (PyxisPackedWindow *self)
{
  const PyxisDescriptionWindow *wanted = &self->app->description->window;
  GtkWindow *window = GTK_WINDOW (self);

  gtk_window_set_default_size (window, wanted->width, wanted->height);
  gtk_widget_set_size_request (GTK_WIDGET (self), wanted->min_width > 0 ? wanted->min_width : -1,
                               wanted->min_height > 0 ? wanted->min_height : -1);
  if (!wanted->is_resizable) {
    gtk_widget_set_size_request (GTK_WIDGET (self), wanted->width, wanted->height);
    gtk_window_set_resizable (window, FALSE);
  }
  if (wanted->is_fullscreen)
    gtk_window_fullscreen (window);
}

/* The keys of `action` in a window of shortcuts: in its list, and in what its search looks through. */
static void
show_shortcut (GtkWidget *widget, const char *action, gboolean is_visible)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget)) {
    g_autofree char *name = NULL;

    g_object_get (widget, "action-name", &name, NULL);
    if (g_strcmp0 (name, action) == 0)
      gtk_widget_set_visible (widget, is_visible);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    show_shortcut (child, action, is_visible);
}

static void
enable_opening (PyxisPackedWindow *self, gboolean is_enabled)
{
  GtkShortcutsWindow *shortcuts =
    gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.open", is_enabled);
  if (shortcuts)
    show_shortcut (GTK_WIDGET (shortcuts), "win.open", is_enabled);
}

PyxisPackedWindow *
pyxis_packed_window_new (AdwApplication *application,
                         const PyxisPackedApp *app,
                         PyxisProjectPage *beside,
                         const char *address)
{
  PyxisPackedWindow *self =
    g_object_new (PYXIS_TYPE_PACKED_WINDOW, "application", application, NULL);

  self->app = app;
  enable_opening (self, app->description->opens[0] != NULL);
  apply_description (self);
  self->memory = pyxis_window_memory_new (GTK_WINDOW (self));
  if (beside)
    show_page (self, pyxis_project_page_new_beside (beside, address));
  else
    show_page (self, pyxis_project_page_new (app->project, PYXIS_SNAPSHOT_AUTO, NULL));
  return self;
}

PyxisProjectPage *
pyxis_packed_window_get_page (PyxisPackedWindow *self)
{
  g_return_val_if_fail (PYXIS_IS_PACKED_WINDOW (self), NULL);

  return self->page;
}
