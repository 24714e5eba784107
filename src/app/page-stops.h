/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "panel.h"
#include "project-page.h"
#include "stop-bar.h"

/* Breakpoints of a page: set in its panel, told in its bar; "continue" and "continue-to-next" are among its
 * actions. Once it has a view. */
void pyxis_page_stops_attach (PyxisProjectPage *page, PyxisStopBar *bar, PyxisPanel *panel);
