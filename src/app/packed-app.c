/* SPDX-License-Identifier: Apache-2.0 */
#include "packed-app.h"

#include "user-folder.h"

static PyxisPackedApp *
load (const char *path, const char *page, GError **error)
{
  g_autoptr (PyxisPackedApp) self = g_new0 (PyxisPackedApp, 1);

  self->bundle = pyxis_bundle_open (path, error);
  if (!self->bundle)
    return NULL;
  self->project = pyxis_packed_project_load_app (self->bundle, path, page, error);
  if (!self->project)
    return NULL;
  self->description = pyxis_packed_project_describe (self->bundle, self->project, error);
  return self->description ? g_steal_pointer (&self) : NULL;
}

PyxisPackedApp *
pyxis_packed_app_load (const char *path, const char *page, GError **error)
{
  g_autoptr (PyxisPackedApp) self = load (path, page, error);

  if (!self)
    return NULL;
  g_set_prgname (self->description->id);
  pyxis_user_folder_set_name (self->description->id);
  return g_steal_pointer (&self);
}

/* (nullable): the words of the first of the user's languages that has any. */
static const PyxisTranslation *
find_translation (const PyxisPackedApp *self)
{
  const char *const *languages = g_get_language_names ();
  GPtrArray *translations = self->description->translations;

  for (gsize i = 0; languages[i]; i++)
    for (guint j = 0; j < translations->len; j++) {
      const PyxisTranslation *translation = translations->pdata[j];

      if (g_str_equal (translation->language, languages[i]))
        return translation;
    }
  return NULL;
}

const char *
pyxis_packed_app_get_name (const PyxisPackedApp *self)
{
  const PyxisTranslation *translation = find_translation (self);

  return translation && translation->name ? translation->name : self->description->name;
}

const char *
pyxis_packed_app_get_summary (const PyxisPackedApp *self)
{
  const PyxisTranslation *translation = find_translation (self);

  return translation && translation->summary ? translation->summary : self->description->summary;
}

void
pyxis_packed_app_free (PyxisPackedApp *self)
{
  g_clear_pointer (&self->description, pyxis_description_free);
  g_clear_object (&self->project);
  g_clear_object (&self->bundle);
  g_free (self);
}
