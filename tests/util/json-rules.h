/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <cjson/cJSON.h>
#include <glib.h>
#include <string.h>

/* What a format says of its objects, as tables: which members they have, and of which type. */
typedef struct {
  const char *key; /* NULL ends a table */
  int type;        /* cJSON_String and so on */
  gboolean is_optional;
} JsonRule;

/* Every member that must be there is, each is of its type; what the table does not know begins with "_", as
 * HAR wants it of a member of one's own. */
static inline void
json_rules_check (const cJSON *object, const JsonRule *rules)
{
  const cJSON *member = NULL;

  g_assert_true (cJSON_IsObject (object));
  for (const JsonRule *rule = rules; rule->key; rule++) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive (object, rule->key);

    if (!item && !rule->is_optional)
      g_error ("“%s” is missing", rule->key);
    if (item && (item->type & 0xff) != rule->type)
      g_error ("“%s” is of type %d, not %d", rule->key, item->type, rule->type);
  }
  cJSON_ArrayForEach (member, object)
  {
    const JsonRule *rule = rules;

    while (rule->key && !g_str_equal (rule->key, member->string))
      rule++;
    if (!rule->key && *member->string != '_')
      g_error ("“%s” is not in the format", member->string);
  }
}

static inline const cJSON *
json_rules_get (const cJSON *object, const char *key, const JsonRule *rules)
{
  const cJSON *item = cJSON_GetObjectItemCaseSensitive (object, key);

  json_rules_check (item, rules);
  return item;
}

static inline const char *
json_rules_get_string (const cJSON *object, const char *key)
{
  const char *text = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (object, key));

  if (!text)
    g_error ("“%s” is no string", key);
  return text;
}

static inline double
json_rules_get_number (const cJSON *object, const char *key)
{
  const cJSON *item = cJSON_GetObjectItemCaseSensitive (object, key);

  if (!cJSON_IsNumber (item))
    g_error ("“%s” is no number", key);
  return item->valuedouble;
}
