/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "change-question.h"
#include "description-fix.h"

/* PyxisPackFixDialog: asks for the value of a key of the configuration, shows what that would change,
 * and changes it. */
#define PYXIS_TYPE_PACK_FIX_DIALOG (pyxis_pack_fix_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  PyxisPackFixDialog, pyxis_pack_fix_dialog, PYXIS, PACK_FIX_DIALOG, AdwMessageDialog)

/* `made` is called with `owner`, which is kept, when the change was made. */
GtkWidget *pyxis_pack_fix_dialog_new (GtkWindow *window,
                                      PyxisProject *project,
                                      const PyxisDescriptionFix *fix,
                                      PyxisChangeMade made,
                                      GObject *owner);
