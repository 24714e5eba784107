/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "ready-stream.h"

/* PyxisPartStream: exactly `length` bytes of another stream from where it stands; if that ends
 * earlier, G_IO_ERROR_INVALID_DATA. For ranges. It is as ready as the other stream. */
#define PYXIS_TYPE_PART_STREAM (pyxis_part_stream_get_type ())
G_DECLARE_FINAL_TYPE (PyxisPartStream, pyxis_part_stream, PYXIS, PART_STREAM, PyxisReadyStream)

GInputStream *pyxis_part_stream_new (GInputStream *whole, goffset length);
