/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "event-log.h"

/* Logs that the user takes to the disk, or brings from there: the dialogs for the place, the work with its
 * progress, and what is to be said of it. */

/* What `log` holds now, from the window that `place` is in; the end of the name that the user gives says the
 * format (export.h). `name`: what the log is of. A toast around `place` says that it is done. */
void pyxis_log_files_export (GtkWidget *place, GListModel *log, const char *name);

/* A saved log that the user chose. `name` of the file, and what was left out of it: `remark` is nullable. */
typedef void (*PyxisLogOpened) (GtkWidget *place,
                                PyxisEventLog *log,
                                const char *path,
                                const char *remark);

/* `opened` is called when there is one, unless `place` is gone. */
void pyxis_log_files_open (GtkWidget *place, const char *title, PyxisLogOpened opened);
