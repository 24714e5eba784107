/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <cjson/cJSON.h>
#include <glib.h>

/* The keys that PyScript and Pyxis know, and what is said about others. */

/* Adds a sentence to `warnings` (element-type utf8) for each key that was probably meant otherwise
 * and each value in the table pyxis that is not what its key takes; the latter are removed from
 * `root`, so that nobody meets them. `file` begins each sentence. `refused` gets the sentences of the
 * latter kind as well. Of each there is a bounded number. */
void pyxis_configuration_keys_check (cJSON *root,
                                     const char *file,
                                     GPtrArray *warnings,
                                     GPtrArray *refused);

/* (nullable): the one of `known` (NULL-terminated) that `key` was most probably meant to be: with at
 * most two letters changed, or the only one it begins. */
const char *pyxis_configuration_keys_nearest (const char *const *known, const char *key);
