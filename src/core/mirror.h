/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "redirect.h"

/* The mirror: public addresses of runtimes below the project's own origin, for ordinary browsers,
 * which have no extension that turns them into local ones. "https://HOST/PATH" is answered at
 * "BASE/@pyxis/cdn/HOST/PATH"; BASE is "http://127.0.0.1:PORT". Pure, threads may share it.
 *
 * The text functions look at bytes, not at syntax: an address counts wherever it stands, in a tag, a
 * script or a sentence. NULs and any encoding that holds ASCII are fine. */

/* What the decoded path "HOST/PATH" means. */
PyxisRedirect *pyxis_mirror_find (const char *path);

/* (transfer full): every public address of a runtime replaced by its mirror's. The address is an
 * absolute one, since PyScript's workers start from a blob, which nothing is relative to. */
GBytes *pyxis_mirror_rewrite_script (GBytes *script, const char *base);

/* (transfer full): the same, and an import map for "@pyscript/core" unless the page has a map. */
GBytes *pyxis_mirror_rewrite_page (GBytes *page, const char *base);
