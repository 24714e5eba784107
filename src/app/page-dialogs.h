/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "view.h"

/* The dialogs of a page's scripts, over the window that shows it. A page that shows several in a
 * row offers to be silenced until it is loaded again. Connects to `view`, and ends with it; `name`
 * is the project's. */
void pyxis_page_dialogs_attach (PyxisView *view, const char *name);
