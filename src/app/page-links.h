/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "view.h"

/* What the user follows out of the project: it opens in the browser or the mail program, and a
 * toast says so. Connects to `view`, and ends with it. */
void pyxis_page_links_attach (PyxisView *view);
