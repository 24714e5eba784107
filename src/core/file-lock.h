/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* PyxisFileLock: says to other processes, and to whoever else asks in this one, that something is
 * somebody's. It ends with the process, however that ends. */
typedef struct _PyxisFileLock PyxisFileLock;

/* Makes the file, for its owner alone, if it is not there. G_IO_ERROR_BUSY: it is locked. */
PyxisFileLock *pyxis_file_lock_try (const char *path, GError **error);

void pyxis_file_lock_free (PyxisFileLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisFileLock, pyxis_file_lock_free)
