/* SPDX-License-Identifier: Apache-2.0 */
#include "description-fault.h"

PyxisDescriptionFault *
pyxis_description_fault_new (char *sentence, PyxisDescriptionFix *fix)
{
  PyxisDescriptionFault *self = g_new0 (PyxisDescriptionFault, 1);

  self->sentence = sentence;
  self->fix = fix;
  return self;
}

void
pyxis_description_fault_free (PyxisDescriptionFault *self)
{
  g_free (self->sentence);
  pyxis_description_fix_free (self->fix);
  g_free (self);
}

char *
pyxis_description_fault_dup_text (const GPtrArray *faults)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < faults->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            ((const PyxisDescriptionFault *) faults->pdata[i])->sentence);
  return g_string_free (text, FALSE);
}
