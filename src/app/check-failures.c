/* SPDX-License-Identifier: Apache-2.0 */
#include "check-failures.h"

#include "advice.h"
#include "start-error.h"

/* Messages of packages go on for lines; one is what a command says. */
static char *
dup_first_line (PyxisCheckFailures *self, PyxisEvent *event)
{
  char *line = pyxis_cause_dup_line (&self->cause, event);

  if (*line)
    return line;
  g_free (line);
  return g_strdup ("An error without a message");
}

static gboolean
note_error (PyxisCheckFailures *self, PyxisEvent *event)
{
  g_autofree char *line = dup_first_line (self, event);

  if (!pyxis_start_error_is_uncaught (event))
    return FALSE;
  if (!pyxis_start_error_is_of_python (event)) {
    if (!self->javascript)
      self->javascript = g_steal_pointer (&line);
    return FALSE;
  }
  if (self->python)
    return FALSE;
  self->python = g_steal_pointer (&line);
  self->failed = pyxis_event_get_seq (event);
  return TRUE;
}

static void
note_notice (PyxisCheckFailures *self, PyxisEvent *event)
{
  g_autofree char *code = pyxis_event_dup_detail (event, "code");

  if (!self->blocked && g_strcmp0 (code, "blocked") == 0)
    self->blocked = dup_first_line (self, event);
}

/* What explains the failure wins; without it, what explains what came first. */
static void
note_advice (PyxisCheckFailures *self, PyxisEvent *event)
{
  guint64 error = 0;
  g_autoptr (PyxisAdvice) advice =
    pyxis_advice_from_json (pyxis_event_get_fields (event)->detail, &error);
  gboolean is_better = !self->advice || (error == self->failed && !self->is_advised);

  if (!advice || !is_better)
    return;
  g_free (self->advice);
  self->advice = pyxis_advice_dup_line (advice);
  self->is_advised = error == self->failed;
}

gboolean
pyxis_check_failures_note (PyxisCheckFailures *self, PyxisEvent *event)
{
  const char *kind = pyxis_event_get_fields (event)->kind;

  pyxis_cause_note (&self->cause, event);
  if (g_str_equal (kind, "error"))
    return note_error (self, event);
  if (g_str_equal (kind, "notice"))
    note_notice (self, event);
  if (g_str_equal (kind, "advice"))
    note_advice (self, event);
  return FALSE;
}

char *
pyxis_check_failures_dup_sentence (const PyxisCheckFailures *self)
{
  if (!self->python)
    return NULL;
  return g_strconcat (self->python, self->blocked ? " — " : NULL, self->blocked, NULL);
}

char *
pyxis_check_failures_dup_missing (const PyxisCheckFailures *self, const char *event, double timeout)
{
  const char *said = self->javascript;

  return g_strdup_printf ("After %g s there was still no %s%s%s.", timeout, event,
                          said ? "; the page said: " : "", said ? said : "");
}

void
pyxis_check_failures_clear (PyxisCheckFailures *self)
{
  g_clear_pointer (&self->python, g_free);
  g_clear_pointer (&self->javascript, g_free);
  g_clear_pointer (&self->blocked, g_free);
  g_clear_pointer (&self->advice, g_free);
  pyxis_cause_clear (&self->cause);
}
