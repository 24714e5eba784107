/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "bundle.h"

/* (transfer none): a window that asks whether `bundle`, which is signed, may take the place of the app that the user
 * knows with the key `known`; the response "trust" is a yes. */
AdwMessageDialog *pyxis_key_dialog_new (PyxisBundle *bundle, const char *known);
