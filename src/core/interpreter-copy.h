/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "copy-progress.h"
#include "interpreter.h"
#include "vfs.h"

/* What a copy may hold: it is kept in memory. */
#define PYXIS_INTERPRETER_COPY_MAX (512 * 1024 * 1024)

/* Copies `items` (element-type PyxisVfsItem), all of `interpreter`'s own, with what is below them, into a
 * file system of their own, in whose root each has its name, or "name (2)" and so on. Each file is as it was at one moment;
 * Python goes on between them. What is neither file nor folder is left out, and so are the folders that
 * pyxis_interpreter_files_is_closed () names. `progress` (nullable). Main thread only. */
void pyxis_interpreter_copy_async (PyxisInterpreter *interpreter,
                                   GPtrArray *items,
                                   PyxisCopyProgress *progress,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/* (transfer full): all, or nothing with the errors of pyxis_interpreter_read_async (); G_IO_ERROR_NO_SPACE
 * where there is more than one copy holds, as below a link that leads in a circle. */
PyxisVfs *
pyxis_interpreter_copy_finish (PyxisInterpreter *interpreter, GAsyncResult *result, GError **error);
