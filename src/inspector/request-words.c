/* SPDX-License-Identifier: Apache-2.0 */
#include "request-words.h"

#include <glib/gi18n.h>

#include "request-facts.h"
#include "request-record.h"

static void
add_line (GString *markup, const char *name, const char *value)
{
  g_autofree char *line = NULL;

  if (!value || !*value)
    return;
  line = g_markup_printf_escaped ("<b>%s</b>  %s", name, value);
  if (markup->len > 0)
    g_string_append_c (markup, '\n');
  g_string_append (markup, line);
}

char *
pyxis_request_words_dup_facts (PyxisEvent *event)
{
  const PyxisRequestFacts *facts = pyxis_request_facts_get (event);
  g_autoptr (GString) markup = g_string_new (NULL);
  g_autofree char *status = facts ? pyxis_request_facts_dup_status (facts) : NULL;
  g_autofree char *from = facts ? pyxis_request_facts_dup_from (facts) : NULL;
  g_autofree char *size = facts ? pyxis_request_facts_dup_size (facts) : NULL;
  g_autofree char *time = facts ? pyxis_request_facts_dup_time (facts) : NULL;
  g_autofree char *began = facts ? g_strdup_printf (_ ("%.1f ms"), facts->began) : NULL;

  if (!facts)
    return g_strdup ("");
  add_line (markup, _ ("Address"), facts->address);
  add_line (markup, _ ("Method"), facts->method);
  add_line (markup, _ ("Status"), status);
  add_line (markup, _ ("Reason"), facts->error);
  add_line (markup, _ ("Answered by"), from);
  add_line (markup, _ ("Type"), facts->type);
  add_line (markup, _ ("Size"), size);
  add_line (markup, _ ("Began at"), began);
  add_line (markup, _ ("Took"), time);
  add_line (markup, _ ("Initiator"), facts->initiator);
  return g_string_free (g_steal_pointer (&markup), FALSE);
}

static char *
dup_headers (PyxisEvent *event, gboolean is_sent)
{
  g_auto (PyxisRequestRecord) record = { 0 };
  g_autoptr (GString) markup = g_string_new (NULL);
  const cJSON *headers = NULL;
  const cJSON *header = NULL;

  if (pyxis_request_record_read (&record, event)) {
    pyxis_request_record_hide_secrets (record.root);
    headers = is_sent ? record.sent : record.received;
    cJSON_ArrayForEach (header, headers)
      add_line (markup, header->string, cJSON_GetStringValue (header));
  }
  return g_string_free (g_steal_pointer (&markup), FALSE);
}

char *
pyxis_request_words_dup_sent (PyxisEvent *event)
{
  return dup_headers (event, TRUE);
}

char *
pyxis_request_words_dup_received (PyxisEvent *event)
{
  return dup_headers (event, FALSE);
}

char *
pyxis_request_words_dup_curl (PyxisEvent *event)
{
  const PyxisRequestFacts *facts = pyxis_request_facts_get (event);
  g_autofree char *method = NULL;
  g_autofree char *address = NULL;

  if (!facts || !(g_str_has_prefix (facts->address, "https://") ||
                  g_str_has_prefix (facts->address, "http://")))
    return NULL;
  method = g_shell_quote (facts->method);
  address = g_shell_quote (facts->address);
  if (g_str_equal (facts->method, "GET"))
    return g_strconcat ("curl ", address, NULL);
  if (g_str_equal (facts->method, "HEAD"))
    return g_strconcat ("curl --head ", address, NULL);
  return g_strconcat ("curl --request ", method, " ", address, NULL);
}
