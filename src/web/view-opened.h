/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "view.h"

/* Files that the user opened with the app, from outside. The page is told by a DOM event at its document,
 * "pyxis:opened", whose `detail.paths` has their paths: once a script of it listens for that, and until
 * then they wait, whatever other page comes meanwhile. The engine's `is_handed_files` says that some may
 * come; who listens elsewhere is not seen. */

/* That wait; then the oldest are forgotten. */
#define PYXIS_VIEW_OPENED_MAX 10000

/* `paths` as Python sees them: "/vfs/opened/table.csv". */
void pyxis_view_tell_opened (PyxisView *self, const char *const *paths);
