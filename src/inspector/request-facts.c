/* SPDX-License-Identifier: Apache-2.0 */
#include "request-facts.h"

#include <glib/gi18n.h>
#include <string.h>

#include "request-record.h"
#include "response.h"

static void
facts_free (gpointer data)
{
  PyxisRequestFacts *self = data;

  g_free (self->name);
  g_free (self->address);
  g_free (self->method);
  g_free (self->type);
  g_free (self->from);
  g_free (self->initiator);
  g_free (self->error);
  g_free (self);
}

/* (transfer full): of "pyxis://ORIGIN/a/b.js?c" "b.js?c", of "…/a/" "a/", of "pyxis://ORIGIN/" "/". */
static char *
dup_name (const char *address)
{
  const char *host = strstr (address, "://");
  const char *path = strchr (host ? host + strlen ("://") : address, '/');
  const char *end = path ? path + strcspn (path, "?#") : NULL;
  const char *start = end;

  if (!path)
    return g_strdup (address);
  if (end - path > 1)
    start--; /* a slash at the end is the folder's */
  while (start > path && start[-1] != '/')
    start--;
  return g_strdup (end - path > 1 ? start : path);
}

static const char *
get_header (const PyxisRequestRecord *record, const char *name)
{
  const char *value = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (record->sent, name));

  return value && *value ? value : NULL;
}

/* WebKit sends Referer with what scripts fetch, Sec-Fetch-Dest with some elements, and with documents that
 * they are to be upgraded. What it does not say is not guessed. */
static char *
dup_initiator (const PyxisRequestRecord *record)
{
  const char *referrer = get_header (record, "referer");
  const char *element = get_header (record, "sec-fetch-dest");
  g_autofree char *name = NULL;

  if (get_header (record, "upgrade-insecure-requests"))
    element = "document";
  if (element && g_str_equal (element, "empty"))
    element = "fetch";
  if (referrer && g_str_has_prefix (referrer, "blob:"))
    name = g_strdup ("blob:");
  else if (referrer)
    name = dup_name (referrer);
  if (name && element)
    return g_strdup_printf ("%s (%s)", name, element);
  return g_strdup (name ? name : element ? element : "");
}

static PyxisRequestFacts *
facts_new (PyxisEvent *event)
{
  g_auto (PyxisRequestRecord) record = { 0 };
  PyxisRequestFacts *self = NULL;

  if (!pyxis_request_record_read (&record, event))
    return NULL;
  self = g_new0 (PyxisRequestFacts, 1);
  self->name = dup_name (record.url);
  self->address = g_strdup (record.url);
  self->method = g_strdup (record.method);
  self->type = record.type ? g_strndup (record.type, strcspn (record.type, "; ")) : g_strdup ("");
  self->from = g_strdup (record.from ? record.from : "");
  self->initiator = dup_initiator (&record);
  self->status = record.status;
  self->error = g_strdup (record.error);
  self->number = record.number;
  self->has_ended = pyxis_request_record_has_ended (&record);
  self->size = record.size;
  self->ms = record.ms;
  self->began = pyxis_event_get_fields (event)->t - MAX (record.ms, 0);
  return self;
}

const PyxisRequestFacts *
pyxis_request_facts_get (PyxisEvent *event)
{
  static GQuark quark;
  PyxisRequestFacts *self;

  g_return_val_if_fail (PYXIS_IS_EVENT (event), NULL);

  if (quark == 0)
    quark = g_quark_from_static_string ("pyxis-request-facts");
  self = g_object_get_qdata (G_OBJECT (event), quark);
  if (!self && (self = facts_new (event)))
    g_object_set_qdata_full (G_OBJECT (event), quark, self, facts_free);
  return self;
}

gboolean
pyxis_request_facts_has_failed (const PyxisRequestFacts *self)
{
  return self->status >= 400 || self->error || g_str_equal (self->from, "blocked");
}

char *
pyxis_request_facts_dup_from (const PyxisRequestFacts *self)
{
  static const struct {
    const char *from;
    const char *words;
  } names[] = {
    { "project", N_ ("Project") }, { "runtime", N_ ("Runtime") }, { "vfs", N_ ("Files") },
    { "network", N_ ("Network") }, { "blocked", N_ ("Blocked") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (self->from, names[i].from))
      return g_strdup (_ (names[i].words));
  return g_strdup (self->from);
}

char *
pyxis_request_facts_dup_status (const PyxisRequestFacts *self)
{
  g_autofree char *text = NULL;

  if (g_str_equal (self->from, "blocked"))
    return g_strdup (_ ("Blocked"));
  if (self->error)
    return g_strdup (_ ("Failed"));
  if (self->status == 0)
    return g_strdup (self->number > 0 ? _ ("Waiting") : "");
  text = g_strdup_printf ("%u %s", self->status, pyxis_response_get_phrase (self->status));
  return g_strdup (g_strchomp (text));
}

char *
pyxis_request_facts_dup_size (const PyxisRequestFacts *self)
{
  return self->size >= 0 ? g_format_size ((guint64) self->size) : g_strdup ("");
}

char *
pyxis_request_facts_dup_time (const PyxisRequestFacts *self)
{
  return self->ms >= 0 ? g_strdup_printf (_ ("%.1f ms"), self->ms) : g_strdup ("");
}
