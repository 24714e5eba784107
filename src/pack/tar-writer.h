/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* Files of PyxisAppFile as a tar that gzip packs, the same bytes each time: in the order given, each
 * folder before what is in it, owned by root, all of one time. Paths begin with "./", as packages
 * have them. It is a row of gzip members (RFC 1952, 2.2), which are packed on all cores at once. */
gboolean pyxis_tar_write (
  const GPtrArray *files, gint64 seconds, int fd, GCancellable *cancellable, GError **error);
