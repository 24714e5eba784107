/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project-page.h"
#include "window.h"

/* What the actions of a window need of it. */

/* (nullable) */
PyxisProjectPage *pyxis_window_get_page (PyxisWindow *self);

/* Instead of the project or the failure that is shown. */
void pyxis_window_show_welcome (PyxisWindow *self);

/* The welcome page instead, where the user and the page let the project go. */
void pyxis_window_close_project (PyxisWindow *self);

/* A new window on the same project: both share what its pages store. `address` is of one of its pages;
 * NULL: the first. */
void pyxis_window_duplicate (PyxisWindow *self, const char *address);
