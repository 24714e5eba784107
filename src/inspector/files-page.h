/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "event-log.h"
#include "interpreters.h"
#include "vfs-unsaved.h"

/* PyxisFilesPage: the files of a project in memory, live: a tree, what is in the selected one, and what
 * a user can do with them; and those that each interpreter keeps for itself. Its actions are "files.…"; each change can be undone.
 *
 * Property: "vfs" (PyxisVfs, read-write, nullable). */
#define PYXIS_TYPE_FILES_PAGE (pyxis_files_page_get_type ())
G_DECLARE_FINAL_TYPE (PyxisFilesPage, pyxis_files_page, PYXIS, FILES_PAGE, GtkWidget)

GtkWidget *pyxis_files_page_new (void);

void pyxis_files_page_set_vfs (PyxisFilesPage *self, PyxisVfs *vfs);

/* (nullable): what is told of the files that the user saves here; of the same file system. */
void pyxis_files_page_set_unsaved (PyxisFilesPage *self, PyxisVfsUnsaved *unsaved);

/* (nullable): whose own files are shown below those of the project, only to be read. */
void pyxis_files_page_set_interpreters (PyxisFilesPage *self, PyxisInterpreters *interpreters);

/* (nullable): what tells when Python has begun, or is done, and may have written files. */
void pyxis_files_page_set_log (PyxisFilesPage *self, PyxisEventLog *log);

/* Files and folders of the disk into a folder; where a name is taken, the user is asked. */
void pyxis_files_page_upload (PyxisFilesPage *self, const char *const *paths, const char *folder);

/* What was typed into files and not saved becomes a part of them. FALSE where that is not possible. */
gboolean pyxis_files_page_save_drafts (PyxisFilesPage *self, GError **error);

/* Gives the keyboard to the files, or, if there are none, to what brings some. Not grab_focus (): Tab too
 * asks a widget for that, and would pass over its other children. */
void pyxis_files_page_focus (PyxisFilesPage *self);

/* FALSE where there is no such file or folder; else it is selected, and has the keyboard. */
gboolean pyxis_files_page_show (PyxisFilesPage *self, const char *path);

/* The user wants to look for a file. */
void pyxis_files_page_find (PyxisFilesPage *self);

/* Whether details are below what is listed, not beside it (stacking.h). */
void pyxis_files_page_set_stacked (PyxisFilesPage *self, gboolean is_stacked);
