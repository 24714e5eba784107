/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* PyxisContent: what a source gives for one open file, ready to be read once.
 *
 * `stream` delivers the bytes from the start; reading it never needs more than a constant amount of
 * memory. If it is a GSeekable that can seek, a range costs a seek, else a skip. */
typedef struct {
  GInputStream *stream;
  goffset size; /* bytes; -1 where unknown */
  gint64 mtime; /* seconds since 1970; -1 where unknown */
} PyxisContent;

/* Takes `stream`. */
PyxisContent *pyxis_content_new (GInputStream *stream, goffset size, gint64 mtime);

PyxisContent *pyxis_content_new_for_bytes (GBytes *bytes);

void pyxis_content_free (PyxisContent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisContent, pyxis_content_free)
