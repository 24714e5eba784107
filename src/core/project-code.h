/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Whether Python code puts its output into the page itself, as far as a look at its text can tell:
 * it names display (), the document or pyscript.web outside of comments and strings. Code that does
 * not wants a terminal. */
gboolean pyxis_project_code_shows_output (const char *text);
