/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "copy-progress.h"
#include "interpreter.h"

/* A file of an interpreter's own, read in pieces, between which Python goes on. */

typedef struct {
  const char *path;
  gsize max;                   /* bytes, of a longer file's start; 0: all of it */
  PyxisCopyProgress *progress; /* (nullable) */
} PyxisInterpreterRead;

/* Of what is longer not all is read: it is kept in memory. */
#define PYXIS_INTERPRETER_READ_MAX (512 * 1024 * 1024)

/* All of it is as it was at one moment: where Python changes it meanwhile it is read again, and at last given
 * up with G_IO_ERROR_BUSY. G_IO_ERROR_NO_SPACE where all is too much. Other errors are those of pyxis_interpreter_call_async (). */
void pyxis_interpreter_read_async (PyxisInterpreter *interpreter,
                                   const PyxisInterpreterRead *read,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/* (transfer full) */
GBytes *
pyxis_interpreter_read_finish (PyxisInterpreter *interpreter, GAsyncResult *result, GError **error);
