/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-snapshot.h"

/* PyxisDifferenceRow: a file or folder that is not the same in two snapshots, as the user reads it.
 *
 * Properties (strings, read-only): "change", "path", "before", "after": the sizes. */
#define PYXIS_TYPE_DIFFERENCE_ROW (pyxis_difference_row_get_type ())
G_DECLARE_FINAL_TYPE (PyxisDifferenceRow, pyxis_difference_row, PYXIS, DIFFERENCE_ROW, GObject)

/* (transfer full): of all differences, by their paths. */
GListModel *pyxis_difference_row_list (PyxisVfsSnapshot *from, PyxisVfsSnapshot *to);
