/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "bundle.h"
#include "copy-progress.h"
#include "project.h"
#include "runtimes.h"

/* Whether `project`, packed as the bundle at `path` was, gives the same bytes; its signature, which
 * nobody else can make, is taken from the bundle. If not, an error that names the first difference.
 * Blocking; in any thread. */
gboolean pyxis_rebuild_compare (PyxisBundle *bundle,
                                const char *path,
                                PyxisProject *project,
                                PyxisRuntimes *runtimes,
                                PyxisCopyProgress *progress,
                                GError **error);
