/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Whether there is a graphics card, by the devices in the folder `dev`: what GL draws on it is not software. */
gboolean pyxis_graphics_is_there (const char *dev);

/* Lets GTK draw by cairo where there is none, unless the environment says how: Mesa's software GL, which
 * GTK 4.8 takes then, needs all cores for each frame of a spinner. Before GTK's first call. */
void pyxis_graphics_prepare (void);
