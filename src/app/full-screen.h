/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project-page.h"

/* Full screen of a window that shows a project's page. */

/* Its action "win.fullscreen", and Escape, which leaves it, or else stops the page. */
void pyxis_full_screen_install (GtkWidgetClass *klass);

/* `window` came into full screen or left it: says how it is left. `page` (nullable) is what it shows. */
void pyxis_full_screen_tell (GtkWindow *window, PyxisProjectPage *page);
