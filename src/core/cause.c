/* SPDX-License-Identifier: Apache-2.0 */
#include "cause.h"

#include <cjson/cJSON.h>
#include <string.h>

/* Where Pyodide's code runs, and what is fetched for it lies. */
#define PYODIDE_HOME "/home/pyodide/"

/* As WebKit words them (2.50): of a module, of what fetch () asks for, and of a request that waits
 * for its answer. */
static const char *const vague[] = {
  "TypeError: Importing a module script failed.",
  "TypeError: Load failed",
  "NetworkError:  A network error occurred.",
};

static gboolean
is_vague (const char *line)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vague); i++)
    if (g_str_equal (line, vague[i]))
      return TRUE;
  return FALSE;
}

static void
note_request (PyxisCause *self, PyxisEvent *event)
{
  g_autofree char *status = pyxis_event_dup_detail (event, "status");
  g_autofree char *from = pyxis_event_dup_detail (event, "from");
  gboolean has_failed = status && g_ascii_strtoll (status, NULL, 10) >= 400;
  char **request = NULL;

  if (has_failed || g_strcmp0 (from, "blocked") == 0)
    request = &self->request;
  else if (g_strcmp0 (from, "network") == 0)
    request = &self->outside;
  if (!request)
    return;
  g_free (*request);
  *request = g_strdup (pyxis_event_get_fields (event)->text);
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

/* (transfer full) (nullable): "helper.py, line 2", of the last frame. What has no file ("<exec>") is
 * the element's own code. */
static char *
dup_place (const PyxisEventFields *fields)
{
  cJSON *detail = fields->detail ? cJSON_Parse (fields->detail) : NULL;
  const cJSON *frames = cJSON_GetObjectItemCaseSensitive (detail, "frames");
  const cJSON *last = cJSON_GetArrayItem (frames, cJSON_GetArraySize (frames) - 1);
  const cJSON *line = cJSON_GetObjectItemCaseSensitive (last, "line");
  const char *file = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (last, "file"));
  char *place = NULL;

  if (!file || *file == '<')
    file = fields->source;
  if (file && g_str_has_prefix (file, PYODIDE_HOME))
    file += strlen (PYODIDE_HOME);
  if (file && g_str_has_prefix (file, "./"))
    file += strlen ("./");
  if (cJSON_IsNumber (line) && file)
    place = g_strdup_printf ("%s, line %.0f", file, line->valuedouble);
  else if (cJSON_IsNumber (line))
    place = g_strdup_printf ("line %.0f", line->valuedouble);
  else
    place = g_strdup (file);
  cJSON_Delete (detail);
  return place;
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

char *
pyxis_cause_dup_line (const PyxisCause *self, PyxisEvent *error)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (error);
  g_autofree char *line = dup_first_line (self, fields->text ? fields->text : "");
  g_autofree char *place = fields->interpreter ? dup_place (fields) : NULL; /* of Python's alone */
  const char *request = self->request ? self->request : self->outside;
  const char *cause = request && is_vague (line) ? request : place;

  return cause && *line ? g_strdup_printf ("%s (%s)", line, cause) : g_steal_pointer (&line);
}

void
pyxis_cause_clear (PyxisCause *self)
{
  g_clear_pointer (&self->request, g_free);
  g_clear_pointer (&self->outside, g_free);
  g_clear_pointer (&self->base, g_free);
}
