/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "copy-progress.h"

/* PyxisTransferRow: a copy under way, with its progress and a button that cancels it. It is seen only
 * when the copy takes a while. */
#define PYXIS_TYPE_TRANSFER_ROW (pyxis_transfer_row_get_type ())
G_DECLARE_FINAL_TYPE (PyxisTransferRow, pyxis_transfer_row, PYXIS, TRANSFER_ROW, GtkWidget)

GtkWidget *pyxis_transfer_row_new (const char *title);

/* (transfer none): both of the copy. */
PyxisCopyProgress *pyxis_transfer_row_get_progress (PyxisTransferRow *self);
GCancellable *pyxis_transfer_row_get_cancellable (PyxisTransferRow *self);
