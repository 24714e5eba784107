/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <cjson/cJSON.h>
#include <gio/gio.h>

/* PyxisInterpreter: a Python interpreter that lives in a page or one of its workers, and can be asked: for
 * its files (interpreter-files.h), for anything that the pieces of resources/js/interpreters.js answer. One
 * question is with it at a time, the others wait here. It cannot be forced to answer: while Python runs it
 * hears nothing, "is-busy" then says so, and what is asked is refused. What it answers is data of a page.
 * Main thread only.
 *
 * Property: "is-busy" (boolean, read-only): it has not answered for a second. */
#define PYXIS_TYPE_INTERPRETER (pyxis_interpreter_get_type ())
G_DECLARE_FINAL_TYPE (PyxisInterpreter, pyxis_interpreter, PYXIS, INTERPRETER, GObject)

typedef enum {
  PYXIS_INTERPRETER_MAIN,
  PYXIS_INTERPRETER_WORKER,
  PYXIS_INTERPRETER_EDITOR, /* a worker, too */
} PyxisInterpreterPlace;

/* "pyodide" or "micropython". */
const char *pyxis_interpreter_get_kind (PyxisInterpreter *self);

PyxisInterpreterPlace pyxis_interpreter_get_place (PyxisInterpreter *self);

/* Of its worker, as in events; 0: the main thread. */
guint pyxis_interpreter_get_worker (PyxisInterpreter *self);

/* (nullable): of a named worker. */
const char *pyxis_interpreter_get_name (PyxisInterpreter *self);

/* (nullable): the element that it runs for, "script#id". */
const char *pyxis_interpreter_get_element (PyxisInterpreter *self);

gboolean pyxis_interpreter_is_busy (PyxisInterpreter *self);

/* FALSE: the page is another one, or its worker was ended. Nothing answers any more. */
gboolean pyxis_interpreter_is_alive (PyxisInterpreter *self);

typedef struct {
  const char *name;    /* what is asked */
  const cJSON *values; /* an object; copied */
  guint timeout; /* ms, after which the answer is not waited for; 0: for ever, though it is busy */
} PyxisInterpreterCall;

/* The answer's value. G_IO_ERROR_BUSY and G_IO_ERROR_TIMED_OUT where Python keeps it from answering,
 * G_IO_ERROR_CLOSED where it is gone, G_IO_ERROR_FAILED with its own words for what it could not do, and
 * G_IO_ERROR_INVALID_DATA for an answer that is none. */
void pyxis_interpreter_call_async (PyxisInterpreter *self,
                                   const PyxisInterpreterCall *call,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/* (transfer full): to be freed with cJSON_Delete (). */
cJSON *pyxis_interpreter_call_finish (PyxisInterpreter *self, GAsyncResult *result, GError **error);
