/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "source.h"

/* The picture of an app: an SVG, or a PNG that is square and of 16 to 4096 pixels. */
#define PYXIS_ICON_MAX_SIZE (8 * 1024 * 1024)

/* Whether the file is such a picture, by decoding it; if not, a sentence that names it. */
gboolean pyxis_icon_check (PyxisSource *source, const char *path, GError **error);
