/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "view.h"

/* The pickers of a page, showDirectoryPicker () and its like: a chooser over its window that says what
 * the page may do there, and a question where it wants more than it has. Connects to `view`, and ends
 * with it; `name` is the project's. */
void pyxis_page_picks_attach (PyxisView *view, const char *name);
