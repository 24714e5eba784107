/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* Gives a project's window its keys, those of GNOME Web. The program's keys come before the page's,
 * as in other browsers; a key whose action is off is the page's. Escape is no such key: the page
 * sees it first (see window.c). gtk/help-overlay.ui lists them for the user. */
void pyxis_shortcuts_apply (GtkApplication *application);

/* The same for an app that nobody develops here: all other keys are its own. */
void pyxis_shortcuts_apply_app (GtkApplication *application);
