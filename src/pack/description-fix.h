/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "description-value.h"

/* PyxisDescriptionFix: the key of the configuration with which an author answers a note on a
 * description, or an error. */
typedef struct {
  char *table; /* (nullable): "pyxis"; NULL: at the top */
  char *key;
  char *value; /* (nullable): what stands for it now: to begin with */
  PyxisValueKind kind;
  gboolean is_list; /* the value is the only one of a list */
} PyxisDescriptionFix;

PyxisDescriptionFix *pyxis_description_fix_new (const char *table,
                                                const char *key,
                                                const char *value,
                                                PyxisValueKind kind);

PyxisDescriptionFix *pyxis_description_fix_copy (const PyxisDescriptionFix *self);

void pyxis_description_fix_free (PyxisDescriptionFix *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisDescriptionFix, pyxis_description_fix_free)
