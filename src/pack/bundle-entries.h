/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* What the zip of a bundle holds, by one walk over its entries. */
typedef struct {
  char *manifest;    /* its text */
  char *signature;   /* (nullable): the same */
  GHashTable *sizes; /* (element-type utf8 goffset*): of all other entries, by path */
} PyxisBundleEntries;

/* Refuses all that a bundle has no use for: folders, links, encrypted entries, two of one name, names
 * that no address can have, methods other than deflate. A sentence that names the entry. */
gboolean pyxis_bundle_entries_read (int fd, PyxisBundleEntries *entries, GError **error);

void pyxis_bundle_entries_clear (PyxisBundleEntries *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PyxisBundleEntries, pyxis_bundle_entries_clear)
