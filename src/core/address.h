/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* PyxisAddress: one request address, taken apart and percent-decoded exactly once.
 *
 * WebKit hands over paths undecoded and lets through encoded slashes, backslashes, NULs, doubled
 * slashes, foreign hosts, ports and opaque paths. An address that parses holds none of these:
 * `origin` is a lower-case host without port or user, `path` is valid UTF-8 of at most
 * PYXIS_ADDRESS_MAX bytes, without leading or trailing slash, whose segments are never empty, "."
 * or "..", and hold no "/", "\", NUL or control character. What is hidden (dotfiles) is the
 * business of resolver and sources. Values are immutable. */

#define PYXIS_SCHEME "pyxis"
#define PYXIS_ADDRESS_MAX 4096

typedef struct {
  char *origin;       /* host, lower case; "" when made from a path alone */
  char *path;         /* decoded, relative; "" is the root */
  char *query;        /* as sent, without '?'; NULL when there is none */
  gboolean is_folder; /* the path ended with a slash, or is the root */
} PyxisAddress;

/* Fails with G_IO_ERROR_INVALID_FILENAME, whose message names the rule that was broken. */
PyxisAddress *pyxis_address_parse (const char *uri, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for an origin-form request target ("/a%20b?x"), as HTTP servers receive it. */
PyxisAddress *pyxis_address_parse_target (const char *target, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Whether `path` could be the path of an address: what the invariants above say of it. "" is. */
gboolean pyxis_address_check_path (const char *path, GError **error);

/* (transfer full) (nullable): the path of the file that a whole address of the project (nullable) means, whichever
 * transport it is of, and whatever stands before it: "pyxis://ORIGIN/sub/#a" -> "sub/index.html". */
char *pyxis_address_dup_file (const char *uri);

/* Percent-encodes `path` (relative, decoded) behind "/" : "a b/ü" -> "/a%20b/%C3%BC". */
char *pyxis_address_encode_path (const char *path);

void pyxis_address_free (PyxisAddress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisAddress, pyxis_address_free)
