/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* The file of the compiled code of a project's own Python modules. All pure. Numbers are little-endian.
 *
 *   file     "PYXISCOD", u32 format, u32 CRC-32 of all that follows, key (32 bytes); then the entries
 *   entries  of each module, the newest first: u32 bytes of its path, u32 bytes of its code, digest of its
 *            source (8 bytes, as of PEP 552), path, code as `marshal` writes it
 *
 * What the code itself is like nobody here knows: it comes from a page, and goes back to the same project
 * only. A path is there once. Entries may be none, of no bytes. */

#define PYXIS_COMPILED_CODE_FORMAT 1
#define PYXIS_COMPILED_CODE_MAX (16 << 20) /* bytes of the entries */
#define PYXIS_COMPILED_CODE_KEY_SIZE 32

/* Whether these are entries. G_IO_ERROR_INVALID_DATA: they are none; G_IO_ERROR_NO_SPACE: they are too large. */
gboolean pyxis_compiled_code_check (GBytes *entries, GError **error);

/* (transfer full): `newer` as they are handed over, in which a path may come again; then those of `older`
 * (nullable) whose paths are not among them, as many as there is room for. Fails where the check of one does. */
GBytes *pyxis_compiled_code_merge (GBytes *newer, GBytes *older, GError **error);

/* (transfer full): the file. */
GBytes *pyxis_compiled_code_pack (const guint8 *key, GBytes *entries);

/* (transfer full): the entries, whole and for this key. G_IO_ERROR_INVALID_DATA: damaged, or of another
 * format; G_IO_ERROR_EXISTS: of another key. */
GBytes *pyxis_compiled_code_unpack (GBytes *file, const guint8 *key, GError **error);
