/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "source.h"

/* PyxisFolderSource: a folder on disk. It holds the folder's descriptor, and the kernel keeps every
 * open below it (openat2 with RESOLVE_BENEATH, RESOLVE_NO_SYMLINKS and RESOLVE_NO_MAGICLINKS; where
 * a kernel or a container refuses openat2, an equivalent walk with openat and O_NOFOLLOW). Opening
 * never blocks on a FIFO or a device. Names that begin with a dot are not found. */
#define PYXIS_TYPE_FOLDER_SOURCE (pyxis_folder_source_get_type ())
G_DECLARE_FINAL_TYPE (PyxisFolderSource, pyxis_folder_source, PYXIS, FOLDER_SOURCE, GObject)

/* `path` itself may be or pass through links: the user named it. */
PyxisSource *pyxis_folder_source_new (const char *path, GError **error);
