/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "description-fix.h"

/* PyxisDescriptionFault: a value of the configuration for which there is no app. */
typedef struct {
  char *sentence;           /* the file, the key, the value, and what is allowed */
  PyxisDescriptionFix *fix; /* (nullable): corrects it */
} PyxisDescriptionFault;

/* Takes both. */
PyxisDescriptionFault *pyxis_description_fault_new (char *sentence, PyxisDescriptionFix *fix);

void pyxis_description_fault_free (PyxisDescriptionFault *self);

/* (transfer full): the sentences of all (element-type PyxisDescriptionFault), a line each. */
char *pyxis_description_fault_dup_text (const GPtrArray *faults);
