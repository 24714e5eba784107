/* SPDX-License-Identifier: Apache-2.0 */
#include "advice.h"

#include <cjson/cJSON.h>

char *
pyxis_advice_dup_line (const PyxisAdvice *self)
{
  return g_strdup_printf ("%s. %s", self->title, self->fix);
}

char *
pyxis_advice_to_json (const PyxisAdvice *self, guint64 error)
{
  cJSON *object = cJSON_CreateObject ();
  cJSON *values = NULL;
  GHashTableIter iter;
  gpointer name;
  gpointer value;
  char *json = NULL;

  cJSON_AddStringToObject (object, "id", self->id);
  cJSON_AddNumberToObject (object, "error", (double) error);
  cJSON_AddStringToObject (object, "title", self->title);
  cJSON_AddStringToObject (object, "explanation", self->explanation);
  cJSON_AddStringToObject (object, "fix", self->fix);
  cJSON_AddStringToObject (object, "section", self->section);
  if (self->change)
    cJSON_AddStringToObject (object, "change", self->change);
  values = cJSON_AddObjectToObject (object, "values");
  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    cJSON_AddStringToObject (values, name, value);
  json = cJSON_PrintUnformatted (object);
  cJSON_Delete (object);
  return json;
}

/* (transfer full): "" where it is missing. */
static char *
dup_string (const cJSON *object, const char *key)
{
  const char *text = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (object, key));

  return g_strdup (text ? text : "");
}

PyxisAdvice *
pyxis_advice_from_json (const char *json, guint64 *error)
{
  cJSON *object = json ? cJSON_Parse (json) : NULL;
  const cJSON *number = cJSON_GetObjectItemCaseSensitive (object, "error");
  const cJSON *value = NULL;
  PyxisAdvice *self = NULL;

  if (cJSON_GetObjectItemCaseSensitive (object, "id") && cJSON_IsNumber (number)) {
    self = g_new0 (PyxisAdvice, 1);
    self->id = dup_string (object, "id");
    self->title = dup_string (object, "title");
    self->explanation = dup_string (object, "explanation");
    self->fix = dup_string (object, "fix");
    self->section = dup_string (object, "section");
    self->change =
      g_strdup (cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (object, "change")));
    self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    cJSON_ArrayForEach (value, cJSON_GetObjectItemCaseSensitive (object, "values"))
    {
      if (cJSON_IsString (value))
        g_hash_table_insert (self->values, g_strdup (value->string), g_strdup (value->valuestring));
    }
    *error = (guint64) MAX (number->valuedouble, 0);
  }
  cJSON_Delete (object);
  return self;
}

void
pyxis_advice_free (PyxisAdvice *self)
{
  if (!self)
    return;
  g_free (self->id);
  g_free (self->title);
  g_free (self->explanation);
  g_free (self->fix);
  g_free (self->section);
  g_free (self->change);
  g_hash_table_unref (self->values);
  g_free (self);
}
