/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "lifecycle.h"

/* Whether py:all-done will come, in words. Pure. */

typedef enum {
  PYXIS_OUTLOOK_NONE,  /* nothing is waited for */
  PYXIS_OUTLOOK_DONE,  /* py:all-done came */
  PYXIS_OUTLOOK_WAITS, /* it will come */
  PYXIS_OUTLOOK_DOUBTFUL,
  PYXIS_OUTLOOK_HOPELESS, /* it will not */
} PyxisOutlook;

/* What py:all-done waits for, and why it does not come: a line for each of the first lanes. `text` is
 * NULL for NONE. */
PyxisOutlook pyxis_outlook_read (PyxisLifecycle *lifecycle, double now, char **text);

/* (nullable): how many lanes had no room. */
char *pyxis_outlook_dup_left_out (PyxisLifecycle *lifecycle);
