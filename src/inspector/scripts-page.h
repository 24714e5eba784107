/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "lifecycle.h"

/* PyxisScriptsPage: what runs Python in the page, a lane each, along a time line that can be zoomed, and
 * whether py:all-done will come.
 *
 * Signal: "lane-selected" (int script, const char *element): by the user; 0 and NULL of a worker without an
 *         element. */
#define PYXIS_TYPE_SCRIPTS_PAGE (pyxis_scripts_page_get_type ())
G_DECLARE_FINAL_TYPE (PyxisScriptsPage, pyxis_scripts_page, PYXIS, SCRIPTS_PAGE, GtkWidget)

/* (nullable) */
void pyxis_scripts_page_set_lifecycle (PyxisScriptsPage *self, PyxisLifecycle *lifecycle);

/* Gives the keyboard to the list. */
void pyxis_scripts_page_focus (PyxisScriptsPage *self);
