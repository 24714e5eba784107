/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gdk/gdk.h>

#include "contents.h"
#include "copy-progress.h"
#include "pack-settings.h"

/* What the Package dialog has done in threads. */

typedef struct {
  PyxisContents *contents;
  GdkTexture *icon; /* (nullable) */
} PyxisPackReading;

/* Reads all that would go into the app; `is_shared`: without runtimes. */
void pyxis_pack_read_async (PyxisProject *project,
                            gboolean is_shared,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/* Errors are sentences. */
PyxisPackReading *pyxis_pack_read_finish (GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

void pyxis_pack_reading_free (PyxisPackReading *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisPackReading, pyxis_pack_reading_free)

/* An app that was made. */
typedef struct {
  char *name;
  char *id;
  guint64 size;     /* on the disk */
  GPtrArray *notes; /* (element-type utf8): a sentence each, of what the author should know of it */
} PyxisPackWritten;

/* Packs it as `settings` say; the fields of `written` are set then. Blocking; the project was loaded in
 * the main thread. */
gboolean pyxis_pack_write (PyxisProject *project,
                           const PyxisPackSettings *settings,
                           PyxisCopyProgress *progress,
                           GCancellable *cancellable,
                           PyxisPackWritten *written,
                           GError **error);

void pyxis_pack_written_clear (PyxisPackWritten *self);
