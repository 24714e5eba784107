/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "event-log.h"

/* PyxisLogWindow: a log that was saved, to be read, searched, exported and compared: nothing of it runs. */
#define PYXIS_TYPE_LOG_WINDOW (pyxis_log_window_get_type ())
G_DECLARE_FINAL_TYPE (PyxisLogWindow, pyxis_log_window, PYXIS, LOG_WINDOW, AdwWindow)

/* `path` is the file's; `remark` (nullable) is what was left out of it (saved-log.h). */
GtkWidget *pyxis_log_window_new (PyxisEventLog *log, const char *path, const char *remark);

/* Opens one beside `place`'s window, of the same application: what pyxis_log_files_open () calls. */
void
pyxis_log_window_show (GtkWidget *place, PyxisEventLog *log, const char *path, const char *remark);
