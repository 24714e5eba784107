/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project-page.h"

/* How the page of a window goes: first the user is asked about his files, then the page itself. */

/* The window wants the page, which has a view, to go; it says "closed" when it may. */
void pyxis_page_departure_begin (PyxisProjectPage *page);

/* For "closed", which also comes where the page itself wants to go: FALSE where the user is asked first,
 * and then it comes again. `application` (nullable) takes leave of it. */
gboolean pyxis_page_departure_is_over (PyxisProjectPage *page, GtkApplication *application);

/* Each window asks its page; the application ends with the last of them. */
void pyxis_page_departure_quit (GtkApplication *application);
