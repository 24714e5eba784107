/* SPDX-License-Identifier: Apache-2.0 */
#include "description-fix.h"

PyxisDescriptionFix *
pyxis_description_fix_new (const char *table,
                           const char *key,
                           const char *value,
                           PyxisValueKind kind)
{
  PyxisDescriptionFix *self = g_new0 (PyxisDescriptionFix, 1);

  self->table = g_strdup (table);
  self->key = g_strdup (key);
  self->value = g_strdup (value);
  self->kind = kind;
  self->is_list = kind == PYXIS_VALUE_CATEGORY;
  return self;
}

PyxisDescriptionFix *
pyxis_description_fix_copy (const PyxisDescriptionFix *self)
{
  return pyxis_description_fix_new (self->table, self->key, self->value, self->kind);
}

void
pyxis_description_fix_free (PyxisDescriptionFix *self)
{
  if (!self)
    return;
  g_free (self->table);
  g_free (self->key);
  g_free (self->value);
  g_free (self);
}
