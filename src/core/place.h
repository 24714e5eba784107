/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Where to look, by the sentence that says what is wrong with a project. Sentences of project.h and
 * configuration.h that are about one file begin with its name, and tell the line, if they know it, after
 * what is wrong:
 *
 *     pyscript.toml: a bracket is not closed, line 2. Close it.
 *     “sub/page.html” is empty; write an HTML page into it.
 *
 * FALSE where the sentence names no file. `file` (transfer full) is the path of an address: relative to
 * the project, and never out of it; nobody has looked whether it is there. `line` counts from 1; 0 is
 * unknown. */
gboolean pyxis_place_find (const char *sentence, char **file, guint *line);
