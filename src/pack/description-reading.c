/* SPDX-License-Identifier: Apache-2.0 */
#include "description-reading.h"

#include <string.h>

#define MAX_ITEMS 100

void
pyxis_description_reading_note (PyxisDescriptionReading *reading,
                                PyxisDescriptionFix *fix,
                                const char *format,
                                ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (reading->self->notes, g_strdup_printf ("%s: %s", reading->file, sentence));
  g_ptr_array_add (reading->self->fixes, fix);
}

void
pyxis_description_reading_add_fault (PyxisDescriptionReading *reading,
                                     char *sentence,
                                     PyxisDescriptionFix *fix)
{
  if (reading->faults->len < PYXIS_DESCRIPTION_FAULTS_MAX) {
    g_ptr_array_add (reading->faults, pyxis_description_fault_new (sentence, fix));
    return;
  }
  if (reading->faults->len == PYXIS_DESCRIPTION_FAULTS_MAX)
    g_ptr_array_add (
      reading->faults,
      pyxis_description_fault_new (
        g_strdup_printf ("%s: There are more values that are not allowed; correct these first.",
                         reading->file),
        NULL));
  g_free (sentence);
  pyxis_description_fix_free (fix);
}

/* Takes `fix`. */
static void
fail (PyxisDescriptionReading *reading,
      const char *key,
      const cJSON *value,
      const char *how,
      const char *allowed,
      PyxisDescriptionFix *fix)
{
  g_autofree char *shown = cJSON_PrintUnformatted (value);
  gsize length = shown ? strlen (shown) : 0;
  g_autofree char *valid = g_utf8_make_valid (shown ? shown : "this", (gssize) MIN (length, 100));
  char *sentence = g_strdup_printf ("%s: “%s” cannot be %s%s%s; it is %s.", reading->file, key,
                                    valid, length > 100 ? "…" : "", how, allowed);

  pyxis_description_reading_add_fault (reading, sentence, fix);
}

void
pyxis_description_reading_fail (PyxisDescriptionReading *reading,
                                const char *key,
                                const cJSON *value,
                                const char *allowed)
{
  fail (reading, key, value, "", allowed, NULL);
}

void
pyxis_description_reading_take_text (PyxisDescriptionReading *reading,
                                     const cJSON *table,
                                     const char *key,
                                     PyxisValueKind kind,
                                     char **text)
{
  const cJSON *value = cJSON_GetObjectItemCaseSensitive (table, key);
  PyxisDescriptionFix *fix = NULL;

  if (!value)
    return;
  if (cJSON_IsString (value) && pyxis_description_value_is_allowed (kind, value->valuestring)) {
    g_free (*text);
    *text = g_strstrip (g_strdup (value->valuestring));
    return;
  }
  if (table == reading->root || table == reading->pyxis)
    fix = pyxis_description_fix_new (table == reading->root ? NULL : "pyxis", key,
                                     cJSON_GetStringValue (value), kind);
  fail (reading, key, value, cJSON_IsNumber (value) ? " without quotes" : "",
        pyxis_description_value_get_allowed (kind), fix);
}

void
pyxis_description_reading_take_list (PyxisDescriptionReading *reading,
                                     const char *key,
                                     PyxisValueKind kind,
                                     char ***list)
{
  const cJSON *value = cJSON_GetObjectItemCaseSensitive (reading->pyxis, key), *item;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (cJSON_GetArraySize (value) > MAX_ITEMS) {
    pyxis_description_reading_fail (reading, key, value, "a list of at most 100");
    value = NULL;
  }

  cJSON_ArrayForEach (item, value)
  {
    if (!pyxis_description_value_is_allowed (kind, item->valuestring))
      pyxis_description_reading_fail (reading, key, item,
                                      pyxis_description_value_get_allowed (kind));
    else if (!g_ptr_array_find_with_equal_func (texts, item->valuestring, g_str_equal, NULL))
      g_ptr_array_add (texts, g_strdup (item->valuestring));
  }

  g_ptr_array_add (texts, NULL);
  *list = (char **) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}
