/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "view.h"

/* Shows what the page of `view` tells the user on the desktop; a click brings its window to the
 * front, and the page hears of it. What is shown goes with the view. */
void pyxis_page_notifications_attach (PyxisView *view);
