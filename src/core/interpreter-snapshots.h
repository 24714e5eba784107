/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "file-lock.h"
#include "interpreter-snapshot-key.h"

/* PyxisInterpreterSnapshots: the snapshots of interpreters that are kept in a folder of the user's cache,
 * one for each runtime and machine (interpreter-snapshot.h). A file is replaced whole, by whoever has the
 * lock, and never believed: each read checks it against the runtime's files and its own hash. What is
 * refused is removed. Besides its hash seed, which all starts from it share, a snapshot has nothing
 * that is secret, and nothing of any project: it is for its user alone all the same, and never shipped.
 *
 * Signal: "refused" (char *sentence)   a start goes the ordinary way, and why; each sentence once, on the
 *                                      main thread
 *         "lacking" (char *version)     one may be made, of this Pyodide, for the next start
 * read () may run in any thread. */
#define PYXIS_TYPE_INTERPRETER_SNAPSHOTS (pyxis_interpreter_snapshots_get_type ())
G_DECLARE_FINAL_TYPE (
  PyxisInterpreterSnapshots, pyxis_interpreter_snapshots, PYXIS, INTERPRETER_SNAPSHOTS, GObject)

/* Files that are kept, and their bytes together. */
#define PYXIS_INTERPRETER_SNAPSHOTS_MAX 4
#define PYXIS_INTERPRETER_SNAPSHOTS_BYTES_MAX (256 << 20)

/* `facts`: whatever of this machine a snapshot depends on, in any form. The folder need not be there. */
PyxisInterpreterSnapshots *pyxis_interpreter_snapshots_new (const char *folder, const char *facts);

/* (nullable) (transfer full): the image. Where there is none it says so by "refused". Blocking. */
GBytes *pyxis_interpreter_snapshots_read (PyxisInterpreterSnapshots *self,
                                          const PyxisRuntime *runtime);

/* Whether one can be made of it and there is no file. */
gboolean pyxis_interpreter_snapshots_lacks (PyxisInterpreterSnapshots *self,
                                            const PyxisRuntime *runtime);

/* (transfer full): held by whoever makes one. G_IO_ERROR_BUSY: another process does. */
PyxisFileLock *pyxis_interpreter_snapshots_lock (PyxisInterpreterSnapshots *self, GError **error);

/* (transfer full): of the files as they are now; taken before an image is made of them. */
PyxisInterpreterSnapshotKey *pyxis_interpreter_snapshots_take_key (PyxisInterpreterSnapshots *self,
                                                                   const PyxisRuntime *runtime,
                                                                   GError **error);

/* With the lock. Fails where the files are no longer those of `key`. Other files go where they are too
 * many, the oldest first. The error's message is the end of a sentence. Blocking, in any thread. */
gboolean pyxis_interpreter_snapshots_write (PyxisInterpreterSnapshots *self,
                                            PyxisInterpreterSnapshotKey *key,
                                            GBytes *image,
                                            GError **error);
