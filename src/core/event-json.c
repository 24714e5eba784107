/* SPDX-License-Identifier: Apache-2.0 */
#include <gio/gio.h>
#include <math.h>
#include <stdlib.h>

#include "event-read.h"
#include "request-record.h"

/* An event as a line of JSON, and back: `pyxis check --events` and saved logs. */

#define VERSION 1

/* What a double counts exactly. */
#define SEQ_MAX 9007199254740991.0
#define NAVIGATION_MAX 1000000000

static void
add_string (cJSON *object, const char *key, const char *text)
{
  if (text)
    cJSON_AddStringToObject (object, key, text);
  else
    cJSON_AddNullToObject (object, key);
}

/* Numbers of workers and scripts begin at 1. */
static void
add_count (cJSON *object, const char *key, int number)
{
  if (number > 0)
    cJSON_AddNumberToObject (object, key, number);
  else
    cJSON_AddNullToObject (object, key);
}

static double
round_time (double ms)
{
  return round (ms * 10) / 10;
}

static cJSON *
parse_detail (const PyxisEventFields *fields)
{
  cJSON *detail = fields->detail ? cJSON_Parse (fields->detail) : NULL;

  if (!detail)
    return cJSON_CreateNull ();
  if (g_str_equal (fields->kind, "request"))
    pyxis_request_record_hide_secrets (detail);
  return detail;
}

char *
pyxis_event_to_json (PyxisEvent *self)
{
  const PyxisEventFields *fields = NULL;
  cJSON *object = NULL;
  char *line = NULL;

  g_return_val_if_fail (PYXIS_IS_EVENT (self), NULL);

  fields = pyxis_event_get_fields (self);
  object = cJSON_CreateObject ();
  cJSON_AddNumberToObject (object, "v", VERSION);
  cJSON_AddNumberToObject (object, "seq", (double) pyxis_event_get_seq (self));
  cJSON_AddNumberToObject (object, "navigation", pyxis_event_get_navigation (self));
  cJSON_AddNumberToObject (object, "t", round_time (fields->t));
  if (fields->at > 0)
    cJSON_AddNumberToObject (object, "at", round_time (fields->at));
  else
    cJSON_AddNullToObject (object, "at");
  cJSON_AddStringToObject (object, "kind", fields->kind);
  add_string (object, "interpreter", fields->interpreter);
  add_string (object, "where", fields->where);
  add_count (object, "worker", fields->worker);
  add_string (object, "name", fields->name);
  add_string (object, "element", fields->element);
  add_count (object, "script", fields->script);
  add_string (object, "source", fields->source);
  add_string (object, "text", fields->text);
  cJSON_AddItemToObject (object, "detail", parse_detail (fields));

  line = cJSON_PrintUnformatted (object);
  cJSON_Delete (object);
  return line;
}

/* A number from `least` to `most`, or nothing where that is allowed. */
static gboolean
read_number (
  const cJSON *object, const char *key, double least, double most, double *out, GError **error)
{
  const cJSON *item = cJSON_GetObjectItemCaseSensitive (object, key);

  if (!cJSON_IsNumber (item) || item->valuedouble < least || item->valuedouble > most)
    return pyxis_event_read_refuse (error, "its \"%s\" is no number that an event has", key);
  *out = item->valuedouble;
  return TRUE;
}

static gboolean
read_version (const cJSON *object, GError **error)
{
  double version = 0;

  if (!read_number (object, "v", 1, 1000, &version, error))
    return FALSE;
  if (version == VERSION)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "it is of version %g, not %d", version,
               VERSION);
  return FALSE;
}

/* `at` came later than the rest: a line may be without. */
static gboolean
read_at (const cJSON *object, double *out, GError **error)
{
  const cJSON *item = cJSON_GetObjectItemCaseSensitive (object, "at");

  return !item || cJSON_IsNull (item) || read_number (object, "at", 0, SEQ_MAX, out, error);
}

static PyxisEvent *
read_event (cJSON *object, GError **error)
{
  static const char *const places[] = { "main", "worker", "editor", "native", NULL };
  static const PyxisEventWords words = { NULL, places };
  PyxisEventFields fields = { 0 };
  PyxisEvent *event = NULL;
  char *detail = NULL;
  double seq = 0;
  double navigation = 0;

  if (!cJSON_IsObject (object)) {
    pyxis_event_read_refuse (error, "it is no JSON object");
    return NULL;
  }
  if (!read_version (object, error) || !pyxis_event_read_check (object, error) ||
      !read_number (object, "seq", 0, SEQ_MAX, &seq, error) ||
      !read_number (object, "navigation", 0, NAVIGATION_MAX, &navigation, error) ||
      !read_number (object, "t", -SEQ_MAX, SEQ_MAX, &fields.t, error) ||
      !read_at (object, &fields.at, error) ||
      !pyxis_event_read_fields (object, &words, &fields, &detail, error))
    return NULL;
  event = pyxis_event_new ((guint64) seq, (guint) navigation, &fields);
  free (detail);
  return event;
}

PyxisEvent *
pyxis_event_new_from_json (const char *line, gsize length, GError **error)
{
  cJSON *object = NULL;
  PyxisEvent *event = NULL;

  g_return_val_if_fail (line, NULL);

  if (!g_utf8_validate (line, (gssize) length, NULL)) {
    pyxis_event_read_refuse (error, "it is not UTF-8");
    return NULL;
  }
  object = cJSON_ParseWithLength (line, length);
  event = read_event (object, error);
  cJSON_Delete (object);
  return event;
}
