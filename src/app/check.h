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
  PyxisEventLog **log;    /* (nullable) (transfer full): where the log of the run goes */
} PyxisCheckOptions;

/* Runs its own main loop and returns the status; `sentence` (transfer full) says what happened.
 * A display must be there (display.h). */
int pyxis_check_run (PyxisProject *project, const PyxisCheckOptions *options, char **sentence);
