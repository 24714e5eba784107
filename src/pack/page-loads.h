/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* PyxisPageLoads: which of the addresses in a text its page loads by itself: the source of a script or a
 * picture, a style, what a script would fetch. A link to click is none, nor is one in a comment or a
 * sentence. In doubt, it is one. One pass through the text, which is borrowed. Pure. */
typedef struct {
  const char *start; /* of the part of a page that it is at */
  const char *end;
  int kind;
} PyxisPageLoads;

/* `path` says what text it is. */
void pyxis_page_loads_init (PyxisPageLoads *self, const char *path, const char *text);

/* Whether that is one which begins at `place`; from call to call that only rises. */
gboolean pyxis_page_loads_at (PyxisPageLoads *self, const char *place);
