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

/* What decides; each header is NULL when the request has none. */
typedef struct {
  const char *host;
  const char *origin;
  const char *fetch_site; /* Sec-Fetch-Site */
  const char *cookie;     /* Cookie, the whole header */
  const char *target; /* the host of a target in absolute form ("GET http://HOST/ HTTP/1.1"), which
                             overrules the Host header (RFC 9112, 3.2.2), so that both have to be ours;
                             NULL: the target is a path */
} PyxisServerCredentials;

typedef enum {
  PYXIS_ADMIT_NOTHING,
  PYXIS_ADMIT_PUBLIC, /* runtimes and our own scripts */
  PYXIS_ADMIT_ALL,
} PyxisAdmission;

PyxisAdmission pyxis_server_guard_admit (const PyxisServerGuard *self,
                                         const PyxisServerCredentials *credentials);

/* The only request that a cookie is given for: TRUE with the Set-Cookie header (transfer full), and the
 * address (transfer full) that it leads to. `given` is the token, `to` a page's path; both nullable. */
gboolean pyxis_server_guard_enter (
  const PyxisServerGuard *self, const char *given, const char *to, char **cookie, char **address);

/* In a time that does not depend on where they differ. */
gboolean pyxis_server_guard_is_token (const PyxisServerGuard *self, const char *given);

/* (transfer full): 256 random bits in hex. */
char *pyxis_server_guard_make_token (void);

/* (transfer full): "pyxis-PORT". Browsers send cookies to every port of a host, so servers that run
 * side by side must not share a name. */
char *pyxis_server_guard_dup_cookie_name (const PyxisServerGuard *self);
