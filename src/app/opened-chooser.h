/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "description.h"
#include "project-page.h"

/* Asks for files of the types that an app opens, over the page's window, and opens them (opened-files.h). */
void pyxis_opened_chooser_show (PyxisProjectPage *page, const PyxisDescription *description);
