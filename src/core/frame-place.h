/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "failure.h"
#include "project.h"

/* Where a frame is in the project: which file, which line. FALSE for what is none of its files. `path`
 * (transfer full) is that of an address; `line` counts from 1.
 *
 * An interpreter knows a file by its place there ("/home/pyodide/helper.py"), which the configuration's
 * "files" give it; an element's own code by none ("<exec>"): that is in the element's src, or in the
 * page, below its tag. Looks at files, which are small and on this computer. */
gboolean pyxis_frame_place_find (
  const PyxisFrame *frame, PyxisFailure *failure, PyxisProject *project, char **path, guint *line);
