/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "interpreter-snapshot-key.h"

/* The file of an interpreter's snapshot: its memory as an ordinary start leaves it, kept so that the next
 * start need not work it out again. All pure. Numbers are little-endian.
 *
 *   file   "PYXISNAP", u32 format, u32 0, stamp and content (32 bytes each: the key), u64 length of the
 *          image, its CRC-32, u32 0, the SHA-256 of all before; then the image
 *   image  what pyodide-snapshot.mjs makes and takes: u32 "PXIM", u32 number of runs, u32 bytes of facts,
 *          u32 bytes of Pyodide's own header, u32 bytes of memory, the runs {u32 offset, u32 length}, the
 *          facts (JSON), the header, and the bytes of the runs; memory outside of them is zero
 *
 * The runs ascend, touch each other nowhere, and lie inside the memory. */

#define PYXIS_INTERPRETER_SNAPSHOT_FORMAT 2
#define PYXIS_INTERPRETER_SNAPSHOT_MAX (128 << 20) /* bytes of a file */

/* (transfer full): the file. G_IO_ERROR_INVALID_DATA where `image` is none. */
GBytes *pyxis_interpreter_snapshot_pack (const PyxisInterpreterSnapshotKey *key,
                                         GBytes *image,
                                         GError **error);

/* (transfer full): the image, whole and for this key. G_IO_ERROR_INVALID_DATA: damaged;
 * G_IO_ERROR_NOT_SUPPORTED: of another format; G_IO_ERROR_EXISTS: made for another key. */
GBytes *
pyxis_interpreter_snapshot_unpack (GBytes *file, PyxisInterpreterSnapshotKey *key, GError **error);

/* Whether it is an image. */
gboolean pyxis_interpreter_snapshot_check_image (const guint8 *image, gsize length, GError **error);
