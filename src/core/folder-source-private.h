/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "folder-open.h"
#include "folder-source.h"

/* With a given way of opening, so that tests reach both on any kernel. */
PyxisSource *
pyxis_folder_source_new_with_open (const char *path, PyxisFolderOpen open, GError **error);
