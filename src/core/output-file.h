/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* PyxisOutputFile: where a command writes what it found. A file has its name only when it is whole
 * (new-file.h); what is there and no file (a pipe, a terminal) is written as it comes. Blocking. */
typedef struct _PyxisOutputFile PyxisOutputFile;

PyxisOutputFile *pyxis_output_file_begin (const char *path, GError **error);

/* Standard output. */
PyxisOutputFile *pyxis_output_file_new_standard (GError **error);

/* Borrowed. */
int pyxis_output_file_get_fd (PyxisOutputFile *self);

/* All is written. */
gboolean pyxis_output_file_commit (PyxisOutputFile *self, GError **error);

/* Leaves nothing under the name unless it was whole. */
void pyxis_output_file_free (PyxisOutputFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisOutputFile, pyxis_output_file_free)
