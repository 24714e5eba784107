/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* Any bytes as a picture, decoded in a thread. */

#define PYXIS_IMAGE_BYTES_MAX (32 * 1024 * 1024)
#define PYXIS_IMAGE_PIXELS_MAX (64 * 1000 * 1000)

typedef struct {
  GdkTexture *texture; /* no larger than is shown well */
  int width;           /* of the picture itself */
  int height;
} PyxisImage;

void pyxis_image_load_async (GBytes *bytes,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/* (transfer full): G_IO_ERROR_NOT_SUPPORTED for a picture of too many pixels. */
PyxisImage *pyxis_image_load_finish (GAsyncResult *result, GError **error);

void pyxis_image_free (PyxisImage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisImage, pyxis_image_free)
