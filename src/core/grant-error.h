/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Why a page cannot have what it asks of a granted folder. The codes are the exceptions that the File
 * System standard names (fs.spec.whatwg.org), so that the page's script only has to throw them; each
 * message is one sentence. */
#define PYXIS_GRANT_ERROR (pyxis_grant_error_quark ())
GQuark pyxis_grant_error_quark (void);

typedef enum {
  PYXIS_GRANT_TYPE_ERROR, /* a name that is none */
  PYXIS_GRANT_ABORT,
  PYXIS_GRANT_INVALID_MODIFICATION, /* a folder that is not empty */
  PYXIS_GRANT_INVALID_STATE,        /* a writer that is closed */
  PYXIS_GRANT_NO_MODIFICATION,      /* the disk does not let itself be written */
  PYXIS_GRANT_NOT_ALLOWED,          /* the user did not grant it, or took it back */
  PYXIS_GRANT_NOT_FOUND,
  PYXIS_GRANT_NOT_READABLE,
  PYXIS_GRANT_QUOTA,
  PYXIS_GRANT_SECURITY,
  PYXIS_GRANT_TYPE_MISMATCH, /* a file where a folder was wanted, or the other way round */
} PyxisGrantError;

/* "NotFoundError"; static. */
const char *pyxis_grant_error_get_name (const GError *error);

/* What the system says of `name` (nullable, any bytes), as it was read or written. */
void pyxis_grant_error_set (GError **error, int number, gboolean is_writing, const char *name);
