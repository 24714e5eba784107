/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "bundle.h"
#include "runtimes.h"

/* Whether `folder`, packed as the bundle at `path` was, gives the same bytes; its signature, which
 * nobody else can make, is taken from the bundle. If not, an error that names the first difference. */
gboolean pyxis_rebuild_compare (PyxisBundle *bundle,
                                const char *path,
                                const char *folder,
                                PyxisRuntimes *runtimes,
                                GError **error);
