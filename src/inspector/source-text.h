/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Any bytes as text that a text view can show without hanging. */

#define PYXIS_SOURCE_TEXT_MAX (2 * 1024 * 1024) /* bytes */
#define PYXIS_SOURCE_LINE_MAX 10000             /* bytes */

/* (transfer full): valid UTF-8. A line that is too long ends with "…" instead of its rest, and so
 * does the whole; `is_cut` says whether anything is missing. */
char *pyxis_source_text_make (GBytes *bytes, gboolean *is_cut);

/* Of a file, what says whether it is text. */
#define PYXIS_SOURCE_PROBE_MAX (64 * 1024)

/* Whether they are UTF-8, as far as the beginning says it. */
gboolean pyxis_source_text_is_text (GBytes *bytes);
