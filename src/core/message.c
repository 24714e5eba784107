/* SPDX-License-Identifier: Apache-2.0 */
#include "message.h"

#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <gio/gio.h>

#define DEPTH_MAX 8
#define NUMBER_MAX 1000000

/* The tree that the events borrow from goes with the message. */
typedef struct {
  PyxisMessage public;
  cJSON *root;
  GPtrArray *details;
} Message;

static const char *const page_kinds[] = {
  "py:ready",
  "mpy:ready",
  "py:done",
  "mpy:done",
  "py:all-done",
  "py:progress",
  "mpy:progress",
  "py-editor",
  "mpy-editor",
  "py-editor:done",
  "py-game",
  "py-game:progress",
  "pyodide:ready",
  "pyodide:done",
  "micropython:ready",
  "micropython:done",
  "stdout",
  "stderr",
  "console",
  "error",
  "script",
  NULL,
};

static const char *const interpreters[] = { "pyodide", "micropython", NULL };
static const char *const places[] = { "main", "worker", "editor", NULL };

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError **error, const char *format, ...)
{
  g_autofree char *raw = NULL;
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  raw = g_strdup_vprintf (format, args);
  va_end (args);

  /* A quoted piece may end inside a character. */
  reason = g_utf8_make_valid (raw, -1);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "A message of the page was refused: %s.",
               reason);
  return FALSE;
}

static void
cut_string (cJSON *item)
{
  item->valuestring[pyxis_event_cut (item->valuestring)] = '\0';
}

/* Cuts strings and finds what would not survive as JSON. Recursion ends at DEPTH_MAX. */
static gboolean
check_value (cJSON *value, guint depth, GError **error)
{
  cJSON *child = NULL;

  if (depth > DEPTH_MAX)
    return refuse (error, "it is nested more than %d deep", DEPTH_MAX);
  if (cJSON_IsNumber (value) && !isfinite (value->valuedouble))
    return refuse (error, "a number is not finite");
  if (cJSON_IsString (value))
    cut_string (value);

  cJSON_ArrayForEach (child, value)
  {
    if (!check_value (child, depth + 1, error))
      return FALSE;
  }
  return TRUE;
}

/* Absent, null or a string; where `known` is given, one of it. */
static gboolean
read_string (
  const cJSON *event, const char *key, const char *const *known, const char **out, GError **error)
{
  cJSON *item = cJSON_GetObjectItemCaseSensitive (event, key);

  if (!item || cJSON_IsNull (item))
    return TRUE;
  if (!cJSON_IsString (item))
    return refuse (error, "\"%s\" is not a string", key);
  if (known && !g_strv_contains (known, item->valuestring))
    return refuse (error, "\"%s\" is \"%.40s\", which a page cannot say", key, item->valuestring);

  *out = item->valuestring;
  return TRUE;
}

/* Absent, null or a number of a worker or script. */
static gboolean
read_count (const cJSON *event, const char *key, int *out, GError **error)
{
  const cJSON *item = cJSON_GetObjectItemCaseSensitive (event, key);

  if (!item || cJSON_IsNull (item))
    return TRUE;
  if (!cJSON_IsNumber (item) || item->valuedouble < 1 || item->valuedouble > NUMBER_MAX ||
      item->valuedouble != floor (item->valuedouble))
    return refuse (error, "\"%s\" is not a number from 1", key);

  *out = item->valueint;
  return TRUE;
}

static gboolean
read_time (const cJSON *event, double began, double *out, GError **error)
{
  const cJSON *item = cJSON_GetObjectItemCaseSensitive (event, "at");

  *out = NAN;
  if (!item || cJSON_IsNull (item))
    return TRUE;
  if (!cJSON_IsNumber (item))
    return refuse (error, "\"at\" is not a number");

  /* A late word of the page before this navigation still counts as its beginning. */
  *out = MAX (item->valuedouble - began, 0);
  return TRUE;
}

static gboolean
read_detail (Message *self, const cJSON *event, const char **out, GError **error)
{
  const cJSON *item = cJSON_GetObjectItemCaseSensitive (event, "detail");
  char *text = NULL;

  if (!item || cJSON_IsNull (item))
    return TRUE;
  if (!cJSON_IsObject (item))
    return refuse (error, "\"detail\" is not an object");

  text = cJSON_PrintUnformatted (item);
  g_ptr_array_add (self->details, text);
  *out = text;
  return TRUE;
}

