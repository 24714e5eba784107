/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* The name of the folder that the program has in each of the user's (XDG_DATA_HOME and so on): "pyxis",
 * or the id of the app that this process is, so that apps never see each other's files. Of the process,
 * like its environment: it is said once, before anything of the user is read. */
const char *pyxis_user_folder_get_name (void);

/* `name` is copied. */
void pyxis_user_folder_set_name (const char *name);

/* Where what all apps of the user have in common is, the runtimes that he added say. */
#define PYXIS_USER_FOLDER_SHARED "pyxis"
