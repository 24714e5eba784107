/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* (transfer full): the licence of a library of this computer which an app carries away, as the system has it
 * in its folders for that (Debian's doc/libcjson1/copyright, others' licenses/cjson/LICENSE): its text belongs
 * to each copy. Where the system has none, a line that names it. `name`: "libcjson". */
GBytes *pyxis_library_licence_load (const char *name);
