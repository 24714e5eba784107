/* SPDX-License-Identifier: Apache-2.0 */
#include "description.h"

#include "description-keys.h"
#include "description-translations.h"

PyxisDescription *
pyxis_description_check (PyxisProject *project, GPtrArray **faults, GError **error)
{
  const PyxisConfiguration *configuration = pyxis_project_get_configuration (project);
  g_autoptr (PyxisDescription) self = g_atomic_rc_box_new0 (PyxisDescription);
  g_autoptr (GPtrArray) found =
    g_ptr_array_new_with_free_func ((GDestroyNotify) pyxis_description_fault_free);
  g_autofree char *text = NULL;
  PyxisDescriptionReading reading = {
    .self = self,
    .file = configuration->file ? configuration->file : "pyscript.toml",
    .root = configuration->root,
    .pyxis = cJSON_GetObjectItemCaseSensitive (configuration->root, "pyxis"),
    .faults = found,
  };

  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->fixes = g_ptr_array_new_with_free_func ((GDestroyNotify) pyxis_description_fix_free);
  self->translations = pyxis_description_translations_new ();
  self->start_page = g_strdup (pyxis_project_get_start_page (project));
  pyxis_description_keys_read (&reading, project);
  if (found->len == 0)
    return g_steal_pointer (&self);

  text = pyxis_description_fault_dup_text (found);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, text);
  if (faults)
    *faults = g_steal_pointer (&found);
  return NULL;
}

PyxisDescription *
pyxis_description_new (PyxisProject *project, GError **error)
{
  return pyxis_description_check (project, NULL, error);
}

static void
clear (gpointer data)
{
  PyxisDescription *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->version);
  g_free (self->summary);
  g_free (self->description);
  g_free (self->author);
  g_free (self->author_email);
  g_free (self->licence);
  g_free (self->homepage);
  g_free (self->icon);
  g_free (self->start_page);
  g_strfreev (self->categories);
  g_strfreev (self->hosts);
  g_strfreev (self->opens);
  g_strfreev (self->patterns);
  g_strfreev (self->screenshots);
  g_ptr_array_unref (self->translations);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->fixes);
}

void
pyxis_description_free (PyxisDescription *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

PyxisDescription *
pyxis_description_ref (const PyxisDescription *self)
{
  return g_atomic_rc_box_acquire ((gpointer) self);
}
