/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "pack-format.h"

/* PyxisPackFormatRow: a format that can be chosen. */
#define PYXIS_TYPE_PACK_FORMAT_ROW (pyxis_pack_format_row_get_type ())
G_DECLARE_FINAL_TYPE (
  PyxisPackFormatRow, pyxis_pack_format_row, PYXIS, PACK_FORMAT_ROW, AdwActionRow)

GtkWidget *pyxis_pack_format_row_new (const PyxisPackFormat *format);

const PyxisPackFormat *pyxis_pack_format_row_get_format (PyxisPackFormatRow *self);

/* Whether it carries its Python or leans on an installed Pyxis: the words say what that means. */
void pyxis_pack_format_row_set_is_shared (PyxisPackFormatRow *self, gboolean is_shared);

/* (transfer none): one of a group. */
GtkCheckButton *pyxis_pack_format_row_get_button (PyxisPackFormatRow *self);
