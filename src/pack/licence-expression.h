/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Licences as SPDX writes them: "MIT", "(GPL-2.0-only OR MIT) AND CC0-1.0", "GPL-3.0-only WITH
 * GCC-exception-3.1", and "LicenseRef-…" for one that is in no list. Pure. */

/* Whether all names in it are known. */
gboolean pyxis_licence_expression_is_known (const char *text);

/* (transfer full): what catalogues of apps take: a known one as it is, else "LicenseRef-My-Licence". */
char *pyxis_licence_expression_dup_known (const char *text);
