/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "packed-app.h"

/* Sees to it that the app's icon is there under its id. An installed app has it in the desktop's theme; of
 * one that is only a file, the picture comes out of it into the app's cache. */
void pyxis_packed_icon_provide (const PyxisPackedApp *app);
