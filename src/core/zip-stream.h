/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "ready-stream.h"
#include "zip-archive.h"

/* PyxisZipStream: the current entry of an archive, unpacked while it is read. It never hands out a
 * last byte before it knows that size and checksum are right, so whoever has read as many bytes as
 * were promised has read the true file. After an error every read fails with the same error. */
#define PYXIS_TYPE_ZIP_STREAM (pyxis_zip_stream_get_type ())
G_DECLARE_FINAL_TYPE (PyxisZipStream, pyxis_zip_stream, PYXIS, ZIP_STREAM, PyxisReadyStream)

/* Takes `archive`. `size` as the index says it, -1 where unknown; never more than `limit` bytes. */
GInputStream *pyxis_zip_stream_new (PyxisZipArchive *archive, goffset size, goffset limit);
