/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "view.h"

/* Searching the text of the page. Every step is answered by the view's signal "found", whose
 * numbers are how many matches there are (0: none; above PYXIS_FIND_MAX: more than are counted) and
 * which of them, from 1, is selected: 0 where that is not known, because the page or its selection
 * changed since. */

#define PYXIS_FIND_MAX 1000

typedef enum {
  PYXIS_FIND_NONE = 0,
  PYXIS_FIND_MATCHES_CASE = 1 << 0,
  PYXIS_FIND_WRAPS = 1 << 1,
} PyxisFindFlags;

/* Selects the first match of the page. An empty text ends the search. */
void pyxis_view_find (PyxisView *self, const char *text, PyxisFindFlags flags);

/* The next match (direction 1) or the one before (-1); nothing without a search. */
void pyxis_view_find_step (PyxisView *self, int direction);

/* Takes the highlights away; what is selected stays. */
void pyxis_view_find_end (PyxisView *self);
