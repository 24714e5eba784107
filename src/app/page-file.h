/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project.h"

/* Where the page at an address of a project lies on the disk. `address` may be NULL. */

/* (transfer full): the name of its file: "index.html", or the project's name where it has none. */
char *pyxis_page_file_dup_name (PyxisProject *project, const char *address);

/* (transfer full) (nullable): the path of the user's file; NULL where the page was made by Pyxis or
 * lies in an archive. */
char *pyxis_page_file_dup_path (PyxisProject *project, const char *address);

/* (transfer full): the folder of the project; for an archive or a single file, the one it lies
 * in. */
char *pyxis_page_file_dup_folder (PyxisProject *project);
