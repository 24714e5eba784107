/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "console.h"
#include "interpreters.h"

/* PyxisConsolePage: a prompt into the interpreters of a page and its JavaScript, below what the page and its
 * workers write. While code runs it says so, with how long, and the user may stop waiting; another place
 * can be asked meanwhile. */
#define PYXIS_TYPE_CONSOLE_PAGE (pyxis_console_page_get_type ())
G_DECLARE_FINAL_TYPE (PyxisConsolePage, pyxis_console_page, PYXIS, CONSOLE_PAGE, GtkWidget)

/* Each (nullable). */
void pyxis_console_page_set_console (PyxisConsolePage *self, PyxisConsole *console);
void pyxis_console_page_set_interpreters (PyxisConsolePage *self, PyxisInterpreters *interpreters);

void pyxis_console_page_focus (PyxisConsolePage *self);
