/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "panel.h"
#include "view.h"

/* The panel's console asks the view's page what the user types in JavaScript. */
void pyxis_page_console_attach (PyxisView *view, PyxisPanel *panel);
