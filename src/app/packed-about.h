/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "packed-app.h"

/* Says over `parent` (nullable) what the app is, who made and signed it, and what is inside, with the
 * licence of each. */
void pyxis_packed_about_show (const PyxisPackedApp *app, GtkWindow *parent);
