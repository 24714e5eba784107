/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* (transfer full) (nullable): the file of a library that this program runs with; "libcjson.so" finds
 * ".../libcjson.so.1". */
char *pyxis_loaded_library_dup_path (const char *name);
