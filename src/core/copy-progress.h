/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* PyxisCopyProgress: how far a copy is: counted by the thread that copies, looked at by whoever shows
 * it. Reference-counted; in any thread. To count, NULL will do where nobody looks. */
typedef struct _PyxisCopyProgress PyxisCopyProgress;

/* What a file counts besides its bytes, so that many small ones are seen to move too. */
#define PYXIS_COPY_PROGRESS_FILE 4096

PyxisCopyProgress *pyxis_copy_progress_new (void);
PyxisCopyProgress *pyxis_copy_progress_ref (PyxisCopyProgress *self);
void pyxis_copy_progress_unref (PyxisCopyProgress *self);

void pyxis_copy_progress_set_total (PyxisCopyProgress *self, gsize total);
void pyxis_copy_progress_add_total (PyxisCopyProgress *self, gsize amount);
void pyxis_copy_progress_add (PyxisCopyProgress *self, gsize amount);
void pyxis_copy_progress_set_done (PyxisCopyProgress *self, gsize done);

/* From 0 to 1, or -1 while the total is not known. */
double pyxis_copy_progress_get_fraction (PyxisCopyProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisCopyProgress, pyxis_copy_progress_unref)
