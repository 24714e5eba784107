/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The sizes at which a page is shown, those of other browsers: 30 % to 300 %, as factors. */

/* The next size above `zoom` (direction 1) or below it (-1); at an end the last one. `zoom` need
 * not be one of the sizes. */
double pyxis_zoom_step (double zoom, int direction);

/* (transfer full): "110%", as the language writes it. */
char *pyxis_zoom_dup_text (double zoom);
