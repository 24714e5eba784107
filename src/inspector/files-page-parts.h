/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "files-page.h"
#include "files-provider.h"

/* What the parts of the page, a file each, do for one another. */

/* "upload", "upload-folder", "save". */
void pyxis_files_page_install_copy (GtkWidgetClass *klass);

/* "new-folder", "rename", "delete", "undo", "cut", "copy", "paste", "find". */
void pyxis_files_page_install_edit (GtkWidgetClass *klass);

/* The popover has a name. */
void pyxis_files_page_named (PyxisFilesPage *self, const char *name);

/* "share", "refresh". */
void pyxis_files_page_install_own (GtkWidgetClass *klass);

/* While the page is seen, what is open of interpreters is asked for again and again. */
void pyxis_files_page_connect_own (PyxisFilesPage *self);

/* Whether there are interpreters. */
gboolean pyxis_files_page_has_own (PyxisFilesPage *self);

/* Saves what is selected where the user wants it; FALSE: it is not an interpreter's own. */
gboolean pyxis_files_page_save_own (PyxisFilesPage *self);

/* (transfer full): over the window, in the folder of the last one. */
GtkFileChooserNative *pyxis_files_page_create_chooser (PyxisFilesPage *self,
                                                       const char *title,
                                                       GtkFileChooserAction action);

/* The next one begins where `file` is. */
void pyxis_files_page_remember_folder (PyxisFilesPage *self, GFile *file);

/* Files can be dragged into the tree and out of it. */
void pyxis_files_page_connect_drag (PyxisFilesPage *self);

/* What was dragged or copied inside the program goes to a folder: a part of these files by itself, others
 * by way of the disk. */
void pyxis_files_page_receive (PyxisFilesPage *self,
                               PyxisFilesProvider *provider,
                               const char *folder,
                               gboolean is_move);

/* (transfer full): of real files, those that have a path; NULL-terminated. */
char **pyxis_files_page_dup_paths (GSList *files);

/* A word that passes. */
void pyxis_files_page_say (PyxisFilesPage *self, const char *text);

/* There is another step: the button would undo that, not what its toast tells of, and goes. Not now: it may be
 * this button that is clicked. */
void pyxis_files_page_outdate_toast (PyxisFilesPage *self);

/* With a button that undoes what was just done. */
void pyxis_files_page_say_with_undo (PyxisFilesPage *self, const char *text);
