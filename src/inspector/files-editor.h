/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtksourceview/gtksource.h>

#include "vfs-history.h"

/* PyxisFilesEditor: one text file, to be read, and changed where all of it is shown. What the user has
 * changed and not saved is kept for each file while others are shown. JSON is shown a value a line until
 * the user wants to change it. */
#define PYXIS_TYPE_FILES_EDITOR (pyxis_files_editor_get_type ())
G_DECLARE_FINAL_TYPE (PyxisFilesEditor, pyxis_files_editor, PYXIS, FILES_EDITOR, GtkWidget)

/* (nullable): both or none. Forgets what is not saved. */
void pyxis_files_editor_set_vfs (PyxisFilesEditor *self, PyxisVfs *vfs, PyxisVfsHistory *history);

/* Shows a text file. */
void pyxis_files_editor_open (PyxisFilesEditor *self, const char *path);

/* The file that is shown may be another one now. */
void pyxis_files_editor_refresh (PyxisFilesEditor *self);

/* Whether a file has changes that are not saved. */
gboolean pyxis_files_editor_has_draft (PyxisFilesEditor *self, const char *path);

/* Saves all such changes for which there is room. FALSE, and why, where some are not saved. */
gboolean pyxis_files_editor_save_drafts (PyxisFilesEditor *self, GError **error);
