/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <cjson/cJSON.h>

/* PyxisConfiguration: pyscript.toml or pyscript.json, as PyScript itself reads it. TOML goes
 * through the parser that PyScript's core.js imports (toml.h), so both always agree. */
typedef struct {
  cJSON *root;         /* the whole object, never NULL; {} without a file */
  char *file;          /* "pyscript.toml", "pyscript.json" or NULL */
  GPtrArray *warnings; /* (element-type utf8) one sentence each: unknown keys with the nearest right
                          one, wrong types of keys in [pyxis] */
} PyxisConfiguration;

/* `file` is its name, which also says which language `text` is in. A syntax error is
 * G_IO_ERROR_INVALID_DATA: "pyscript.toml: ..., line 3. ..." */
PyxisConfiguration *pyxis_configuration_parse (const char *file, const char *text, GError **error);

PyxisConfiguration *pyxis_configuration_new_empty (void);

/* (nullable): a string at the top ("name"), or in the table pyxis ("pyxis", "start-page"). */
const char *
pyxis_configuration_get_string (const PyxisConfiguration *self, const char *table, const char *key);

void pyxis_configuration_free (PyxisConfiguration *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisConfiguration, pyxis_configuration_free)
