/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* (transfer full) (nullable): the same JSON, a value a line; NULL where it is none. Only white space is
 * other than it was: no number or name is written anew. */
char *pyxis_json_indent (const char *text);
