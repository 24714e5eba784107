/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <cjson/cJSON.h>

#include "event.h"

/* PyxisStop: a thread of a page, or one script of it, that waits at a breakpoint (breakpoints.h). What it is
 * was told by the page's thread. */

/* Where a script may be stopped. */
typedef enum {
  PYXIS_POINT_READY = 1 << 0, /* its interpreter is ready, and nothing of it has run */
  PYXIS_POINT_DONE = 1 << 1,
  PYXIS_POINT_ALL_DONE = 1 << 2, /* of the page, not of a script */
  PYXIS_POINT_ERROR = 1 << 3,    /* the first that nobody handled */
  PYXIS_POINTS_ALL = (1 << 4) - 1,
} PyxisPoints;

typedef struct _PyxisStop PyxisStop;

/* (transfer full) (nullable): NULL where a page's object is none. */
PyxisStop *pyxis_stop_new (const cJSON *fields);
void pyxis_stop_free (PyxisStop *self);

PyxisPoints pyxis_stop_get_point (PyxisStop *self);

/* "mpy:ready", "py:all-done", "error". */
const char *pyxis_stop_get_event (PyxisStop *self);

/* Whether the thread goes on meanwhile, and only the script waits. */
gboolean pyxis_stop_is_held (PyxisStop *self);

/* Where it is, as an event has it; `text` is the error's, or NULL. */
const PyxisEventFields *pyxis_stop_get_fields (PyxisStop *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisStop, pyxis_stop_free)
