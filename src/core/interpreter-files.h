/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "interpreter-folder.h"
#include "interpreter.h"

/* PyxisInterpreterFiles: an interpreter's own file system as far as somebody looks at it: the folders that
 * are open are listed anew when it is asked to, one question for all of them. Only to be read: what Python
 * keeps for itself is its own. Main thread only.
 *
 * Signal: "changed" (): after an answer, whether or not any list has changed. */
#define PYXIS_TYPE_INTERPRETER_FILES (pyxis_interpreter_files_get_type ())
G_DECLARE_FINAL_TYPE (
  PyxisInterpreterFiles, pyxis_interpreter_files, PYXIS, INTERPRETER_FILES, GObject)

PyxisInterpreterFiles *pyxis_interpreter_files_new (PyxisInterpreter *interpreter);

/* (transfer none) */
PyxisInterpreter *pyxis_interpreter_files_get_interpreter (PyxisInterpreterFiles *self);

/* (transfer full): kept up to date for as long as it lives; `path` begins with "/". */
PyxisInterpreterFolder *pyxis_interpreter_files_open (PyxisInterpreterFiles *self,
                                                      const char *path);

/* Whether any folder is open. */
gboolean pyxis_interpreter_files_is_open (PyxisInterpreterFiles *self);

/* Lists what is open anew. Where the interpreter is busy, as soon as it is not. */
void pyxis_interpreter_files_refresh (PyxisInterpreterFiles *self);

/* A folder that is not looked into: /vfs, which is the project's, and those in which the interpreter makes up
 * what is looked for. */
gboolean pyxis_interpreter_files_is_closed (const char *path);
