/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "file-work-func.h"

/* PyxisFileWork: a dialog for what takes its time with files: its progress, and a button that cancels
 * it. It is shown after half a second, which most of it does not take. */
#define PYXIS_TYPE_FILE_WORK (pyxis_file_work_get_type ())
G_DECLARE_FINAL_TYPE (PyxisFileWork, pyxis_file_work, PYXIS, FILE_WORK, AdwMessageDialog)

/* How it ended, in the main thread; `error` is NULL when it is done, and G_IO_ERROR_CANCELLED when the
 * user wanted no more of it. */
typedef void (*PyxisFileWorkEnd) (gpointer data, const GError *error);

/* Over `window`, which may go meanwhile. `data` is freed after `end`. */
void pyxis_file_work_run (GtkWindow *window,
                          const char *title,
                          PyxisFileWorkFunc func,
                          PyxisFileWorkEnd end,
                          gpointer data,
                          GDestroyNotify free_data);
