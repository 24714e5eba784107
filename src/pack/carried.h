/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* PyxisCarried: the app in the running program's own file (run-writer.h), ready to be run: all of it
 * was compared with its seal, and its web-process extension with its hash and then put into a fresh
 * folder that nobody else may read, which is removed when this is freed. */
typedef struct _PyxisCarried PyxisCarried;

/* Whether this program is one that carries an app: it is marked so, or ends as one does. Where only
 * one of the two is true, it is damaged, and opening it says so. */
gboolean pyxis_carried_is_there (void);

/* Errors are a sentence: G_IO_ERROR_INVALID_DATA where it is damaged, others where this computer has
 * no place for the folder. Blocking. */
PyxisCarried *pyxis_carried_open (GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The program's own file, to be opened as a bundle. */
const char *pyxis_carried_get_path (PyxisCarried *self);

/* Where the extension is. */
const char *pyxis_carried_get_extension_dir (PyxisCarried *self);

void pyxis_carried_free (PyxisCarried *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisCarried, pyxis_carried_free)