static gboolean
add_event (Message *self, cJSON *event, double began, GError **error)
{
  PyxisEventFields fields = { 0 };

  if (!cJSON_IsObject (event))
    return refuse (error, "an event is not an object");
  if (!check_value (event, 0, error) ||
      !read_string (event, "kind", page_kinds, &fields.kind, error) ||
      !read_string (event, "interpreter", interpreters, &fields.interpreter, error) ||
      !read_string (event, "where", places, &fields.where, error) ||
      !read_string (event, "name", NULL, &fields.name, error) ||
      !read_string (event, "element", NULL, &fields.element, error) ||
      !read_string (event, "source", NULL, &fields.source, error) ||
      !read_string (event, "text", NULL, &fields.text, error) ||
      !read_count (event, "worker", &fields.worker, error) ||
      !read_count (event, "script", &fields.script, error) ||
      !read_time (event, began, &fields.t, error) ||
      !read_detail (self, event, &fields.detail, error))
    return FALSE;
  if (!fields.kind)
    return refuse (error, "it has no \"kind\"");

  g_array_append_val (self->public.events, fields);
  return TRUE;
}

static gboolean
add_list (Message *self, cJSON *list, double began, GError **error)
{
  const cJSON *dropped = cJSON_GetObjectItemCaseSensitive (self->root, "dropped");
  cJSON *event = NULL;
  int seen = 0;

  if (!cJSON_IsArray (list))
    return refuse (error, "\"events\" is not a list");
  if (cJSON_IsNumber (dropped) && dropped->valuedouble >= 0)
    self->public.n_dropped = (guint) MIN (dropped->valuedouble, G_MAXINT);

  cJSON_ArrayForEach (event, list)
  {
    g_autoptr (GError) refusal = NULL;

    if (seen++ == PYXIS_MESSAGE_MAX_EVENTS)
      return refuse (error, "it holds more than %d events", PYXIS_MESSAGE_MAX_EVENTS);
    if (add_event (self, event, began, &refusal))
      continue;
    self->public.n_refused++;
    if (!self->public.refusal)
      self->public.refusal = g_strdup (refusal->message);
  }
  return TRUE;
}

static cJSON *
parse_object (const char *json, gsize length, GError **error)
{
  cJSON *root = NULL;

  if (length > PYXIS_MESSAGE_MAX) {
    refuse (error, "it is longer than %d bytes", PYXIS_MESSAGE_MAX);
    return NULL;
  }
  if (!g_utf8_validate (json, (gssize) length, NULL)) {
    refuse (error, "it is not UTF-8");
    return NULL;
  }

  root = cJSON_ParseWithLength (json, length);
  if (!cJSON_IsObject (root)) {
    cJSON_Delete (root);
    refuse (error, "it is no JSON object");
    return NULL;
  }
  return root;
}

PyxisMessage *
pyxis_message_parse (const char *json, gssize length, double began, GError **error)
{
  g_autoptr (PyxisMessage) message = NULL;
  Message *self = NULL;
  cJSON *root = NULL;
  cJSON *list = NULL;
  gboolean ok = FALSE;

  g_return_val_if_fail (json, NULL);

  root = parse_object (json, length < 0 ? strlen (json) : (gsize) length, error);
  if (!root)
    return NULL;

  self = g_new0 (Message, 1);
  message = &self->public;
  self->root = root;
  self->details = g_ptr_array_new_with_free_func (free);
  self->public.events = g_array_new (FALSE, FALSE, sizeof (PyxisEventFields));

  list = cJSON_GetObjectItemCaseSensitive (root, "events");
  ok = list ? add_list (self, list, began, error) : add_event (self, root, began, error);
  return ok ? g_steal_pointer (&message) : NULL;
}

void
pyxis_message_free (PyxisMessage *message)
{
  Message *self = (Message *) message;

  if (!self)
    return;

  g_array_unref (self->public.events);
  g_ptr_array_unref (self->details);
  cJSON_Delete (self->root);
  g_free (self->public.refusal);
  g_free (self);
}
