/* SPDX-License-Identifier: Apache-2.0 */
#include "event-read.h"

#include <gio/gio.h>
#include <math.h>

#define DEPTH_MAX 8
#define NUMBER_MAX 1000000

static const char *const interpreters[] = { "pyodide", "micropython", NULL };

gboolean
pyxis_event_read_refuse (GError **error, const char *format, ...)
{
  g_autofree char *raw = NULL;
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  raw = g_strdup_vprintf (format, args);
  va_end (args);

  /* A quoted piece may end inside a character. */
  reason = g_utf8_make_valid (raw, -1);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, reason);
  return FALSE;
}

/* Recursion ends at DEPTH_MAX. */
static gboolean
check_value (cJSON *value, guint depth, GError **error)
{
  cJSON *child = NULL;

  if (depth > DEPTH_MAX)
    return pyxis_event_read_refuse (error, "it is nested more than %d deep", DEPTH_MAX);
  if (cJSON_IsNumber (value) && !isfinite (value->valuedouble))
    return pyxis_event_read_refuse (error, "a number is not finite");
  if (cJSON_IsString (value))
    value->valuestring[pyxis_event_cut (value->valuestring)] = '\0';

  cJSON_ArrayForEach (child, value)
  {
    if (!check_value (child, depth + 1, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
pyxis_event_read_check (cJSON *event, GError **error)
{
  return check_value (event, 0, error);
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
    return pyxis_event_read_refuse (error, "\"%s\" is not a string", key);
  if (known && !g_strv_contains (known, item->valuestring))
    return pyxis_event_read_refuse (error, "\"%s\" is \"%.40s\", which an event cannot say", key,
                                    item->valuestring);

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
    return pyxis_event_read_refuse (error, "\"%s\" is not a number from 1", key);

  *out = item->valueint;
  return TRUE;
}

static gboolean
read_detail (const cJSON *event, char **out, GError **error)
{
  const cJSON *item = cJSON_GetObjectItemCaseSensitive (event, "detail");

  if (!item || cJSON_IsNull (item))
    return TRUE;
  if (!cJSON_IsObject (item))
    return pyxis_event_read_refuse (error, "\"detail\" is not an object");

  *out = cJSON_PrintUnformatted (item);
  return TRUE;
}

gboolean
pyxis_event_read_fields (const cJSON *event,
                         const PyxisEventWords *words,
                         PyxisEventFields *fields,
                         char **detail,
                         GError **error)
{
  if (!read_string (event, "kind", words->kinds, &fields->kind, error) ||
      !read_string (event, "interpreter", interpreters, &fields->interpreter, error) ||
      !read_string (event, "where", words->places, &fields->where, error) ||
      !read_string (event, "name", NULL, &fields->name, error) ||
      !read_string (event, "element", NULL, &fields->element, error) ||
      !read_string (event, "source", NULL, &fields->source, error) ||
      !read_string (event, "text", NULL, &fields->text, error) ||
      !read_count (event, "worker", &fields->worker, error) ||
      !read_count (event, "script", &fields->script, error))
    return FALSE;
  if (!fields->kind)
    return pyxis_event_read_refuse (error, "it has no \"kind\"");
  if (!read_detail (event, detail, error))
    return FALSE;
  fields->detail = *detail;
  return TRUE;
}
