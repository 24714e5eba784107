/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project-page.h"

/* PyxisWindowMemory: keeps what a window looks like for each project (window-state.h), and makes it
 * look so again. Saves when changes have settled, and when the project or the window goes. */
typedef struct _PyxisWindowMemory PyxisWindowMemory;

/* Gives `window`, which must outlive the memory, the size that it had without a project. */
PyxisWindowMemory *pyxis_window_memory_new (GtkWindow *window);

/* The window now shows `page`; NULL: no project. The page before must still be there. */
void pyxis_window_memory_set_page (PyxisWindowMemory *self, PyxisProjectPage *page);

void pyxis_window_memory_free (PyxisWindowMemory *self);
