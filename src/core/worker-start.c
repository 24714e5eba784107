/* SPDX-License-Identifier: Apache-2.0 */
#include "worker-start.h"

#include <string.h>

#include <cjson/cJSON.h>

#include "pyxis-core-resources.h"

#define MARK "@pyxis-worker="
#define PLACEHOLDER "\"@pyxis-address\""

static const struct {
  const char *mark;
  const char *script;
} starts[] = {
  [PYXIS_WORKER_START_CLASSIC] = { MARK "classic", "/pyxis/js/begin-classic.js" },
  [PYXIS_WORKER_START_MODULE] = { MARK "module", "/pyxis/js/begin-module.js" },
};

/* The mark is the last parameter. */
PyxisWorkerStart
pyxis_worker_start_ask (const char *query, gsize *length)
{
  gsize whole = query ? strlen (query) : 0;

  *length = whole;
  for (guint i = PYXIS_WORKER_START_CLASSIC; i < G_N_ELEMENTS (starts); i++) {
    gsize own;

    if (!query || !g_str_has_suffix (query, starts[i].mark))
      continue;
    own = whole - strlen (starts[i].mark);
    if (own > 0 && query[own - 1] != '&')
      continue;
    *length = own > 0 ? own - 1 : 0;
    return (PyxisWorkerStart) i;
  }
  return PYXIS_WORKER_START_NONE;
}

char *
pyxis_worker_start_dup_address (const char *uri)
{
  gsize n = strcspn (uri, "#");
  const char *mark = memchr (uri, '?', n);
  g_autofree char *query = mark ? g_strndup (mark + 1, n - (gsize) (mark + 1 - uri)) : NULL;
  gsize length;

  if (pyxis_worker_start_ask (query, &length) == PYXIS_WORKER_START_NONE)
    return g_strdup (uri);
  return g_strdup_printf ("%.*s%s%.*s%s", (int) (mark - uri), uri, length > 0 ? "?" : "",
                          (int) length, query, uri + n);
}

GBytes *
pyxis_worker_start_new (PyxisWorkerStart start, const char *target)
{
  g_autoptr (GBytes) template = NULL;
  g_autoptr (GString) script = NULL;
  cJSON *value = cJSON_CreateStringReference (target);
  char *json = cJSON_PrintUnformatted (value);

  template = g_resource_lookup_data (pyxis_core_get_resource (), starts[start].script,
                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (template);
  script =
    g_string_new_len (g_bytes_get_data (template, NULL), (gssize) g_bytes_get_size (template));
  g_string_replace (script, PLACEHOLDER, json, 1);
  cJSON_free (json);
  cJSON_Delete (value);
  return g_string_free_to_bytes (g_steal_pointer (&script));
}
