/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <cjson/cJSON.h>

/* PyxisConfiguration: pyscript.toml or pyscript.json, as PyScript itself reads it. TOML goes
 * through the parser that PyScript's core.js imports (toml.h), so both always agree. Values in the
 * table pyxis are of the right type: others are left out, with a warning. */
typedef struct {
  cJSON *root;         /* the whole object, never NULL; {} without a file, or with a broken one */
  char *file;          /* "pyscript.toml", "pyscript.json" or NULL */
  char *problem;       /* why `file` could not be read, the first of the warnings; NULL if it was */
  GPtrArray *warnings; /* (element-type utf8) one sentence each: unknown keys with the nearest right
                          one, wrong types of keys in [pyxis] */
  GPtrArray *refused;  /* (element-type utf8) those of the latter kind */
} PyxisConfiguration;

/* `file` is its name, which also says which language `text` is in. A syntax error is
 * G_IO_ERROR_INVALID_DATA: "pyscript.toml: ..., line 3. ..." */
PyxisConfiguration *pyxis_configuration_parse (const char *file, const char *text, GError **error);

PyxisConfiguration *pyxis_configuration_new_empty (void);

/* For a file that could not be read: empty but for the message of `error`. */
PyxisConfiguration *pyxis_configuration_new_broken (const char *file, const GError *error);

/* (nullable): a string at the top (NULL, "name"), or in a table there ("pyxis", "start-page"). */
const char *
pyxis_configuration_get_string (const PyxisConfiguration *self, const char *table, const char *key);

/* A switch in a table at the top, or `fallback` where it says nothing of it. */
gboolean pyxis_configuration_get_boolean (const PyxisConfiguration *self,
                                          const char *table,
                                          const char *key,
                                          gboolean fallback);

void pyxis_configuration_free (PyxisConfiguration *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisConfiguration, pyxis_configuration_free)
