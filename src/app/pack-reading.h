/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gdk/gdk.h>

#include "contents.h"

/* What the Package dialog shows of an app before it is made. */
typedef struct {
  PyxisContents *contents;
  GdkTexture *icon; /* (nullable) */
} PyxisPackReading;

/* Reads all that would go into the app; `is_shared`: without runtimes. */
void pyxis_pack_reading_new_async (PyxisProject *project,
                                   gboolean is_shared,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/* Errors are sentences. */
PyxisPackReading *pyxis_pack_reading_new_finish (GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

void pyxis_pack_reading_free (PyxisPackReading *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisPackReading, pyxis_pack_reading_free)
