/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event.h"

/* What an event tells of a start that is under way. */
typedef enum {
  PYXIS_PROGRESS_NONE,  /* nothing */
  PYXIS_PROGRESS_FETCH, /* a file came */
  PYXIS_PROGRESS_START, /* an interpreter or a package of it is being loaded */
  PYXIS_PROGRESS_END, /* it is ready, something has failed, or the page is another one; the event's
                           interpreter alone, or where it names none, all */
} PyxisProgress;

/* Sets `what` to that which is loaded, as PyScript words it ("interpreter", "packages"), or to the name of
 * the file; NULL for the others. (transfer full) */
PyxisProgress pyxis_progress_read (PyxisEvent *event, char **what);

/* Of a text of "py:progress" and its like: said while the interpreter itself loads; others are of its files,
 * packages and modules. */
gboolean pyxis_progress_is_of_interpreter (const char *text);

/* All is there. */
gboolean pyxis_progress_is_last_word (const char *text);
