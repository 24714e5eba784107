/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "content.h"
#include "vfs.h"

/* (transfer full): what a GET gives: the bytes of a file as they are now, whatever is written to it
 * later; or of a folder {"entries":[{"name","type":"file" or "dir","size","mtime","mode"}]}, by name,
 * times in ms. Errors are those of PyxisSource. Main thread only; the bytes may be read in any. */
PyxisContent *pyxis_vfs_get (PyxisVfs *vfs, const char *path, gboolean is_folder, GError **error);
