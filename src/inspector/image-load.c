/* SPDX-License-Identifier: Apache-2.0 */
#include "image-load.h"

#include <glib/gi18n.h>

#define BLOCK 4096
#define SHOWN_MAX 2048

/* A picture may say that it is far larger than its bytes: its size is looked at before it is decoded. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  PyxisImage *image = user_data;
  int longer = MAX (width, height);

  image->width = width;
  image->height = height;
  if (longer > SHOWN_MAX)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (gint64) width * SHOWN_MAX / longer),
                                MAX (1, (gint64) height * SHOWN_MAX / longer));
}

static gboolean
check_size (const PyxisImage *image, GError **error)
{
  if ((gint64) image->width * image->height <= PYXIS_IMAGE_PIXELS_MAX)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _ ("The picture is too large to be shown: %d × %d pixels."), image->width,
               image->height);
  return FALSE;
}

static gboolean
feed (GdkPixbufLoader *loader,
      PyxisImage *image,
      GBytes *bytes,
      GCancellable *cancellable,
      GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize at = 0; at < size; at += BLOCK) {
    g_autoptr (GError) failure = NULL;
    gboolean is_taken =
      gdk_pixbuf_loader_write (loader, data + at, MIN (BLOCK, size - at), &failure);

    /* The size says more than that there was no memory for it. */
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !check_size (image, error))
      return FALSE;
    if (!is_taken) {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  }
  return TRUE;
}

static void
load_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (PyxisImage) image = g_new0 (PyxisImage, 1);
  GError *error = NULL;
  gboolean is_fed;
  gboolean is_closed;
  GdkPixbuf *pixbuf = NULL;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), image);
  is_fed = feed (loader, image, task_data, cancellable, &error);
  is_closed = gdk_pixbuf_loader_close (loader, is_fed ? &error : NULL);
  /* What is small is looked at only now. */
  if (is_fed && !check_size (image, NULL)) {
    g_clear_error (&error);
    check_size (image, &error);
  } else if (is_fed && is_closed) {
    pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  }
  if (pixbuf) {
    image->texture = gdk_texture_new_for_pixbuf (pixbuf);
    g_task_return_pointer (task, g_steal_pointer (&image), (GDestroyNotify) pyxis_image_free);
  } else if (error) {
    g_task_return_error (task, error);
  } else {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "There is no picture.");
  }
}

void
pyxis_image_load_async (GBytes *bytes,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, load_thread);
}

PyxisImage *
pyxis_image_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pyxis_image_free (PyxisImage *self)
{
  g_clear_object (&self->texture);
  g_free (self);
}
