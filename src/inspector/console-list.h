/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "console.h"

/* PyxisConsoleList: the entries of a console, each with what it is, its text, which can be selected, and
 * where it comes from. Follows the end unless the user scrolled up. */
#define PYXIS_TYPE_CONSOLE_LIST (pyxis_console_list_get_type ())
G_DECLARE_FINAL_TYPE (PyxisConsoleList, pyxis_console_list, PYXIS, CONSOLE_LIST, GtkWidget)

/* `console` (nullable) */
void pyxis_console_list_set_console (PyxisConsoleList *self, PyxisConsole *console);

/* The user wants to see what comes next. */
void pyxis_console_list_follow (PyxisConsoleList *self);
