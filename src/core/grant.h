/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* PyxisGrant: a folder, or a file, that the user picked for one project. The page holds its token, 256
 * random bits in hex, and can do in it what the mode says, as long as the grant is not revoked.
 * Reference-counted; what never changes may be read in any thread, and so may mode and state by these
 * functions. Only PyxisGrants changes them. */

typedef enum {
  PYXIS_GRANT_READ,
  PYXIS_GRANT_READWRITE,
} PyxisGrantMode;

typedef struct {
  char *token;
  char *path;   /* absolute, without links; of any bytes */
  char *name;   /* its last part, valid UTF-8: what the page sees of the path */
  char *id;     /* the page's own word for what it is for; "" for none */
  gint64 since; /* seconds since 1970 */
  gboolean is_folder;
  int mode; /* atomic, and so is what follows */
  int is_revoked;
} PyxisGrant;

/* `path` is as above, `token` NULL for a new one. */
PyxisGrant *pyxis_grant_new (const char *token, const char *path, gboolean is_folder);

PyxisGrant *pyxis_grant_ref (PyxisGrant *self);
void pyxis_grant_unref (PyxisGrant *self);

/* Neither revoked nor of a lesser mode. */
gboolean pyxis_grant_allows (PyxisGrant *self, PyxisGrantMode mode);

/* The same as an error: NotAllowedError. */
gboolean pyxis_grant_check (PyxisGrant *self, PyxisGrantMode mode, GError **error);

/* "read", "readwrite"; FALSE for another word. */
const char *pyxis_grant_mode_get_name (PyxisGrantMode mode);
gboolean pyxis_grant_mode_parse (const char *name, PyxisGrantMode *mode);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisGrant, pyxis_grant_unref)
