/* SPDX-License-Identifier: Apache-2.0 */
#include "view-tools.h"

#include <math.h>

#include "view-parts.h"

static void
zoom_changed_cb (WebKitWebView *web_view, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify (user_data, "zoom");
}

static void
set_full_screen (PyxisView *self, gboolean is_full_screen)
{
  self->is_full_screen = is_full_screen;
  g_object_notify (G_OBJECT (self), "is-full-screen");
}

/* FALSE: WebKit goes on, and asks the window. */
static gboolean
enter_fullscreen_cb (WebKitWebView *web_view, gpointer user_data)
{
  set_full_screen (user_data, TRUE);
  return FALSE;
}

static gboolean
leave_fullscreen_cb (WebKitWebView *web_view, gpointer user_data)
{
  set_full_screen (user_data, FALSE);
  return FALSE;
}

void
pyxis_view_tools_attach (PyxisView *self)
{
  g_signal_connect_object (self->web_view, "notify::zoom-level", G_CALLBACK (zoom_changed_cb), self,
                           0);
  g_signal_connect_object (self->web_view, "enter-fullscreen", G_CALLBACK (enter_fullscreen_cb),
                           self, 0);
  g_signal_connect_object (self->web_view, "leave-fullscreen", G_CALLBACK (leave_fullscreen_cb),
                           self, 0);
}

double
pyxis_view_get_zoom (PyxisView *self)
{
  g_return_val_if_fail (PYXIS_IS_VIEW (self), 1);

  return webkit_web_view_get_zoom_level (self->web_view);
}

void
pyxis_view_set_zoom (PyxisView *self, double zoom)
{
  g_return_if_fail (PYXIS_IS_VIEW (self));

  if (isnan (zoom))
    return;
  webkit_web_view_set_zoom_level (self->web_view, CLAMP (zoom, PYXIS_ZOOM_MIN, PYXIS_ZOOM_MAX));
}

gboolean
pyxis_view_get_caret_browsing (PyxisView *self)
{
  g_return_val_if_fail (PYXIS_IS_VIEW (self), FALSE);

  return webkit_settings_get_enable_caret_browsing (webkit_web_view_get_settings (self->web_view));
}

void
pyxis_view_set_caret_browsing (PyxisView *self, gboolean caret_browsing)
{
  g_return_if_fail (PYXIS_IS_VIEW (self));

  webkit_settings_set_enable_caret_browsing (webkit_web_view_get_settings (self->web_view),
                                             caret_browsing);
}

gboolean
pyxis_view_is_full_screen (PyxisView *self)
{
  g_return_val_if_fail (PYXIS_IS_VIEW (self), FALSE);

  return self->is_full_screen;
}

void
pyxis_view_print (PyxisView *self, GtkWindow *window)
{
  g_autoptr (WebKitPrintOperation) operation = NULL;

  g_return_if_fail (PYXIS_IS_VIEW (self));

  if (pyxis_engine_is_unattended (self->engine))
    return;
  operation = webkit_print_operation_new (self->web_view);
  pyxis_view_run_print (self, operation, window);
}

void
pyxis_view_show_web_inspector (PyxisView *self)
{
  g_return_if_fail (PYXIS_IS_VIEW (self));

  webkit_web_inspector_show (webkit_web_view_get_inspector (self->web_view));
}

static void
source_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gsize size = 0;
  guchar *data =
    webkit_web_resource_get_data_finish (WEBKIT_WEB_RESOURCE (source), result, &size, &error);

  if (error)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_bytes_new_take (data, size), (GDestroyNotify) g_bytes_unref);
}

void
pyxis_view_load_source_async (PyxisView *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  WebKitWebResource *resource;

  g_return_if_fail (PYXIS_IS_VIEW (self));

  resource = webkit_web_view_get_main_resource (self->web_view);
  if (resource)
    webkit_web_resource_get_data (resource, cancellable, source_cb, g_steal_pointer (&task));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No page is loaded yet.");
}

GBytes *
pyxis_view_load_source_finish (PyxisView *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
