/* SPDX-License-Identifier: Apache-2.0 */
#include "configuration-edit.h"

#include <cjson/cJSON.h>
#include <gio/gio.h>
#include <string.h>

#include "json-indent.h"
#include "toml-edit.h"
#include "toml.h"

static cJSON *
get_or_add (cJSON *root, const char *key, cJSON *(*create) (void) )
{
  cJSON *item = cJSON_GetObjectItemCaseSensitive (root, key);

  if (!item) {
    item = create ();
    cJSON_AddItemToObject (root, key, item);
  }
  return item;
}

static gboolean
has_text (const cJSON *list, const char *value)
{
  const cJSON *item;

  cJSON_ArrayForEach (item, list)
  {
    if (cJSON_IsString (item) && g_str_equal (item->valuestring, value))
      return TRUE;
  }
  return FALSE;
}

static gboolean
append (cJSON *root, const PyxisEdit *edit)
{
  cJSON *list = get_or_add (root, edit->key, cJSON_CreateArray);

  if (!cJSON_IsArray (list) || has_text (list, edit->value))
    return FALSE;
  return cJSON_AddItemToArray (list, cJSON_CreateString (edit->value));
}

/* A key that is there already stays: FALSE. */
static gboolean
add (cJSON *object, const char *key, const char *value)
{
  if (!cJSON_IsObject (object) || cJSON_HasObjectItem (object, key))
    return FALSE;
  return cJSON_AddStringToObject (object, key, value) != NULL;
}

static cJSON *
new_value (const PyxisEdit *edit)
{
  return edit->is_list ? cJSON_CreateStringArray (&edit->value, 1)
                       : cJSON_CreateString (edit->value);
}

static gboolean
set (cJSON *root, const PyxisEdit *edit)
{
  cJSON *object = edit->table ? get_or_add (root, edit->table, cJSON_CreateObject) : root;
  cJSON *item = cJSON_GetObjectItemCaseSensitive (object, edit->key);
  cJSON *value = cJSON_IsObject (object) ? new_value (edit) : NULL;

  if (value && !item)
    return cJSON_AddItemToObject (object, edit->key, value);
  if (value && !cJSON_Compare (item, value, TRUE))
    return cJSON_ReplaceItemInObjectCaseSensitive (object, edit->key, value);
  cJSON_Delete (value);
  return FALSE;
}

static gboolean
rename_key (cJSON *root, const PyxisEdit *edit)
{
  cJSON *item = NULL;

  if (!cJSON_GetObjectItemCaseSensitive (root, edit->key) ||
      cJSON_GetObjectItemCaseSensitive (root, edit->value))
    return FALSE;
  item = cJSON_DetachItemFromObjectCaseSensitive (root, edit->key);
  return cJSON_AddItemToObject (root, edit->value, item);
}

/* Whether that changed anything. */
static gboolean
change (cJSON *root, const PyxisEdit *edit)
{
  switch (edit->kind) {
  case PYXIS_EDIT_APPEND:
    return append (root, edit);
  case PYXIS_EDIT_SET:
    return set (root, edit);
  case PYXIS_EDIT_ADD:
    return add (get_or_add (root, edit->table, cJSON_CreateObject), edit->key, edit->value);
  case PYXIS_EDIT_RENAME:
    return rename_key (root, edit);
  default:
    g_assert_not_reached ();
  }
}

static char *
edit_toml (const char *text, const PyxisEdit *edit)
{
  switch (edit->kind) {
  case PYXIS_EDIT_APPEND:
    return pyxis_toml_edit_append (text, edit->key, edit->value);
  case PYXIS_EDIT_SET:
    return pyxis_toml_edit_set (text, edit->table, edit->key, edit->value, edit->is_list);
  case PYXIS_EDIT_ADD:
    return pyxis_toml_edit_add (text, edit->table, edit->key, edit->value);
  case PYXIS_EDIT_RENAME:
    return pyxis_toml_edit_rename (text, edit->key, edit->value);
  default:
    g_assert_not_reached ();
  }
}

/* (nullable): an object. */
static cJSON *
parse (const char *text, gboolean is_json, GError **error)
{
  g_autofree char *json = is_json ? g_strdup (text) : pyxis_toml_to_json (text, error);
  cJSON *root = json ? cJSON_Parse (json) : NULL;

  if (cJSON_IsObject (root))
    return root;
  cJSON_Delete (root);
  if (error && !*error)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "The configuration is no valid %s; correct it first.", is_json ? "JSON" : "TOML");
  return NULL;
}

static char *
print (const cJSON *root)
{
  char *json = cJSON_PrintUnformatted (root);
  char *indented = pyxis_json_indent (json);

  cJSON_free (json);
  return indented;
}

/* (nullable): checked against what it is to mean. */
static char *
edit_checked (const char *text, const PyxisEdit *edit, const cJSON *expected)
{
  g_autofree char *changed = edit_toml (text, edit);
  cJSON *root = changed ? parse (changed, FALSE, NULL) : NULL;
  gboolean is_right = root && cJSON_Compare (root, expected, TRUE);

  cJSON_Delete (root);
  return is_right ? g_steal_pointer (&changed) : NULL;
}

char *
pyxis_configuration_edit (const char *text, gboolean is_json, const PyxisEdit *edit, GError **error)
{
  cJSON *root = parse (text, is_json, error);
  char *changed = NULL;

  if (!root)
    return NULL;
  if (!change (root, edit))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                 "The configuration says that already, or says something else of “%s”.", edit->key);
  else if (is_json)
    changed = print (root);
  else
    changed = edit_checked (text, edit, root);
  cJSON_Delete (root);
  if (!changed && error && !*error)
    g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
      "The configuration is written in a way that Pyxis does not change; change it yourself.");
  return changed;
}
