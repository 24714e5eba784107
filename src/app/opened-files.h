/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "description.h"
#include "project-page.h"

/* Files of the disk that the user opens with an app: copies of them come into its files in
 * memory, each under a name that is free there, and its page is told (view-opened.h). They are the user's, not the
 * app's: what nobody changed of them is gone with the app (file-keeper.h). */
#define PYXIS_OPENED_FOLDER "opened"

/* (transfer full) (nullable): a sentence, where what is at `path` is not opened: there is nothing, or nothing that
 * can be read, or a folder, which may hold more than anybody means. */
char *pyxis_opened_files_find_fault (const PyxisDescription *description, const char *path);

/* `paths` of the disk, NULL-terminated. Those without a fault wait for the page to have started, which says
 * above its downloads how far it is; of the others the user is told. */
void pyxis_opened_files_open (PyxisProjectPage *page,
                              const PyxisDescription *description,
                              const char *const *paths);
