/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Changes of a TOML text that leave everything else as it was typed: comments, order and spaces. They
 * know the usual ways to write a configuration, not all of TOML: who uses them compares what the text
 * means before and after (project-change.h). Each (transfer full) (nullable): NULL where they do not
 * know what to do. */

/* Adds `value` to the list `key` at the top, which is made where there is none. */
char *pyxis_toml_edit_append (const char *text, const char *key, const char *value);

/* `key` in a table (NULL: at the top) becomes the text `value`, or a list of that alone. */
char *pyxis_toml_edit_set (
  const char *text, const char *table, const char *key, const char *value, gboolean is_list);

/* A line more in a table, which is made where there is none: "key" = "value". */
char *pyxis_toml_edit_add (const char *text, const char *table, const char *key, const char *value);

/* A key at the top is called `right`. */
char *pyxis_toml_edit_rename (const char *text, const char *key, const char *right);
