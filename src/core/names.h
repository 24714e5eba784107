/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Lists of names, sorted by their bytes: the same everywhere, whatever the locale. */

/* (transfer full): NULL-terminated; takes the names out of `names`, which is left empty. */
char **pyxis_names_steal_sorted (GPtrArray *names);

/* (transfer full): NULL-terminated copies of the keys of a set of names. */
char **pyxis_names_dup_sorted_keys (GHashTable *names);
