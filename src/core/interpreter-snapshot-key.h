/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "runtimes.h"

/* PyxisInterpreterSnapshotKey: all that the memory of an interpreter depends on: the exact files of its
 * runtime, and facts of this machine as the caller names them (the version of WebKit, say), as two
 * hashes. `content` is of the files' bytes, which takes a while to read, and so worked out only when
 * somebody asks. `stamp` stands for it at no cost: of each file's size, times and number on the disk,
 * as they were when `content` was taken; a file that was changed since has another ctime. Of a runtime that
 * lies in no folder both are of its digest. */
typedef struct {
  const PyxisRuntime *runtime;
  char *facts;
  guint8 stamp[32];
  guint8 content[32];
  gboolean has_content;
} PyxisInterpreterSnapshotKey;

/* Whether memory of this runtime can be kept at all: it has the files that are known of Pyodide. */
gboolean pyxis_interpreter_snapshot_key_is_known (const PyxisRuntime *runtime);

/* (transfer full): with its stamp only. `runtime` is borrowed. Blocking. */
PyxisInterpreterSnapshotKey *
pyxis_interpreter_snapshot_key_new (const PyxisRuntime *runtime, const char *facts, GError **error);

/* Reads all files, and fails where one changes meanwhile. */
gboolean pyxis_interpreter_snapshot_key_read (PyxisInterpreterSnapshotKey *self, GError **error);

/* Whether hashes that were kept mean the same: the stamp does, or else the content. */
gboolean pyxis_interpreter_snapshot_key_fits (PyxisInterpreterSnapshotKey *self,
                                              const guint8 *stamp,
                                              const guint8 *content);

void pyxis_interpreter_snapshot_key_free (PyxisInterpreterSnapshotKey *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisInterpreterSnapshotKey, pyxis_interpreter_snapshot_key_free)
