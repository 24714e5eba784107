/* SPDX-License-Identifier: Apache-2.0 */
#include "cause.h"

#include <string.h>

/* As WebKit words them (2.50): of a module, and of what fetch () asks for. */
static const char *const vague[] = {
  "TypeError: Importing a module script failed.",
  "TypeError: Load failed",
};

static gboolean
is_vague (const char *line)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vague); i++)
    if (g_str_equal (line, vague[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_failed (PyxisEvent *event)
{
  g_autofree char *status = pyxis_event_dup_detail (event, "status");

  return status && g_ascii_strtoll (status, NULL, 10) >= 400;
}

void
pyxis_cause_note (PyxisCause *self, PyxisEvent *event)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);

  if (g_str_equal (fields->kind, "request") && has_failed (event)) {
    g_free (self->request);
    self->request = g_strdup (fields->text);
  } else if (g_str_equal (fields->kind, "page")) {
    g_autofree char *state = pyxis_event_dup_detail (event, "state");

    if (g_strcmp0 (state, "committed") == 0)
      pyxis_cause_clear (self);
  }
}

char *
pyxis_cause_dup_line (const PyxisCause *self, PyxisEvent *error)
{
  const char *text = pyxis_event_get_fields (error)->text;
  g_autofree char *line = text ? g_strndup (text, strcspn (text, "\n")) : g_strdup ("");

  if (!self->request || !is_vague (line))
    return g_steal_pointer (&line);
  return g_strdup_printf ("%s (%s)", line, self->request);
}

void
pyxis_cause_clear (PyxisCause *self)
{
  g_clear_pointer (&self->request, g_free);
}
