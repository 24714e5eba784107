/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "view.h"

/* A picture of the visible part of the page, or with `is_whole` of all of it; (transfer full). The
 * view must be mapped. */
void pyxis_view_snapshot_async (PyxisView *self,
                                gboolean is_whole,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GdkTexture *pyxis_view_snapshot_finish (PyxisView *self, GAsyncResult *result, GError **error);

/* The same as a PNG file. */
void pyxis_view_save_screenshot_async (PyxisView *self,
                                       const char *path,
                                       gboolean is_whole,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean pyxis_view_save_screenshot_finish (PyxisView *self, GAsyncResult *result, GError **error);
