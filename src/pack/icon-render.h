/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* (transfer full): a PNG of `pixels` in each direction, made of an SVG or a square PNG
 * (pyxis_icon_check ()). The same picture gives the same bytes. */
GBytes *pyxis_icon_render (GBytes *picture, gboolean is_svg, int pixels, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Pixels of a PNG; 0 where it is none. */
int pyxis_icon_measure (GBytes *picture);
