/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project-page.h"

/* A snapshot of the page's files, which "page.undo-files" goes back to. */
void pyxis_page_memory_take_snapshot (PyxisProjectPage *page, const char *reason);
