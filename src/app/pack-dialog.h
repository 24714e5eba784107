/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "project.h"

/* PyxisPackDialog: makes an app of a project that is a folder. It follows the folder: what the
 * description lacks, or has wrong, is looked at again whenever a file beside it was saved. */
#define PYXIS_TYPE_PACK_DIALOG (pyxis_pack_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PyxisPackDialog, pyxis_pack_dialog, PYXIS, PACK_DIALOG, AdwWindow)

/* A modal window over `parent`. */
GtkWidget *pyxis_pack_dialog_new (GtkWindow *parent, PyxisProject *project);
