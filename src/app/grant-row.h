/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "grant.h"

/* PyxisGrantRow: a folder or file that a project may use, and a button to take it back. Signal:
 * "revoke" (). */
#define PYXIS_TYPE_GRANT_ROW (pyxis_grant_row_get_type ())
G_DECLARE_FINAL_TYPE (PyxisGrantRow, pyxis_grant_row, PYXIS, GRANT_ROW, AdwActionRow)

GtkWidget *pyxis_grant_row_new (PyxisGrant *grant);

/* (transfer none) */
PyxisGrant *pyxis_grant_row_get_grant (PyxisGrantRow *self);
