/* SPDX-License-Identifier: Apache-2.0 */
#include "event-kind.h"

#include <stdlib.h>
#include <string.h>

static const struct {
  const char *kind;
  PyxisEventGroup group;
} groups[] = {
  { "stdout", PYXIS_GROUP_OUTPUT },  { "stderr", PYXIS_GROUP_OUTPUT },
  { "console", PYXIS_GROUP_OUTPUT }, { "error", PYXIS_GROUP_ERRORS },
  { "advice", PYXIS_GROUP_ERRORS },  { "request", PYXIS_GROUP_REQUESTS },
  { "vfs", PYXIS_GROUP_FILES },      { "download", PYXIS_GROUP_FILES },
  { "notice", PYXIS_GROUP_NOTICES },
};

/* Notices that something is missing or was refused; the others only tell what was done. */
static const char *const warnings[] = {
  "blocked", "configuration", "dropped", "files", "installation", "limit", "storage", NULL,
};

/* Details are compact JSON (cJSON's unformatted), so that a list of 100,000 need not be parsed. */
static const char *
find_value (const char *detail, const char *key)
{
  const char *found = detail ? strstr (detail, key) : NULL;

  return found ? found + strlen (key) : NULL;
}

static gboolean
begins (const char *value, const char *word)
{
  return value && g_str_has_prefix (value, word);
}

static PyxisEventSeverity
judge_console (const char *detail)
{
  const char *level = find_value (detail, "\"level\":");

  if (begins (level, "\"error\""))
    return PYXIS_SEVERITY_ERROR;
  return begins (level, "\"warn\"") ? PYXIS_SEVERITY_WARNING : PYXIS_SEVERITY_NORMAL;
}

static PyxisEventSeverity
judge_request (const char *detail)
{
  const char *status = find_value (detail, "\"status\":");
  int code = status ? atoi (status) : 0;

  if (code >= 500)
    return PYXIS_SEVERITY_ERROR;
  if (code >= 400 || begins (find_value (detail, "\"from\":"), "\"blocked\""))
    return PYXIS_SEVERITY_WARNING;
  return PYXIS_SEVERITY_NORMAL;
}

static PyxisEventSeverity
judge_notice (const char *detail)
{
  const char *code = find_value (detail, "\"code\":\"");

  for (guint i = 0; code && warnings[i]; i++)
    if (g_str_has_prefix (code, warnings[i]) && code[strlen (warnings[i])] == '"')
      return PYXIS_SEVERITY_WARNING;
  return PYXIS_SEVERITY_NORMAL;
}

PyxisEventGroup
pyxis_event_kind_get_group (const char *kind)
{
  g_return_val_if_fail (kind, PYXIS_GROUP_LIFECYCLE);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_str_equal (kind, groups[i].kind))
      return groups[i].group;
  return PYXIS_GROUP_LIFECYCLE;
}

PyxisEventSeverity
pyxis_event_kind_get_severity (const PyxisEventFields *fields)
{
  g_return_val_if_fail (fields && fields->kind, PYXIS_SEVERITY_NORMAL);

  if (g_str_equal (fields->kind, "error"))
    return begins (find_value (fields->detail, "\"handled\":"), "true") ? PYXIS_SEVERITY_WARNING
                                                                        : PYXIS_SEVERITY_ERROR;
  if (g_str_equal (fields->kind, "advice"))
    return PYXIS_SEVERITY_ERROR;
  if (g_str_equal (fields->kind, "stderr"))
    return PYXIS_SEVERITY_WARNING;
  if (g_str_equal (fields->kind, "console"))
    return judge_console (fields->detail);
  if (g_str_equal (fields->kind, "request"))
    return judge_request (fields->detail);
  if (g_str_equal (fields->kind, "notice"))
    return judge_notice (fields->detail);
  return PYXIS_SEVERITY_NORMAL;
}
