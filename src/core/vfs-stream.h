/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "ready-stream.h"
#include "vfs-content.h"

/* PyxisVfsStream: reads a content as it is now, whatever is written to the file later. It can seek,
 * is always ready, and may be read and freed in any thread. */
#define PYXIS_TYPE_VFS_STREAM (pyxis_vfs_stream_get_type ())
G_DECLARE_FINAL_TYPE (PyxisVfsStream, pyxis_vfs_stream, PYXIS, VFS_STREAM, PyxisReadyStream)

/* `content` (nullable). */
GInputStream *pyxis_vfs_stream_new (PyxisVfsContent *content);
