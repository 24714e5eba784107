/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

/* PyxisPackCheckRow: an error in a description, a note on it, or that all is well; and a button for
 * what can be done. Signal: "clicked" (). */
#define PYXIS_TYPE_PACK_CHECK_ROW (pyxis_pack_check_row_get_type ())
G_DECLARE_FINAL_TYPE (PyxisPackCheckRow, pyxis_pack_check_row, PYXIS, PACK_CHECK_ROW, AdwActionRow)

typedef enum {
  PYXIS_PACK_CHECK_ERROR,
  PYXIS_PACK_CHECK_NOTE,
  PYXIS_PACK_CHECK_FINE,
} PyxisPackCheckKind;

/* `label` (nullable), with a mnemonic, is the button's; `name` is what a screen reader says of it. */
GtkWidget *pyxis_pack_check_row_new (PyxisPackCheckKind kind,
                                     const char *sentence,
                                     const char *label,
                                     const char *name);
