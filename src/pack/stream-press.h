/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "copy-progress.h"
#include "zip-writer.h"

/* A file that is too large for the memory, on its way into a zip. */
typedef struct {
  PyxisZipWriter *zip; /* which has begun its entry */
  gboolean is_stored;  /* as it is */
  GCancellable *cancellable;
  PyxisCopyProgress *progress;
} PyxisStreamPress;

/* Writes all of `stream` and ends the entry. (transfer full) (nullable): its SHA-256. */
char *pyxis_stream_press_write (const PyxisStreamPress *self, GInputStream *stream, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
