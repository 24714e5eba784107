/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "files-editor.h"
#include "vfs-item.h"

/* PyxisFilesPreview: what is in a file: text, which can be changed, a picture, or how much there is. */
#define PYXIS_TYPE_FILES_PREVIEW (pyxis_files_preview_get_type ())
G_DECLARE_FINAL_TYPE (PyxisFilesPreview, pyxis_files_preview, PYXIS, FILES_PREVIEW, GtkWidget)

/* (nullable): both or none. */
void pyxis_files_preview_set_vfs (PyxisFilesPreview *self, PyxisVfs *vfs, PyxisVfsHistory *history);

/* `item` (nullable): the only one of `n` that are selected. */
void pyxis_files_preview_show (PyxisFilesPreview *self, PyxisVfsItem *item, guint n);

/* Files have changed. */
void pyxis_files_preview_refresh (PyxisFilesPreview *self);

/* (transfer none) */
PyxisFilesEditor *pyxis_files_preview_get_editor (PyxisFilesPreview *self);
