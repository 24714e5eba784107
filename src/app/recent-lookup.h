/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "recent-project.h"

/* PyxisRecentLookup: looks whether projects are still there, in a few threads of its own: one that
 * hangs in a dead network mount costs that thread and none of those that the rest of the program
 * reads with. */
typedef struct _PyxisRecentLookup PyxisRecentLookup;

PyxisRecentLookup *pyxis_recent_lookup_new (void);

/* Does not wait for what hangs. */
void pyxis_recent_lookup_free (PyxisRecentLookup *self);

/* Sets "is-missing" of `project` some time later, on the main thread. */
void pyxis_recent_lookup_start (PyxisRecentLookup *self, PyxisRecentProject *project);
