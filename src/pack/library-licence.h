/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* The licences of libraries of this computer which an app carries away: their texts belong to each copy. `name`:
 * "libcjson". */

/* (transfer full) (nullable): the text, as the system has it in its folders for that: Debian's
 * doc/libcjson1/copyright, others' licenses/cjson/LICENSE, a Flatpak's licenses/ID/cjson/LICENSE. */
GBytes *pyxis_library_licence_find (const char *name);

/* (transfer full): of a library that Pyxis carries, for where there is no text: "MIT, as at ADDRESS". */
char *pyxis_library_licence_describe (const char *name);
