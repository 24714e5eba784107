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
static gboolean
read_summary (PyxisDescriptionReading *reading, const cJSON *table, PyxisTranslation *translation)
{
  const cJSON *summary = cJSON_GetObjectItemCaseSensitive (table, "summary");
  g_autofree char *description = NULL;

  if (summary && cJSON_HasObjectItem (table, "description"))
    return pyxis_description_reading_fail (
      reading, "summary", summary, "the “description” in another word; give only one of the two");
  if (!pyxis_description_reading_take_text (reading, table, "summary", PYXIS_VALUE_NAME,
                                            &translation->summary) ||
      !pyxis_description_reading_take_text (reading, table, "description", PYXIS_VALUE_TEXT,
                                            &description))
    return FALSE;
  if (description)
    translation->summary = pyxis_description_words_dup_summary (description);
  return TRUE;
}

GPtrArray *
pyxis_description_translations_new (void)
{
  return g_ptr_array_new_with_free_func (translation_free);
}

gboolean
pyxis_description_translations_read (PyxisDescriptionReading *reading)
{
  const cJSON *table = cJSON_GetObjectItemCaseSensitive (reading->pyxis, "translations"), *item;
  GPtrArray *translations = reading->self->translations;

  cJSON_ArrayForEach (item, table)
  {
    PyxisTranslation *translation;

    if (!pyxis_description_value_is_allowed (PYXIS_VALUE_LANGUAGE, item->string)) {
      g_autoptr (cJSON) key = cJSON_CreateString (item->string);

      return pyxis_description_reading_fail (
        reading, "translations", key, pyxis_description_value_get_allowed (PYXIS_VALUE_LANGUAGE));
    }
    translation = g_new0 (PyxisTranslation, 1);
    translation->language = g_strdup (item->string);
    g_ptr_array_add (translations, translation);
    if (!pyxis_description_reading_take_text (reading, item, "name", PYXIS_VALUE_NAME,
                                              &translation->name) ||
        !read_summary (reading, item, translation))
      return FALSE;
  }

  g_ptr_array_sort (translations, compare_translations);
  return TRUE;
}
