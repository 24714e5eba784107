/* SPDX-License-Identifier: Apache-2.0 */
#include "cause.h"

#include <string.h>

#include "request-record.h"
#include "traceback.h"

/* Where Pyodide's code runs, and what is fetched for it lies. */
#define PYODIDE_HOME "/home/pyodide/"

/* As WebKit words them (2.50), on its own or inside of Python's words: of a module, of what fetch () asks
 * for, and of a request that waits for its answer. The last is Pyodide's, for a fetch () that it awaits. */
static const char *const vague[] = {
  "TypeError: Importing a module script failed.",
  "TypeError: Load failed",
  "'TypeError', 'Load failed')",
  "NetworkError:  A network error occurred.",
  "TypeError: invalid exception object",
};

static gboolean
is_vague (const char *line)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vague); i++)
    if (g_str_has_suffix (line, vague[i]))
      return TRUE;
  return FALSE;
}

static void
forget_outside (PyxisCause *self, const PyxisRequestRecord *record)
{
  g_autofree char *text = g_strdup_printf ("%s %s", record->method, record->url);

  if (g_strcmp0 (self->outside, text) == 0)
    g_clear_pointer (&self->outside, g_free);
}

/* (transfer full): of one that the network did not answer also why. */
static char *
dup_request (const PyxisRequestRecord *record, const char *text)
{
  return record->error && pyxis_request_record_has_ended (record)
           ? g_strdup_printf ("%s %s: %s", record->method, record->url, record->error)
           : g_strdup (text);
}

static void
note_request (PyxisCause *self, PyxisEvent *event)
{
  g_auto (PyxisRequestRecord) record = { 0 };
  char **request = NULL;

  if (!pyxis_request_record_read (&record, event))
    return;
  if (record.status >= 400 || record.error || g_strcmp0 (record.from, "blocked") == 0)
    request = &self->request;
  else if (g_strcmp0 (record.from, "network") == 0)
    request = &self->outside;
  if (!request)
    return;
  if (pyxis_request_record_has_ended (&record) && request == &self->outside) {
    forget_outside (self, &record); /* it went well */
    return;
  }
  g_free (*request);
  *request = dup_request (&record, pyxis_event_get_fields (event)->text);
}

/* (transfer full) (nullable): of "committed pyxis://ORIGIN/index.html", what ends before the path. */
static char *
dup_base (const char *text)
{
  const char *address = text ? strchr (text, ' ') : NULL;
  const char *host = address ? strstr (address, "://") : NULL;

  if (!host)
    return NULL;
  return g_strndup (address + 1, host + 3 + strcspn (host + 3, "/") - (address + 1));
}

/* (nullable): the innermost frame that is somebody's own, else the innermost. Pyodide tells of frames of
 * JavaScript ("???.js", line 0) as well. */
static const PyxisFrame *
find_own (const PyxisTraceback *traceback)
{
  const PyxisException *exception = traceback->exceptions->pdata[0];

  for (guint i = exception->frames->len; i > 0; i--) {
    const PyxisFrame *frame = exception->frames->pdata[i - 1];

    if (!frame->is_internal && frame->line > 0)
      return frame;
  }
  return NULL;
}

/* (transfer full) (nullable): "helper.py, line 2". What has no file ("<exec>") is the element's own code. */
static char *
dup_place (PyxisEvent *error)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (error);
  g_autoptr (PyxisTraceback) traceback = pyxis_traceback_new_for_event (error);
  const PyxisFrame *frame = find_own (traceback);
  const char *file = frame && frame->file[0] != '<' ? frame->file : fields->source;

  if (file && g_str_has_prefix (file, PYODIDE_HOME))
    file += strlen (PYODIDE_HOME);
  if (file && g_str_has_prefix (file, "./"))
    file += strlen ("./");
  if (frame && file)
    return g_strdup_printf ("%s, line %u", file, frame->line);
  return frame ? g_strdup_printf ("line %u", frame->line) : g_strdup (file);
}

/* (transfer full): without what is the same in all addresses of the page. */
static char *
dup_first_line (const PyxisCause *self, const char *text)
{
  g_autofree char *line = g_strndup (text, strcspn (text, "\n"));
  g_auto (GStrv) parts = self->base ? g_strsplit (line, self->base, -1) : NULL;

  return parts ? g_strjoinv (NULL, parts) : g_steal_pointer (&line);
}

void
pyxis_cause_note (PyxisCause *self, PyxisEvent *event)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);

  if (g_str_equal (fields->kind, "request")) {
    note_request (self, event);
  } else if (g_str_equal (fields->kind, "page")) {
    g_autofree char *state = pyxis_event_dup_detail (event, "state");

    if (g_strcmp0 (state, "committed") == 0) {
      pyxis_cause_clear (self);
      self->base = dup_base (fields->text);
    }
  }
}

/* (transfer none) (nullable): what failed just before, where that is what the line is about. */
static const char *
find_request (const PyxisCause *self, const char *line)
{
  return !is_vague (line) ? NULL : self->request ? self->request : self->outside;
}

char *
pyxis_cause_dup_line (const PyxisCause *self, PyxisEvent *error)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (error);
  g_autofree char *line = dup_first_line (self, fields->text ? fields->text : "");
  g_autofree char *place = fields->interpreter ? dup_place (error) : NULL; /* of Python's alone */
  const char *request = find_request (self, line);
  const char *cause = request ? request : place;

  return cause && *line ? g_strdup_printf ("%s (%s)", line, cause) : g_steal_pointer (&line);
}

char *
pyxis_cause_dup_text (const PyxisCause *self, PyxisEvent *error)
{
  const char *text = pyxis_event_get_fields (error)->text;
  g_autofree char *line = dup_first_line (self, text ? text : "");
  const char *rest = text ? text + strcspn (text, "\n") : "";
  const char *request = find_request (self, line);

  return request ? g_strdup_printf ("%s (%s)%s", line, request, rest)
                 : g_strconcat (line, rest, NULL);
}

void
pyxis_cause_clear (PyxisCause *self)
{
  g_clear_pointer (&self->request, g_free);
  g_clear_pointer (&self->outside, g_free);
  g_clear_pointer (&self->base, g_free);
}
