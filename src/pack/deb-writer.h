/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* Writes a Debian package, without dpkg: an ar of three members, as deb(5) has it. The same files give
 * the same bytes. `control` and `data` are of PyxisAppFile, sorted by path. `output` is where the
 * package will be: what is large is kept in nameless files beside it. Blocking. */
typedef struct {
  const GPtrArray *control; /* what dpkg reads */
  const GPtrArray *data;    /* what it installs */
  gint64 seconds;           /* since 1970, of all */
  const char *output;
  GCancellable *cancellable; /* (nullable) */
} PyxisDeb;

/* `fd` is of an empty file. Every error is a sentence. */
gboolean pyxis_deb_write (const PyxisDeb *deb, int fd, GError **error);
