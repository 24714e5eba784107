/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Who may read what from the loopback server: pure, so that tables can test it.
 *
 * Any page that a user visits, and any program of this machine, can send requests to a loopback
 * port. In a DNS rebinding attack Origin and Host agree with each other, so the exact Host is the
 * only defence against it. */

typedef struct {
  const char *host;  /* "127.0.0.1:PORT" */
  const char *token; /* the cookie's value */
} PyxisServerGuard;

/* The headers that decide; each NULL when the request has none. */
typedef struct {
  const char *host;
  const char *origin;
  const char *fetch_site; /* Sec-Fetch-Site */
  const char *cookie;     /* Cookie, the whole header */
} PyxisServerCredentials;

typedef enum {
  PYXIS_ADMIT_NOTHING,
  PYXIS_ADMIT_PUBLIC, /* runtimes and our own scripts */
  PYXIS_ADMIT_ALL,
} PyxisAdmission;

PyxisAdmission pyxis_server_guard_admit (const PyxisServerGuard *self,
                                         const PyxisServerCredentials *credentials);

/* In a time that does not depend on where they differ. */
gboolean pyxis_server_guard_is_token (const PyxisServerGuard *self, const char *given);

/* (transfer full): 256 random bits in hex. */
char *pyxis_server_guard_make_token (void);

/* (transfer full): "pyxis-PORT". Browsers send cookies to every port of a host, so servers that run
 * side by side must not share a name. */
char *pyxis_server_guard_dup_cookie_name (const PyxisServerGuard *self);
