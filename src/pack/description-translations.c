/* SPDX-License-Identifier: Apache-2.0 */
#include "description-translations.h"

#include <string.h>

#include "description-words.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cJSON, cJSON_Delete)

static void
translation_free (gpointer data)
{
  PyxisTranslation *self = data;

  g_free (self->language);
  g_free (self->name);
  g_free (self->summary);
  g_free (self);
}

static int
compare_translations (gconstpointer a, gconstpointer b)
{
  const PyxisTranslation *one = *(const PyxisTranslation *const *) a;
  const PyxisTranslation *other = *(const PyxisTranslation *const *) b;

  return strcmp (one->language, other->language);
}

/* One line is shown, which may be the first of a description, as for the app itself. */
static void
read_summary (PyxisDescriptionReading *reading, const cJSON *table, PyxisTranslation *translation)
{
  const cJSON *summary = cJSON_GetObjectItemCaseSensitive (table, "summary");
  g_autofree char *description = NULL;

  if (summary && cJSON_HasObjectItem (table, "description"))
    pyxis_description_reading_fail (reading, "summary", summary,
                                    "the “description” in another word; give only one of the two");
  pyxis_description_reading_take_text (reading, table, "summary", PYXIS_VALUE_NAME,
                                       &translation->summary);
  pyxis_description_reading_take_text (reading, table, "description", PYXIS_VALUE_TEXT,
                                       &description);
  if (!description)
    return;
  g_free (translation->summary);
  translation->summary = pyxis_description_words_dup_summary (description);
}

static void
read_one (PyxisDescriptionReading *reading, const cJSON *table)
{
  PyxisTranslation *translation;

  if (!pyxis_description_value_is_allowed (PYXIS_VALUE_LANGUAGE, table->string)) {
    g_autoptr (cJSON) key = cJSON_CreateString (table->string);

    pyxis_description_reading_fail (reading, "translations", key,
                                    pyxis_description_value_get_allowed (PYXIS_VALUE_LANGUAGE));
    return;
  }
  translation = g_new0 (PyxisTranslation, 1);
  translation->language = g_strdup (table->string);
  g_ptr_array_add (reading->self->translations, translation);
  pyxis_description_reading_take_text (reading, table, "name", PYXIS_VALUE_NAME,
                                       &translation->name);
  read_summary (reading, table, translation);
}

GPtrArray *
pyxis_description_translations_new (void)
{
  return g_ptr_array_new_with_free_func (translation_free);
}

void
pyxis_description_translations_read (PyxisDescriptionReading *reading)
{
  const cJSON *table = cJSON_GetObjectItemCaseSensitive (reading->pyxis, "translations"), *item;

  cJSON_ArrayForEach (item, table) read_one (reading, item);
  g_ptr_array_sort (reading->self->translations, compare_translations);
}
