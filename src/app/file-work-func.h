/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "copy-progress.h"

/* What takes its time with files, whether a window shows it or a terminal. */

/* Does it, in a thread; FALSE with an error. */
typedef gboolean (*PyxisFileWorkFunc) (gpointer data,
                                       PyxisCopyProgress *progress,
                                       GCancellable *cancellable,
                                       GError **error);

/* How long it takes before it is shown, which most of it does not, and how often that is brought up to date. */
#define PYXIS_FILE_WORK_PATIENCE_MS 500
#define PYXIS_FILE_WORK_STEP_MS 100
