/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>
#include <stdio.h>

#include "session.h"
#include "status.h"

/* PyxisCheck: runs a project without a user, and decides whether it works. It loads the page, waits
 * for an event, then until an expression is true, and ends with an exit status of status.h. */

typedef struct {
  PyxisSessionOptions session;
  const char *until;  /* kind of event; NULL: py:all-done, or the load where PyScript is absent */
  const char *expect; /* (nullable) JavaScript expression, awaited in the page's world */
  double timeout;     /* seconds, for everything */
  FILE *events;       /* (nullable): one JSON object a line */
  const char *screenshot; /* (nullable): a PNG file */
  char ***
    pending; /* (nullable) (transfer full): lines that say what still held the event up when the time
                      was over */
  PyxisEventLog **log;     /* (nullable) (transfer full): where the log of the run goes */
  const char *const *gets; /* (nullable): of check-files.h; downloads among them are waited for */
} PyxisCheckOptions;

/* Runs its own main loop and returns the status; `sentence` (transfer full) says what happened, and
 * `advice` (transfer full) (nullable) what to do about it. A display must be there (display.h). */
int pyxis_check_run (PyxisProject *project,
                     const PyxisCheckOptions *options,
                     char **sentence,
                     char **advice);
