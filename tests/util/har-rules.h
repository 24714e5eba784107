/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "json-rules.h"

/* HAR 1.2, http://www.softwareishard.com/blog/har-12-spec/: what must be there, of which type, and what the
 * text says besides. */

static inline void
har_rules_check_time (const cJSON *object)
{
  const char *text = json_rules_get_string (object, "startedDateTime");
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  g_assert_true (
    g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$", text, 0, 0));
}

static inline void
har_rules_check_pairs (const cJSON *message, const char *key)
{
  static const JsonRule pair[] = { { "name", cJSON_String }, { "value", cJSON_String }, { NULL } };
  const cJSON *item = NULL;

  cJSON_ArrayForEach (item, cJSON_GetObjectItemCaseSensitive (message, key))
    json_rules_check (item, pair);
}

static inline void
har_rules_check_page (const cJSON *page)
{
  static const JsonRule rules[] = { { "startedDateTime", cJSON_String },
                                    { "id", cJSON_String },
                                    { "title", cJSON_String },
                                    { "pageTimings", cJSON_Object },
                                    { NULL } };
  static const JsonRule timings[] = { { "onContentLoad", cJSON_Number, TRUE },
                                      { "onLoad", cJSON_Number, TRUE },
                                      { NULL } };
  const cJSON *found = NULL;

  json_rules_check (page, rules);
  har_rules_check_time (page);
  found = json_rules_get (page, "pageTimings", timings);
  g_assert_cmpfloat (json_rules_get_number (found, "onLoad"), >=, -1);
}

static inline void
har_rules_check_request (const cJSON *request)
{
  g_assert_cmpuint (strlen (json_rules_get_string (request, "method")), >, 0);
  g_assert_nonnull (strchr (json_rules_get_string (request, "url"), ':'));
  har_rules_check_pairs (request, "cookies");
  har_rules_check_pairs (request, "headers");
  har_rules_check_pairs (request, "queryString");
}

static inline void
har_rules_check_response (const cJSON *response)
{
  static const JsonRule content[] = { { "size", cJSON_Number },
                                      { "mimeType", cJSON_String },
                                      { NULL } };
  const cJSON *found = json_rules_get (response, "content", content);

  g_assert_cmpfloat (json_rules_get_number (found, "size"), >=, 0);
  har_rules_check_pairs (response, "cookies");
  har_rules_check_pairs (response, "headers");
}

/* The time of an entry is the sum of its timings. */
static inline void
har_rules_check_timings (const cJSON *entry)
{
  static const JsonRule rules[] = {
    { "send", cJSON_Number }, { "wait", cJSON_Number }, { "receive", cJSON_Number }, { NULL }
  };
  const cJSON *timings = json_rules_get (entry, "timings", rules);
  double sum = 0;

  for (const JsonRule *rule = rules; rule->key; rule++) {
    g_assert_cmpfloat (json_rules_get_number (timings, rule->key), >=, 0);
    sum += json_rules_get_number (timings, rule->key);
  }
  g_assert_cmpfloat (ABS (sum - json_rules_get_number (entry, "time")), <, 0.001);
}

static inline void
har_rules_check_entry (const cJSON *entry)
{
  static const JsonRule rules[] = {
    { "pageref", cJSON_String, TRUE }, { "startedDateTime", cJSON_String },
    { "time", cJSON_Number },          { "request", cJSON_Object },
    { "response", cJSON_Object },      { "cache", cJSON_Object },
    { "timings", cJSON_Object },       { NULL }
  };
  static const JsonRule request[] = {
    { "method", cJSON_String },      { "url", cJSON_String },      { "httpVersion", cJSON_String },
    { "cookies", cJSON_Array },      { "headers", cJSON_Array },   { "queryString", cJSON_Array },
    { "headersSize", cJSON_Number }, { "bodySize", cJSON_Number }, { NULL }
  };
  static const JsonRule response[] = {
    { "status", cJSON_Number },      { "statusText", cJSON_String },
    { "httpVersion", cJSON_String }, { "cookies", cJSON_Array },
    { "headers", cJSON_Array },      { "content", cJSON_Object },
    { "redirectURL", cJSON_String }, { "headersSize", cJSON_Number },
    { "bodySize", cJSON_Number },    { NULL }
  };

  json_rules_check (entry, rules);
  har_rules_check_time (entry);
  har_rules_check_request (json_rules_get (entry, "request", request));
  har_rules_check_response (json_rules_get (entry, "response", response));
  har_rules_check_timings (entry);
}

/* Entries name pages that are there, and come in the order in which they began. (transfer none): the entries
 * of `root`. */
static inline const cJSON *
har_rules_check (const cJSON *root)
{
  static const JsonRule top[] = { { "log", cJSON_Object }, { NULL } };
  static const JsonRule rules[] = { { "version", cJSON_String },
                                    { "creator", cJSON_Object },
                                    { "pages", cJSON_Array, TRUE },
                                    { "entries", cJSON_Array },
                                    { NULL } };
  static const JsonRule creator[] = { { "name", cJSON_String },
                                      { "version", cJSON_String },
                                      { NULL } };
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  const cJSON *log = NULL;
  const cJSON *item = NULL;
  const char *last = "";

  json_rules_check (root, top);
  log = json_rules_get (root, "log", rules);
  g_assert_cmpstr (json_rules_get_string (log, "version"), ==, "1.2");
  json_rules_get (log, "creator", creator);
  cJSON_ArrayForEach (item, cJSON_GetObjectItemCaseSensitive (log, "pages"))
  {
    har_rules_check_page (item);
    g_assert_true (g_hash_table_add (ids, (gpointer) json_rules_get_string (item, "id")));
  }
  cJSON_ArrayForEach (item, cJSON_GetObjectItemCaseSensitive (log, "entries"))
  {
    const char *began = NULL;

    har_rules_check_entry (item);
    if (cJSON_HasObjectItem (item, "pageref"))
      g_assert_true (g_hash_table_contains (ids, json_rules_get_string (item, "pageref")));
    began = json_rules_get_string (item, "startedDateTime");
    g_assert_cmpstr (last, <=, began);
    last = began;
  }
  return cJSON_GetObjectItemCaseSensitive (log, "entries");
}
