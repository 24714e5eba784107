/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project-page.h"

/* Files and folders of the disk that the user opens with an app: copies of them come into its files in
 * memory, each under a name that is free there, and its page is told (view-opened.h). */
#define PYXIS_OPENED_FOLDER "opened"

/* `paths` of the disk, NULL-terminated; they wait for the page to have started, which says above its
 * downloads how far it is. */
void pyxis_opened_files_hand_over (PyxisProjectPage *page, const char *const *paths);
