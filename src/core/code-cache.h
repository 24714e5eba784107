/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "runtimes.h"

/* PyxisCodeCache: the compiled code of one project's own Python modules (compiled-code.h), kept in a folder of the
 * user's cache, one file for each project and runtime. What a page hands over is the project's own word about itself: it
 * is given back to the same project only, under exactly the runtime's files that compiled it, and Python uses it
 * only for a source of the same path and bytes. Only the shell writes here; it is in no snapshot of an
 * interpreter and in nothing that is packed.
 *
 * A file that is damaged, stale or foreign is as good as none, and so is a folder that cannot be read; what cannot
 * be written is lost. Files are replaced whole, by whoever has the lock: of two processes that write at once one
 * does, and what the other knew comes again with its next start.
 *
 * A run that keeps nothing (`pyxis check`) has none, so that what it says is of the project's files alone; with
 * `--interpreter-snapshot on` it has, as it then makes what a later start takes.
 *
 * All functions may run in any thread. */
#define PYXIS_TYPE_CODE_CACHE (pyxis_code_cache_get_type ())
G_DECLARE_FINAL_TYPE (PyxisCodeCache, pyxis_code_cache, PYXIS, CODE_CACHE, GObject)

/* Files that are kept, of all projects, and their bytes together. */
#define PYXIS_CODE_CACHE_FILES_MAX 64
#define PYXIS_CODE_CACHE_BYTES_MAX (256 << 20)

/* `origin` is the project's. The folder need not be there. */
PyxisCodeCache *pyxis_code_cache_new (const char *folder, const char *origin);

/* (transfer full): what an interpreter of `runtime` takes: "PXCO", then the entries, of which there may be none. From now
 * on its own may be added. Blocking. */
GBytes *pyxis_code_cache_read (PyxisCodeCache *self, const PyxisRuntime *runtime);

/* Whether entries can be added: what can be said at once. G_IO_ERROR_NOT_FOUND: none of that version was read;
 * G_IO_ERROR_INVALID_DATA: they are none; G_IO_ERROR_NO_SPACE: they are too large. */
gboolean
pyxis_code_cache_check (PyxisCodeCache *self, const char *version, GBytes *entries, GError **error);

/* Adds entries of a runtime that was read, as its files were then. Blocking. Fails as the check does, and where it
 * cannot be written; G_IO_ERROR_BUSY: another process writes. */
gboolean
pyxis_code_cache_add (PyxisCodeCache *self, const char *version, GBytes *entries, GError **error);
