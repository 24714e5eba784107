/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "ready-stream.h"

/* PyxisFileStream: a regular file by its descriptor, from its start to the size it had when it was
 * opened; seekable. A file that grows meanwhile is read to its first size, one that shrinks ends in
 * G_IO_ERROR_INVALID_DATA: a length that was promised is kept or denied. Never mapped to memory,
 * since a truncation would then kill the process. */
#define PYXIS_TYPE_FILE_STREAM (pyxis_file_stream_get_type ())
G_DECLARE_FINAL_TYPE (PyxisFileStream, pyxis_file_stream, PYXIS, FILE_STREAM, PyxisReadyStream)

/* Takes `fd`. */
GInputStream *pyxis_file_stream_new (int fd, goffset size);
