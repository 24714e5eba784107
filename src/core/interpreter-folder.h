/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <cjson/cJSON.h>

#include "vfs-item.h"

/* PyxisInterpreterFolder: what is in one folder of an interpreter's own file system, as a sorted GListModel of
 * PyxisVfsItem that have an owner. Empty until the first answer; what stays in the folder keeps its item.
 *
 * Property: "more" (uint, read-only): how many there are besides. */
#define PYXIS_TYPE_INTERPRETER_FOLDER (pyxis_interpreter_folder_get_type ())
G_DECLARE_FINAL_TYPE (
  PyxisInterpreterFolder, pyxis_interpreter_folder, PYXIS, INTERPRETER_FOLDER, GObject)

/* `owner` is borrowed: it outlives whatever is shown of it. */
PyxisInterpreterFolder *pyxis_interpreter_folder_new (GObject *owner, const char *path);

const char *pyxis_interpreter_folder_get_path (PyxisInterpreterFolder *self);

guint pyxis_interpreter_folder_get_more (PyxisInterpreterFolder *self);

/* Whether it is to be listed: at first, and when this was said since it was. */
gboolean pyxis_interpreter_folder_is_due (PyxisInterpreterFolder *self);
void pyxis_interpreter_folder_set_due (PyxisInterpreterFolder *self);

/* {"entries": [[name, kind, size, mtime] ...], "more": n} as resources/js/interpreter-files.js gives it; what
 * is none of these, or would lead elsewhere, is left out. */
void pyxis_interpreter_folder_take (PyxisInterpreterFolder *self, const cJSON *listed);
