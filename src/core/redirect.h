/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Which public addresses mean a runtime: the table of every prefix that PyScript projects write,
 * and the one function that reads it. Pure; used by the application (filter, pages, advice) and by
 * the web-process extension (every load). GLib only. */

typedef enum {
  PYXIS_REDIRECT_NONE,        /* an address of the wide network */
  PYXIS_REDIRECT_RUNTIME,     /* `runtime`, `version` (may be NULL: latest) and `file` are set */
  PYXIS_REDIRECT_UNSUPPORTED, /* recognised, but nothing local can answer: classic PyScript */
} PyxisRedirectKind;

/* What to say of PYXIS_REDIRECT_UNSUPPORTED. */
#define PYXIS_REDIRECT_WHY_UNSUPPORTED                                                             \
  "This page uses the classic PyScript of 2023 or older, which Pyxis does not run. Load core.js "  \
  "of a current release instead."

typedef struct {
  PyxisRedirectKind kind;
  const char *runtime; /* "pyscript", "pyodide", "micropython"; static */
  char *version;       /* a version of the runtime's own numbering; NULL: any */
  char *asked;         /* as the address says it, for the notice: "2025.5.1", "latest" */
  char *file;          /* below the runtime's folder: "core.js"; decoded, canonical */
} PyxisRedirect;

/* Never fails: what is malformed is PYXIS_REDIRECT_NONE. */
PyxisRedirect *pyxis_redirect_find (const char *uri);

void pyxis_redirect_free (PyxisRedirect *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisRedirect, pyxis_redirect_free)

/* (transfer none): NULL-terminated "https://..." prefixes, for the content filter: every address
 * that pyxis_redirect_find () recognises begins with one of them. */
const char *const *pyxis_redirect_get_prefixes (void);
