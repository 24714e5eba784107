/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "startup.h"

/* Two starts side by side: a row for each time that one of them has. Scripts are the same where interpreter,
 * place and name (or file, or element) are; of several that are, the first is the first. Pure. */

typedef struct {
  char
    *lane; /* (nullable): the script, as pyxis_startup_lane_dup_title () calls it; NULL: the page */
  const char *phase; /* "launch", "load", a phase of startup.h, "done", "all-done" */
  double before;     /* ms; NaN: it did not come */
  double after;
} PyxisComparisonRow;

/* (transfer full) (element-type PyxisComparisonRow): "done" and "all-done" are when it was, all others how
 * long it took. Times count from the start of the program if both know it, else from the page's. */
GPtrArray *pyxis_comparison_new (const PyxisStartup *before, const PyxisStartup *after);

/* ms; NaN where one of the two did not come. */
double pyxis_comparison_row_get_difference (const PyxisComparisonRow *self);

/* The second as a multiple of the first; NaN where there is none. */
double pyxis_comparison_row_get_ratio (const PyxisComparisonRow *self);
