/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* (transfer full): what a page says, for the user or the log: valid UTF-8 of at most `max` bytes, cut
 * between characters; where something was left out, `ending` follows. `text` is nullable. */
char *pyxis_shown_text_dup (const char *text, gsize max, const char *ending);
