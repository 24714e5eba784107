/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "json-rules.h"

/* The trace event format's JSON object form, of which we write slices (X), instants (i), asynchronous slices
 * (b, e) and names (M). What viewers rely on: each asynchronous slice has both its ends, every thread has a
 * name, slices of a thread lie inside or beside each other. */

#define TRACE_RULES_COMMON                                                                         \
  { "ph", cJSON_String }, { "name", cJSON_String }, { "pid", cJSON_Number },                       \
  {                                                                                                \
    "tid", cJSON_Number                                                                            \
  }

static inline const JsonRule *
trace_rules_find (const char *phase)
{
  static const JsonRule slice[] = {
    TRACE_RULES_COMMON,      { "cat", cJSON_String },        { "ts", cJSON_Number },
    { "dur", cJSON_Number }, { "args", cJSON_Object, TRUE }, { NULL }
  };
  static const JsonRule instant[] = {
    TRACE_RULES_COMMON,    { "cat", cJSON_String },        { "ts", cJSON_Number },
    { "s", cJSON_String }, { "args", cJSON_Object, TRUE }, { NULL }
  };
  static const JsonRule end[] = {
    TRACE_RULES_COMMON,     { "cat", cJSON_String },        { "ts", cJSON_Number },
    { "id", cJSON_String }, { "args", cJSON_Object, TRUE }, { NULL }
  };
  static const JsonRule metadata[] = { TRACE_RULES_COMMON, { "args", cJSON_Object }, { NULL } };

  switch (*phase) {
  case 'X':
    return slice;
  case 'i':
    return instant;
  case 'b':
  case 'e':
    return end;
  case 'M':
    return metadata;
  default:
    g_error ("“%s” is no phase that we write", phase);
  }
}

static inline gboolean
trace_rules_is (const cJSON *event, const char *phase)
{
  return g_str_equal (json_rules_get_string (event, "ph"), phase);
}

/* Both lie on one thread: they must not cross. */
static inline void
trace_rules_check_nesting (const cJSON *one, const cJSON *other)
{
  double from = json_rules_get_number (one, "ts");
  double to = from + json_rules_get_number (one, "dur");
  double other_from = json_rules_get_number (other, "ts");
  double other_to = other_from + json_rules_get_number (other, "dur");

  if (json_rules_get_number (one, "tid") != json_rules_get_number (other, "tid"))
    return;
  g_assert_true (other_from >= to || from >= other_to || (other_from >= from && other_to <= to) ||
                 (from >= other_from && to <= other_to));
}

static inline void
trace_rules_check_slices (const cJSON *events)
{
  const cJSON *one = NULL;
  const cJSON *other = NULL;

  cJSON_ArrayForEach (one, events)
  {
    if (!trace_rules_is (one, "X"))
      continue;
    cJSON_ArrayForEach (other, events)
    {
      if (other != one && trace_rules_is (other, "X"))
        trace_rules_check_nesting (one, other);
    }
  }
}

static inline void
trace_rules_check_event (const cJSON *event, GHashTable *threads, GHashTable *open)
{
  gpointer thread = GINT_TO_POINTER ((int) json_rules_get_number (event, "tid"));

  json_rules_check (event, trace_rules_find (json_rules_get_string (event, "ph")));
  g_assert_cmpuint (strlen (json_rules_get_string (event, "name")), >, 0);
  if (trace_rules_is (event, "M")) {
    if (g_str_equal (json_rules_get_string (event, "name"), "thread_name"))
      g_assert_true (g_hash_table_add (threads, thread));
    return;
  }
  g_assert_cmpfloat (json_rules_get_number (event, "ts"), >=, 0);
  g_assert_true (g_hash_table_contains (threads, thread));
  if (trace_rules_is (event, "X"))
    g_assert_cmpfloat (json_rules_get_number (event, "dur"), >=, 0);
  if (trace_rules_is (event, "b"))
    g_assert_true (g_hash_table_add (open, (gpointer) json_rules_get_string (event, "id")));
  if (trace_rules_is (event, "e"))
    g_assert_true (g_hash_table_remove (open, json_rules_get_string (event, "id")));
}

/* (transfer none): the events of `root`. */
static inline const cJSON *
trace_rules_check (const cJSON *root)
{
  static const JsonRule top[] = { { "displayTimeUnit", cJSON_String },
                                  { "traceEvents", cJSON_Array },
                                  { NULL } };
  g_autoptr (GHashTable) threads = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) open = g_hash_table_new (g_str_hash, g_str_equal);
  const cJSON *events = cJSON_GetObjectItemCaseSensitive (root, "traceEvents");
  const cJSON *event = NULL;

  json_rules_check (root, top);
  cJSON_ArrayForEach (event, events) trace_rules_check_event (event, threads, open);
  g_assert_cmpuint (g_hash_table_size (open), ==, 0);
  trace_rules_check_slices (events);
  return events;
}

/* (nullable): the first slice of that name on a thread; 0: on any. */
static inline const cJSON *
trace_rules_find_slice (const cJSON *events, const char *name, int thread)
{
  const cJSON *event = NULL;

  cJSON_ArrayForEach (event, events)
  {
    if (trace_rules_is (event, "X") && g_str_equal (json_rules_get_string (event, "name"), name) &&
        (thread == 0 || json_rules_get_number (event, "tid") == thread))
      return event;
  }
  return NULL;
}
