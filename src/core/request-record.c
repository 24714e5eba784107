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

static void
add_headers (cJSON *detail, const char *key, const cJSON *headers)
{
  if (headers && headers->child)
    cJSON_AddItemToObject (detail, key, cJSON_Duplicate (headers, TRUE));
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
    cJSON_AddNumberToObject (detail, "ms", round (self->ms * 10) / 10);
  }
  cJSON_AddStringToObject (detail, "from", self->from);
  add_headers (detail, "sent", self->sent);
  add_headers (detail, "received", self->received);
  text = cJSON_PrintUnformatted (detail);
  cJSON_Delete (detail);
  return text;
}

void
pyxis_request_record_add_header (cJSON *headers, const char *name, const char *value)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *key = g_utf8_make_valid (lower, -1);
  g_autofree char *text = g_utf8_make_valid (value, -1);
  gsize used = strlen (key) + strlen (text);
  const cJSON *other = NULL;

  cJSON_ArrayForEach (other, headers) used += strlen (other->string) + strlen (other->valuestring);
  if (used <= PYXIS_REQUEST_HEADERS_MAX && !cJSON_HasObjectItem (headers, key))
    cJSON_AddStringToObject (headers, key, text);
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
