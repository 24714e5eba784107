/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "vfs-watch.h"

/* PyxisFilesSearch: a GListModel of the PyxisVfsItem whose names hold a text, wherever they are; looked
 * for in a thread, and again when files change.
 *
 * Signal: "searched" (): what it shows is up to date. */
#define PYXIS_TYPE_FILES_SEARCH (pyxis_files_search_get_type ())
G_DECLARE_FINAL_TYPE (PyxisFilesSearch, pyxis_files_search, PYXIS, FILES_SEARCH, GObject)

/* More are not shown. */
#define PYXIS_FILES_SEARCH_MAX 1000

PyxisFilesSearch *pyxis_files_search_new (PyxisVfsWatch *watch);

/* (transfer none) */
GListModel *pyxis_files_search_get_model (PyxisFilesSearch *self);

/* `text` (nullable): NULL and "" find nothing. */
void pyxis_files_search_set_text (PyxisFilesSearch *self, const char *text);

/* Whether there is more than is shown. */
gboolean pyxis_files_search_is_cut (PyxisFilesSearch *self);
