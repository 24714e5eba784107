/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "files-preview.h"

/* files-preview.c shows what is in a file, files-preview-own.c brings that of an interpreter's own files. */

struct _PyxisFilesPreview {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *own_bar;
  GtkLabel *own_label;
  GtkTextView *own_view;
  PyxisFilesEditor *editor;
  GtkLabel *facts_label;
  GtkLabel *name_label;
  GtkPicture *picture;
  GtkStack *stack;
  AdwStatusPage *status;

  PyxisVfs *vfs;
  char *path;                /* NULL: no file */
  PyxisVfsStat stat;         /* of what is shown */
  GCancellable *cancellable; /* of the picture; NULL: none is decoded */
  PyxisVfsItem *own;         /* an interpreter's own file, instead of one at `path`; NULL: none */
  GBytes *own_bytes;         /* of its start; NULL: not read yet */
  GCancellable *own_reading; /* NULL: it is not being read */
};

/* Instead of a content. */
void pyxis_files_preview_say (PyxisFilesPreview *self, const char *title, const char *description);

/* What is in the file is there, and `stat` says what it is. */
void pyxis_files_preview_show_file (PyxisFilesPreview *self);

void pyxis_files_preview_stop_picture (PyxisFilesPreview *self);

/* An item that has an owner. */
void pyxis_files_preview_show_own (PyxisFilesPreview *self, PyxisVfsItem *item);

/* Shows its text, of which `own_bytes` are the start. */
void pyxis_files_preview_show_own_text (PyxisFilesPreview *self);

/* Another file is to be shown. */
void pyxis_files_preview_leave_own (PyxisFilesPreview *self);
