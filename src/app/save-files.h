/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project-page.h"
#include "vfs-snapshot.h"

/* Files in memory that the user takes to the disk, or brings from there: the dialogs for the place, the
 * work with its progress, and a toast at the end. */

/* Called when what was asked for is done, and never else. */
typedef void (*PyxisSavedFunc) (PyxisProjectPage *page);

/* The files at `paths` (nullable: all of them), to a folder that the user chooses; they count as saved
 * then. `saved` is nullable. */
void pyxis_save_files (PyxisProjectPage *page, const char *const *paths, PyxisSavedFunc saved);

/* The file at `path`, as one that the user names; it counts as saved then. */
void pyxis_save_file (PyxisProjectPage *page, const char *path);

/* All of them as a zip. */
void pyxis_save_files_as_zip (PyxisProjectPage *page);

/* Those of a snapshot, which are not the page's own. `saved` is called when they are there, unless
 * `user_data` is gone. */
void pyxis_save_snapshot_as_zip (PyxisProjectPage *page,
                                 PyxisVfsSnapshot *snapshot,
                                 void (*saved) (gpointer user_data),
                                 GObject *user_data);

/* Brings those of a zip in, in place of what has the same path. */
void pyxis_import_zip (PyxisProjectPage *page);
