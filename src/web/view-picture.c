/* SPDX-License-Identifier: Apache-2.0 */
#include "view-picture.h"

#include "view-private.h"

static void
snapshot_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GdkTexture *texture =
    webkit_web_view_get_snapshot_finish (WEBKIT_WEB_VIEW (source), result, &error);

  if (texture)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                             "No picture of the page could be taken: %s.", error->message);
}

void
pyxis_view_snapshot_async (PyxisView *self,
                           gboolean is_whole,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (PYXIS_IS_VIEW (self));

  webkit_web_view_get_snapshot (pyxis_view_get_web_view (self),
                                is_whole ? WEBKIT_SNAPSHOT_REGION_FULL_DOCUMENT
                                         : WEBKIT_SNAPSHOT_REGION_VISIBLE,
                                WEBKIT_SNAPSHOT_OPTIONS_NONE, cancellable, snapshot_cb, task);
}

GdkTexture *
pyxis_view_snapshot_finish (PyxisView *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const char *path = g_object_get_data (G_OBJECT (task), "path");

  g_task_return_boolean (task, gdk_texture_save_to_png (task_data, path));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *path = g_task_get_task_data (task);

  if (g_task_propagate_boolean (G_TASK (result), NULL))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (
      task, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
      "The picture could not be written to “%s”. Check that the folder is there and writable.",
      path);
}

/* In a thread: a whole page takes seconds to compress. The thread's task has no source, for a view
 * must not be dropped there. */
static void
save_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = pyxis_view_snapshot_finish (PYXIS_VIEW (source), result, &error);
  g_autoptr (GTask) writing = NULL;

  if (!texture) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  writing = g_task_new (NULL, NULL, written_cb, g_object_ref (task));
  g_task_set_task_data (writing, texture, g_object_unref);
  g_object_set_data_full (G_OBJECT (writing), "path", g_strdup (g_task_get_task_data (task)),
                          g_free);
  g_task_run_in_thread (writing, write_in_thread);
}

void
pyxis_view_save_screenshot_async (PyxisView *self,
                                  const char *path,
                                  gboolean is_whole,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (PYXIS_IS_VIEW (self));

  g_task_set_task_data (task, g_strdup (path), g_free);
  pyxis_view_snapshot_async (self, is_whole, cancellable, save_cb, task);
}

gboolean
pyxis_view_save_screenshot_finish (PyxisView *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
