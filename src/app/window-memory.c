/* SPDX-License-Identifier: Apache-2.0 */
#include "window-memory.h"

#include "view-tools.h"
#include "window-state.h"

#define SETTLE_MS 1000

/* The window without a project; no origin is called so. */
#define KEY_WELCOME "welcome"

/* Where a project's panel is that was never moved: there is room for it in a window of the first size. */
static const PyxisDockSizes first_sizes = {
  .below = 480, .right = 620, .width = 900, .height = 600
};

struct _PyxisWindowMemory {
  GtkWindow *window;
  PyxisProjectPage *page; /* NULL: no project */
  char *path;
  PyxisWindowState state;
  guint timeout;      /* 0: nothing to save */
  gulong view_signal; /* 0: the view is there, or no project */
};

static const char *
get_key (PyxisWindowMemory *self)
{
  return self->page ? pyxis_project_get_origin (pyxis_project_page_get_project (self->page))
                    : KEY_WELCOME;
}

/* A full screen is a mood, not a size; nor is the size of a maximised window one to go back to. */
static void
read_window (PyxisWindowMemory *self)
{
  if (gtk_window_is_fullscreen (self->window))
    return;
  self->state.is_maximized = gtk_window_is_maximized (self->window);
  if (!self->state.is_maximized)
    gtk_window_get_default_size (self->window, &self->state.width, &self->state.height);
}

static void
set_sizes (PyxisWindowState *state, const PyxisDockSizes *sizes)
{
  state->events_position = sizes->below;
  state->side_position = sizes->right;
  state->panel_width = sizes->width;
  state->panel_height = sizes->height;
}

static void
read_page (PyxisWindowMemory *self)
{
  PyxisView *view = pyxis_project_page_get_view (self->page);
  PyxisDock *dock = pyxis_project_page_get_dock (self->page);
  PyxisDockSizes sizes;

  g_object_get (self->page, "shows-panel", &self->state.shows_panel, NULL);
  g_strlcpy (self->state.panel_page,
             pyxis_panel_get_page (pyxis_project_page_get_panel (self->page)),
             sizeof self->state.panel_page);
  g_strlcpy (self->state.dock, pyxis_dock_get_place (dock), sizeof self->state.dock);
  pyxis_dock_get_sizes (dock, &sizes);
  set_sizes (&self->state, &sizes);
  if (view)
    self->state.zoom = pyxis_view_get_zoom (view);
}

static void
save (PyxisWindowMemory *self)
{
  if (!self->timeout)
    return;
  g_clear_handle_id (&self->timeout, g_source_remove);
  read_window (self);
  if (self->page)
    read_page (self);
  pyxis_window_state_save (self->path, get_key (self), &self->state);
}

static gboolean
settled_cb (gpointer user_data)
{
  save (user_data);
  return G_SOURCE_REMOVE;
}

static void
resized_cb (PyxisDock *dock, gpointer user_data)
{
  PyxisWindowMemory *self = user_data;

  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (SETTLE_MS, settled_cb, self);
}

static void
changed_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  resized_cb (NULL, user_data);
}

static void
restore_window (PyxisWindowMemory *self)
{
  if (gtk_window_is_maximized (self->window) && !self->state.is_maximized)
    return; /* the user wants it large now */
  gtk_window_set_default_size (self->window, self->state.width, self->state.height);
  if (self->state.is_maximized)
    gtk_window_maximize (self->window);
}

static void
connect_view (PyxisWindowMemory *self)
{
  PyxisView *view = pyxis_project_page_get_view (self->page);

  pyxis_view_set_zoom (view, self->state.zoom);
  g_signal_connect (view, "notify::zoom", G_CALLBACK (changed_cb), self);
}

static void
view_cb (PyxisProjectPage *page, GParamSpec *pspec, gpointer user_data)
{
  PyxisWindowMemory *self = user_data;

  g_clear_signal_handler (&self->view_signal, page);
  connect_view (self);
}

static void
restore_page (PyxisWindowMemory *self)
{
  PyxisDock *dock = pyxis_project_page_get_dock (self->page);
  const PyxisDockSizes sizes = {
    .below = self->state.events_position,
    .right = self->state.side_position,
    .width = self->state.panel_width,
    .height = self->state.panel_height,
  };

  pyxis_dock_set_sizes (dock, &sizes);
  g_object_set (dock, "place", self->state.dock, NULL);
  g_object_set (pyxis_project_page_get_panel (self->page), "page", self->state.panel_page, NULL);
  g_object_set (self->page, "shows-panel", self->state.shows_panel, NULL);
  g_signal_connect (dock, "resized", G_CALLBACK (resized_cb), self);
  g_signal_connect (dock, "notify::place", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->page, "notify::shows-panel", G_CALLBACK (changed_cb), self);
  g_signal_connect (pyxis_project_page_get_panel (self->page), "notify::page",
                    G_CALLBACK (changed_cb), self);
  if (pyxis_project_page_get_view (self->page))
    connect_view (self);
  else
    self->view_signal = g_signal_connect (self->page, "notify::view", G_CALLBACK (view_cb), self);
}

/* Of the page that goes. */
static void
leave_page (PyxisWindowMemory *self)
{
  PyxisView *view = self->page ? pyxis_project_page_get_view (self->page) : NULL;

  save (self);
  if (view)
    g_signal_handlers_disconnect_by_data (view, self);
  if (self->page) {
    g_signal_handlers_disconnect_by_data (pyxis_project_page_get_dock (self->page), self);
    g_signal_handlers_disconnect_by_data (pyxis_project_page_get_panel (self->page), self);
    g_signal_handlers_disconnect_by_data (self->page, self);
  }
  self->view_signal = 0;
  self->page = NULL;
}

PyxisWindowMemory *
pyxis_window_memory_new (GtkWindow *window)
{
  PyxisWindowMemory *self = g_new0 (PyxisWindowMemory, 1);

  self->window = window;
  self->path = pyxis_window_state_dup_path ();
  gtk_window_get_default_size (window, &self->state.width, &self->state.height);
  if (pyxis_window_state_load (self->path, KEY_WELCOME, &self->state))
    restore_window (self);
  g_signal_connect (window, "notify::default-width", G_CALLBACK (changed_cb), self);
  g_signal_connect (window, "notify::default-height", G_CALLBACK (changed_cb), self);
  g_signal_connect (window, "notify::maximized", G_CALLBACK (changed_cb), self);
  return self;
}

void
pyxis_window_memory_set_page (PyxisWindowMemory *self, PyxisProjectPage *page)
{
  leave_page (self);
  self->page = page;
  if (!page)
    return;
  read_window (self);
  self->state.shows_panel = FALSE;
  *self->state.panel_page = '\0';
  *self->state.dock = '\0';
  set_sizes (&self->state, &first_sizes);
  self->state.zoom = 1;
  if (pyxis_window_state_load (self->path, get_key (self), &self->state))
    restore_window (self);
  restore_page (self);
}

void
pyxis_window_memory_free (PyxisWindowMemory *self)
{
  leave_page (self);
  g_signal_handlers_disconnect_by_data (self->window, self);
  g_free (self->path);
  g_free (self);
}
