/* SPDX-License-Identifier: Apache-2.0 */
#include "check-failures.h"

#include <string.h>

#include "advice.h"

/* Python's errors, and those that come out of PyScript's own code or have a code of its own: a
 * script that could not start. An error of the page's JavaScript (a service worker that may not
 * register, say) does not stop Python. */
static gboolean
is_of_python (PyxisEvent *event)
{
  g_autofree char *traceback = pyxis_event_dup_detail (event, "traceback");
  g_autofree char *type = pyxis_event_dup_detail (event, "type");

  if (pyxis_event_get_fields (event)->interpreter)
    return TRUE;
  if (type && g_regex_match_simple ("^PY[0-9]{4}$", type, 0, 0))
    return TRUE;
  return traceback &&
         (g_str_has_prefix (traceback, "Traceback ") || strstr (traceback, "/@pyxis/runtime/"));
}

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
  g_autofree char *handled = pyxis_event_dup_detail (event, "handled");
  g_autofree char *line = dup_first_line (self, event);

  if (g_strcmp0 (handled, "true") == 0)
    return FALSE;
  if (!is_of_python (event)) {
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

void
pyxis_check_failures_clear (PyxisCheckFailures *self)
{
  g_clear_pointer (&self->python, g_free);
  g_clear_pointer (&self->javascript, g_free);
  g_clear_pointer (&self->blocked, g_free);
  g_clear_pointer (&self->advice, g_free);
  pyxis_cause_clear (&self->cause);
}
