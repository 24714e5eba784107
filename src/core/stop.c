/* SPDX-License-Identifier: Apache-2.0 */
#include "stop.h"

#include <math.h>
#include <string.h>

#include "stop-private.h"

#define WORD_MAX 40
#define TEXT_MAX 4096 /* bytes; what is sent is cut at characters before */

static const struct {
  const char *name;
  PyxisPoints point;
} points[] = {
  { "ready", PYXIS_POINT_READY },
  { "done", PYXIS_POINT_DONE },
  { "all-done", PYXIS_POINT_ALL_DONE },
  { "error", PYXIS_POINT_ERROR },
};

/* (nullable) (transfer full) */
static char *
dup_text (const cJSON *fields, const char *key, gsize max)
{
  const char *text = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (fields, key));

  return text && *text && strlen (text) <= max ? g_utf8_make_valid (text, -1) : NULL;
}

static int
get_number (const cJSON *fields, const char *key)
{
  const cJSON *item = cJSON_GetObjectItemCaseSensitive (fields, key);

  return cJSON_IsNumber (item) && item->valuedouble >= 1 && item->valuedouble < G_MAXINT
           ? (int) item->valuedouble
           : 0;
}

/* (transfer full) */
static char *
make_event (const PyxisStop *self, const char *name)
{
  gboolean is_micropython = g_strcmp0 (self->fields.interpreter, "micropython") == 0;

  if (self->point == PYXIS_POINT_ERROR)
    return g_strdup (name);
  if (self->point == PYXIS_POINT_ALL_DONE)
    return g_strdup ("py:all-done");
  return g_strconcat (is_micropython ? "mpy:" : "py:", name, NULL);
}

/* A place or an interpreter that there is none of is left out. */
static char *
dup_one_of (const cJSON *fields, const char *key, const char *const *values)
{
  g_autofree char *text = dup_text (fields, key, WORD_MAX);

  return text && g_strv_contains (values, text) ? g_steal_pointer (&text) : NULL;
}

static void
read_fields (PyxisStop *self, const cJSON *fields)
{
  static const char *const interpreters[] = { "pyodide", "micropython", NULL };
  static const char *const places[] = { "main", "worker", "editor", NULL };

  self->fields = (PyxisEventFields){
    .kind = "breakpoint",
    .t = NAN,
    .interpreter = dup_one_of (fields, "interpreter", interpreters),
    .where = dup_one_of (fields, "where", places),
    .worker = get_number (fields, "worker"),
    .name = dup_text (fields, "name", TEXT_MAX),
    .element = dup_text (fields, "element", TEXT_MAX),
    .script = get_number (fields, "script"),
    .source = dup_text (fields, "source", TEXT_MAX),
    .text = dup_text (fields, "text", TEXT_MAX),
  };
}

PyxisStop *
pyxis_stop_new (const cJSON *fields)
{
  g_autofree char *name = dup_text (fields, "point", WORD_MAX);
  PyxisStop *self = NULL;

  for (gsize i = 0; name && i < G_N_ELEMENTS (points) && !self; i++) {
    if (!g_str_equal (points[i].name, name))
      continue;
    self = g_new0 (PyxisStop, 1);
    self->point = points[i].point;
    self->is_held = cJSON_IsTrue (cJSON_GetObjectItemCaseSensitive (fields, "held"));
    read_fields (self, fields);
    self->event = make_event (self, name);
    g_queue_init (&self->asked);
  }
  return self;
}

/* Who holds it has answered its request. */
void
pyxis_stop_free (PyxisStop *self)
{
  g_queue_clear_full (&self->asked, g_free);
  g_free (self->event);
  g_free ((char *) self->fields.interpreter);
  g_free ((char *) self->fields.where);
  g_free ((char *) self->fields.name);
  g_free ((char *) self->fields.element);
  g_free ((char *) self->fields.source);
  g_free ((char *) self->fields.text);
  g_free (self);
}

PyxisPoints
pyxis_stop_get_point (PyxisStop *self)
{
  return self->point;
}

const char *
pyxis_stop_get_event (PyxisStop *self)
{
  return self->event;
}

gboolean
pyxis_stop_is_held (PyxisStop *self)
{
  return self->is_held;
}

const PyxisEventFields *
pyxis_stop_get_fields (PyxisStop *self)
{
  return &self->fields;
}
