/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* (transfer full): the SVG icon of an app that has none: the first letter of its name, or a diamond
 * where that is none of ours, in a colour that the id chooses. The letters are strokes of our own
 * (resources/pack/letters.ini): fonts differ from computer to computer. */
GBytes *pyxis_icon_drawing_new (const char *id, const char *name) G_GNUC_WARN_UNUSED_RESULT;
