/* SPDX-License-Identifier: Apache-2.0 */
#include "configuration.h"

#include "configuration-keys.h"
#include "toml.h"

#include <gio/gio.h>
#include <string.h>

#define TEXT_MAX (1024 * 1024)

static PyxisConfiguration *
configuration_new (cJSON *root, const char *file)
{
  PyxisConfiguration *self = g_new0 (PyxisConfiguration, 1);

  self->root = root;
  self->file = g_strdup (file);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  self->refused = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/* "line 3, column 7" of a place in `text`; columns are characters. */
static char *
dup_place (const char *text, const char *at)
{
  const char *start = text;
  guint line = 1;

  for (const char *c = text; c < at; c++) {
    if (*c == '\n') {
      line++;
      start = c + 1;
    }
  }

  return g_strdup_printf ("line %u, column %ld", line, g_utf8_strlen (start, at - start) + 1);
}

static const char *
skip_space (const char *text)
{
  return text + strspn (text, " \t\r\n");
}

static cJSON *
parse_json (const char *file, const char *text, GError **error)
{
  const char *end = NULL;
  cJSON *root = cJSON_ParseWithLengthOpts (text, strlen (text), &end, FALSE);
  g_autofree char *place = NULL;

  if (root && *skip_space (end) == '\0')
    return root;

  if (root)
    end = skip_space (end);
  place = dup_place (text, end ? end : text);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: this is no JSON, %s. %s.", file,
               place,
               root ? "Remove what stands behind the end"
                    : "Look for a comma or quote too many or "
                      "too few");
  cJSON_Delete (root);
  return NULL;
}

static cJSON *
parse_toml (const char *file, const char *text, GError **error)
{
  g_autofree char *json = pyxis_toml_to_json (text, error);
  cJSON *root;

  if (!json) {
    g_prefix_error (error, "%s: ", file);
    return NULL;
  }

  root = cJSON_Parse (json);
  if (!root)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "%s: the tables lie too deep in each other. Use fewer than 1000.", file);
  return root;
}

PyxisConfiguration *
pyxis_configuration_parse (const char *file, const char *text, GError **error)
{
  PyxisConfiguration *self;
  cJSON *root;

  if (strlen (text) > TEXT_MAX || !g_utf8_validate (text, -1, NULL)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "%s: this is no UTF-8 text of at most 1 MiB. Save it as UTF-8.", file);
    return NULL;
  }

  root = g_str_has_suffix (file, ".json") ? parse_json (file, text, error)
                                          : parse_toml (file, text, error);
  if (!root)
    return NULL;
  if (!cJSON_IsObject (root)) {
    cJSON_Delete (root);
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "%s: this is not an object, line 1. Put everything between { and }.", file);
    return NULL;
  }

  self = configuration_new (root, file);
  pyxis_configuration_keys_check (root, file, self->warnings, self->refused);
  return self;
}

PyxisConfiguration *
pyxis_configuration_new_empty (void)
{
  return configuration_new (cJSON_CreateObject (), NULL);
}

PyxisConfiguration *
pyxis_configuration_new_broken (const char *file, const GError *error)
{
  PyxisConfiguration *self = configuration_new (cJSON_CreateObject (), file);

  self->problem = g_strdup (error->message);
  g_ptr_array_add (self->warnings, g_strdup (error->message));
  return self;
}

const char *
pyxis_configuration_get_string (const PyxisConfiguration *self, const char *table, const char *key)
{
  const cJSON *object = table ? cJSON_GetObjectItemCaseSensitive (self->root, table) : self->root;

  return cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (object, key));
}

gboolean
pyxis_configuration_get_boolean (const PyxisConfiguration *self,
                                 const char *table,
                                 const char *key,
                                 gboolean fallback)
{
  const cJSON *object = cJSON_GetObjectItemCaseSensitive (self->root, table);
  const cJSON *value = cJSON_GetObjectItemCaseSensitive (object, key);

  return cJSON_IsBool (value) ? cJSON_IsTrue (value) : fallback;
}

void
pyxis_configuration_free (PyxisConfiguration *self)
{
  cJSON_Delete (self->root);
  g_free (self->file);
  g_free (self->problem);
  g_ptr_array_unref (self->warnings);
  g_ptr_array_unref (self->refused);
  g_free (self);
}
