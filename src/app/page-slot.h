/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "window-memory.h"

/* The place of a window where the page of a project is, or nothing: the page's actions are the window's "page.…",
 * and the window's memory is of that project. */

/* `slot` is empty, and in its window. */
void pyxis_page_slot_fill (AdwBin *slot, PyxisProjectPage *page, PyxisWindowMemory *memory);

/* The page ends with that, unless somebody holds it; its window hears no signal of it any more. */
void pyxis_page_slot_empty (AdwBin *slot, PyxisWindowMemory *memory);
