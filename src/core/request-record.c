/* SPDX-License-Identifier: Apache-2.0 */
#include "request-record.h"

#include <math.h>
#include <string.h>

#define HIDDEN "…"
#define OURS "x-pyxis-"

static const char *
get_string (const cJSON *object, const char *key)
{
  return cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (object, key));
}

static double
get_number (const cJSON *object, const char *key)
{
  const cJSON *item = cJSON_GetObjectItemCaseSensitive (object, key);

  return cJSON_IsNumber (item) && item->valuedouble >= 0 ? item->valuedouble : -1;
}

static const cJSON *
get_object (const cJSON *object, const char *key)
{
  const cJSON *item = cJSON_GetObjectItemCaseSensitive (object, key);

  return cJSON_IsObject (item) ? item : NULL;
}

gboolean
pyxis_request_record_read (PyxisRequestRecord *self, PyxisEvent *event)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);
  double status;
  double number;

  *self = (PyxisRequestRecord){ 0 };
  if (!g_str_equal (fields->kind, "request") || !fields->detail)
    return FALSE;
  self->root = cJSON_Parse (fields->detail);
  self->method = get_string (self->root, "method");
  self->url = get_string (self->root, "url");
  if (!self->method || !self->url) {
    pyxis_request_record_clear (self);
    return FALSE;
  }
  status = get_number (self->root, "status");
  self->type = get_string (self->root, "type");
  self->from = get_string (self->root, "from");
  self->status = status > 0 && status < 1000 ? (guint) status : 0;
  self->size = get_number (self->root, "size");
  self->ms = get_number (self->root, "ms");
  self->wait = get_number (self->root, "wait");
  number = get_number (self->root, "n");
  self->number = number > 0 && number <= G_MAXINT ? (guint) number : 0;
  self->error = get_string (self->root, "error");
  self->sent = get_object (self->root, "sent");
  self->received = get_object (self->root, "received");
  return TRUE;
}

void
pyxis_request_record_clear (PyxisRequestRecord *self)
{
  cJSON_Delete (self->root);
  *self = (PyxisRequestRecord){ 0 };
}

gboolean
pyxis_request_record_has_ended (const PyxisRequestRecord *self)
{
  return self->number > 0 && (self->status > 0 || self->error);
}

GHashTable *
pyxis_request_record_collect_ended (GPtrArray *events)
{
  GHashTable *ended = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < events->len; i++) {
    g_auto (PyxisRequestRecord) record = { 0 };

    if (pyxis_request_record_read (&record, events->pdata[i]) &&
        pyxis_request_record_has_ended (&record))
      g_hash_table_add (ended, GUINT_TO_POINTER (record.number));
  }
  return ended;
}

gboolean
pyxis_request_record_is_superseded (const PyxisRequestRecord *self, GHashTable *ended)
{
  return self->number > 0 && !pyxis_request_record_has_ended (self) &&
         g_hash_table_contains (ended, GUINT_TO_POINTER (self->number));
}

static double
round_time (double ms)
{
  return round (ms * 10) / 10;
}

static void
add_headers (cJSON *detail, const char *key, const cJSON *headers)
{
  if (headers && headers->child)
    cJSON_AddItemReferenceToObject (detail, key, (cJSON *) headers); /* which lives longer */
}

char *
pyxis_request_record_to_detail (const PyxisRequestRecord *self)
{
  cJSON *detail = cJSON_CreateObject ();
  char *text = NULL;

  cJSON_AddStringToObject (detail, "method", self->method);
  cJSON_AddStringToObject (detail, "url", self->url);
  if (self->status > 0) {
    cJSON_AddNumberToObject (detail, "status", self->status);
    cJSON_AddStringToObject (detail, "type", self->type ? self->type : "");
    cJSON_AddNumberToObject (detail, "size", self->size);
  }
  if (self->ms >= 0)
    cJSON_AddNumberToObject (detail, "ms", round_time (self->ms));
  if (self->wait > 0)
    cJSON_AddNumberToObject (detail, "wait", round_time (self->wait));
  cJSON_AddStringToObject (detail, "from", self->from);
  if (self->number > 0)
    cJSON_AddNumberToObject (detail, "n", self->number);
  if (self->error)
    cJSON_AddStringToObject (detail, "error", self->error);
  add_headers (detail, "sent", self->sent);
  add_headers (detail, "received", self->received);
  text = cJSON_PrintUnformatted (detail);
  cJSON_Delete (detail);
  return text;
}

/* Bytes that are used; -1 where `key` is there. Of one that is given twice the first value is kept. */
static gssize
measure (const cJSON *headers, const char *key)
{
  const cJSON *header = NULL;
  gsize used = 0;

  cJSON_ArrayForEach (header, headers)
  {
    if (g_str_equal (header->string, key))
      return -1;
    used += strlen (header->string) + strlen (header->valuestring);
  }
  return (gssize) used;
}

void
pyxis_request_record_add_header (cJSON *headers, const char *name, const char *value)
{
  g_autofree char *key = g_ascii_strdown (name, -1);
  g_autofree char *valid = NULL;
  gssize used = measure (headers, key);

  if (used < 0 || !g_utf8_validate (key, -1, NULL))
    return;
  if (!g_utf8_validate (value, -1, NULL))
    value = valid = g_utf8_make_valid (value, -1);
  if ((gsize) used + strlen (key) + strlen (value) <= PYXIS_REQUEST_HEADERS_MAX)
    cJSON_AddStringToObject (headers, key, value);
}

gboolean
pyxis_request_record_is_secret (const char *name)
{
  static const char *const names[] = {
    "authorization", "cookie", "proxy-authorization", "set-cookie", "set-cookie2", NULL,
  };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_strv_contains (names, lower) || g_str_has_prefix (lower, OURS);
}

static void
hide (cJSON *headers)
{
  cJSON *item = NULL;

  cJSON_ArrayForEach (item, headers)
  {
    if (cJSON_IsString (item) && pyxis_request_record_is_secret (item->string))
      cJSON_SetValuestring (item, HIDDEN);
  }
}

void
pyxis_request_record_hide_secrets (cJSON *detail)
{
  hide (cJSON_GetObjectItemCaseSensitive (detail, "sent"));
  hide (cJSON_GetObjectItemCaseSensitive (detail, "received"));
}
