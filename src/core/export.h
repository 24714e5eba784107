/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "copy-progress.h"
#include "event.h"
#include "output-file.h"

/* A log for others to read: its events as JSON lines (what event.h says), its requests as HAR (har.h), its
 * time line as a trace (trace.h). Events are immutable: a copy of the list may be written in a thread. */

typedef enum {
  PYXIS_EXPORT_EVENTS,
  PYXIS_EXPORT_HAR,
  PYXIS_EXPORT_TRACE,
} PyxisExportFormat;

typedef struct {
  GPtrArray *events; /* (element-type PyxisEvent) */
  PyxisExportFormat format;
  gboolean has_secrets; /* HAR alone can: cookies, Authorization, the shell's own headers */
} PyxisExport;

/* (transfer full) (element-type PyxisEvent): what `log`, a list of events, holds now. */
GPtrArray *pyxis_export_collect (GListModel *log);

/* By the end of a file's name: ".jsonl", ".har", ".json" (a trace). FALSE where it is none of them. */
gboolean pyxis_export_find_format (const char *path, PyxisExportFormat *format);

/* `progress` is nullable. Blocking. */
gboolean pyxis_export_write (const PyxisExport *self,
                             GOutputStream *output,
                             PyxisCopyProgress *progress,
                             GCancellable *cancellable,
                             GError **error);

/* Into a file that has begun; it is committed then. Blocking. */
gboolean pyxis_export_fill (const PyxisExport *self,
                            PyxisOutputFile *file,
                            PyxisCopyProgress *progress,
                            GCancellable *cancellable,
                            GError **error);

/* To a file (output-file.h). Blocking. */
gboolean pyxis_export_save (const PyxisExport *self,
                            const char *path,
                            PyxisCopyProgress *progress,
                            GCancellable *cancellable,
                            GError **error);
