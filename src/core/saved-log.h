/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "copy-progress.h"
#include "event-log.h"

/* A saved log, read back: JSON lines as `pyxis check --events` and Export write them (event.h). What is whole
 * is read, within the limits of a log; a line of more than PYXIS_SAVED_LOG_LINE_MAX bytes is skipped without
 * being held, as is one that is no event, is of another version, or is not in order. Blocking, in any thread:
 * the log is nobody else's yet. */
#define PYXIS_SAVED_LOG_LINE_MAX (4 * 1024 * 1024)

/* `*remark` (transfer full) (nullable): one sentence about what was left out; NULL: nothing. Where nothing
 * is an event, or the file cannot be read, there is no log, but an error that is a sentence. `progress`
 * (nullable) counts bytes. */
PyxisEventLog *pyxis_saved_log_read (GInputStream *stream,
                                     PyxisCopyProgress *progress,
                                     GCancellable *cancellable,
                                     char **remark,
                                     GError **error);

/* The same of a file, whose name errors then say. */
PyxisEventLog *pyxis_saved_log_load (const char *path,
                                     PyxisCopyProgress *progress,
                                     GCancellable *cancellable,
                                     char **remark,
                                     GError **error);
