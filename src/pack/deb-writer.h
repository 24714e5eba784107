/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "content.h"

/* Writes a Debian package, without dpkg: an ar of three members, as deb(5) has it. The same files give
 * the same bytes. `output` is where the package will be: what is large is kept in nameless files beside
 * it. Blocking; every error is a sentence. */
typedef struct {
  gint64 seconds; /* since 1970, of all */
  const char *output;
  GCancellable *cancellable; /* (nullable) */
} PyxisDeb;

/* (transfer full): a tar that gzip packed; `files` is of PyxisAppFile, sorted by path. */
PyxisContent *pyxis_deb_make_member (const PyxisDeb *deb, const GPtrArray *files, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* `control` is what dpkg reads, `data` what it installs. `fd` is of an empty file. */
gboolean pyxis_deb_write (
  const PyxisDeb *deb, PyxisContent *control, PyxisContent *data, int fd, GError **error);
