/* SPDX-License-Identifier: Apache-2.0 */
#include "message.h"

#include <math.h>
#include <string.h>

#include <gio/gio.h>

#include "event-read.h"

/* The tree that the events borrow from goes with the message. */
typedef struct {
  PyxisMessage public;
  cJSON *root;
  GPtrArray *details;
} Message;

static const char *const page_kinds[] = {
  "py:ready",
  "mpy:ready",
  "py:done",
  "mpy:done",
  "py:all-done",
  "py:progress",
  "mpy:progress",
  "py-editor",
  "mpy-editor",
  "py-editor:done",
  "py-game",
  "py-game:progress",
  "pyodide:ready",
  "pyodide:done",
  "micropython:ready",
  "micropython:done",
  "stdout",
  "stderr",
  "console",
  "error",
  "script",
  NULL,
};

static const char *const places[] = { "main", "worker", "editor", NULL };

static const PyxisEventWords page_words = { page_kinds, places };

static char *
dup_sentence (const GError *reason)
{
  return g_strdup_printf ("A message of the page was refused: %s.", reason->message);
}

static gboolean
read_time (const cJSON *event, double began, double *out, GError **error)
{
  const cJSON *item = cJSON_GetObjectItemCaseSensitive (event, "at");

  *out = NAN;
  if (!item || cJSON_IsNull (item))
    return TRUE;
  if (!cJSON_IsNumber (item))
    return pyxis_event_read_refuse (error, "\"at\" is not a number");

  /* A late word of the page before this navigation still counts as its beginning. */
  *out = MAX (item->valuedouble - began, 0);
  return TRUE;
}

static gboolean
add_event (Message *self, cJSON *event, double began, GError **error)
{
  PyxisEventFields fields = { 0 };
  char *detail = NULL;

  if (!cJSON_IsObject (event))
    return pyxis_event_read_refuse (error, "an event is not an object");
  if (!pyxis_event_read_check (event, error) || !read_time (event, began, &fields.t, error) ||
      !pyxis_event_read_fields (event, &page_words, &fields, &detail, error))
    return FALSE;

  g_ptr_array_add (self->details, detail);
  g_array_append_val (self->public.events, fields);
  return TRUE;
}

static gboolean
add_list (Message *self, cJSON *list, double began, GError **error)
{
  const cJSON *dropped = cJSON_GetObjectItemCaseSensitive (self->root, "dropped");
  cJSON *event = NULL;
  int seen = 0;

  if (!cJSON_IsArray (list))
    return pyxis_event_read_refuse (error, "\"events\" is not a list");
  if (cJSON_IsNumber (dropped) && dropped->valuedouble >= 0)
    self->public.n_dropped = (guint) MIN (dropped->valuedouble, G_MAXINT);

  cJSON_ArrayForEach (event, list)
  {
    g_autoptr (GError) refusal = NULL;

    if (seen++ == PYXIS_MESSAGE_MAX_EVENTS)
      return pyxis_event_read_refuse (error, "it holds more than %d events",
                                      PYXIS_MESSAGE_MAX_EVENTS);
    if (add_event (self, event, began, &refusal))
      continue;
    self->public.n_refused++;
    if (!self->public.refusal)
      self->public.refusal = dup_sentence (refusal);
  }
  return TRUE;
}

static cJSON *
parse_object (const char *json, gsize length, GError **error)
{
  cJSON *root = NULL;

  if (length > PYXIS_MESSAGE_MAX) {
    pyxis_event_read_refuse (error, "it is longer than %d bytes", PYXIS_MESSAGE_MAX);
    return NULL;
  }
  if (!g_utf8_validate (json, (gssize) length, NULL)) {
    pyxis_event_read_refuse (error, "it is not UTF-8");
    return NULL;
  }

  root = cJSON_ParseWithLength (json, length);
  if (!cJSON_IsObject (root)) {
    cJSON_Delete (root);
    pyxis_event_read_refuse (error, "it is no JSON object");
    return NULL;
  }
  return root;
}

static PyxisMessage *
parse (const char *json, gsize length, double began, GError **error)
{
  g_autoptr (PyxisMessage) message = NULL;
  Message *self = NULL;
  cJSON *root = parse_object (json, length, error);
  cJSON *list = NULL;
  gboolean ok = FALSE;

  if (!root)
    return NULL;

  self = g_new0 (Message, 1);
  message = &self->public;
  self->root = root;
  self->details = g_ptr_array_new_with_free_func (free);
  self->public.events = g_array_new (FALSE, FALSE, sizeof (PyxisEventFields));

  list = cJSON_GetObjectItemCaseSensitive (root, "events");
  ok = list ? add_list (self, list, began, error) : add_event (self, root, began, error);
  return ok ? g_steal_pointer (&message) : NULL;
}

PyxisMessage *
pyxis_message_parse (const char *json, gssize length, double began, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *sentence = NULL;
  PyxisMessage *message = NULL;

  g_return_val_if_fail (json, NULL);

  message = parse (json, length < 0 ? strlen (json) : (gsize) length, began, &reason);
  if (!message) {
    sentence = dup_sentence (reason);
    g_set_error_literal (error, reason->domain, reason->code, sentence);
  }
  return message;
}

void
pyxis_message_free (PyxisMessage *message)
{
  Message *self = (Message *) message;

  if (!self)
    return;

  g_array_unref (self->public.events);
  g_ptr_array_unref (self->details);
  cJSON_Delete (self->root);
  g_free (self->public.refusal);
  g_free (self);
}
