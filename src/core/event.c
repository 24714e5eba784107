/* SPDX-License-Identifier: Apache-2.0 */
#include "event.h"

#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

struct _PyxisEvent {
  GObject parent_instance;

  guint64 seq;
  guint navigation;
  PyxisEventFields fields; /* strings owned */
};

enum {
  PROP_0,
  PROP_SEQ,
  PROP_NAVIGATION,
  PROP_KIND,
  PROP_TIME,
  PROP_INTERPRETER,
  PROP_WHERE,
  PROP_WORKER,
  PROP_NAME,
  PROP_ELEMENT,
  PROP_SOURCE,
  PROP_TEXT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PyxisEvent, pyxis_event, G_TYPE_OBJECT)

/* The shell's own texts name files and addresses, which need not be UTF-8. */
static char *
dup_text (const char *text)
{
  g_autofree char *valid = NULL;

  if (!text)
    return NULL;

  if (!g_utf8_validate (text, -1, NULL)) {
    valid = g_utf8_make_valid (text, -1);
    text = valid;
  }
  return g_strndup (text, pyxis_event_cut (text));
}

static void
pyxis_event_finalize (GObject *object)
{
  PyxisEvent *self = PYXIS_EVENT (object);

  g_free ((char *) self->fields.kind);
  g_free ((char *) self->fields.interpreter);
  g_free ((char *) self->fields.where);
  g_free ((char *) self->fields.name);
  g_free ((char *) self->fields.element);
  g_free ((char *) self->fields.source);
  g_free ((char *) self->fields.text);
  g_free ((char *) self->fields.detail);

  G_OBJECT_CLASS (pyxis_event_parent_class)->finalize (object);
}

static void
pyxis_event_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PyxisEvent *self = PYXIS_EVENT (object);

  switch (prop_id) {
  case PROP_SEQ:
    g_value_set_uint64 (value, self->seq);
    break;
  case PROP_NAVIGATION:
    g_value_set_uint (value, self->navigation);
    break;
  case PROP_KIND:
    g_value_set_string (value, self->fields.kind);
    break;
  case PROP_TIME:
    g_value_set_double (value, self->fields.t);
    break;
  case PROP_INTERPRETER:
    g_value_set_string (value, self->fields.interpreter);
    break;
  case PROP_WHERE:
    g_value_set_string (value, self->fields.where);
    break;
  case PROP_WORKER:
    g_value_set_int (value, self->fields.worker);
    break;
  case PROP_NAME:
    g_value_set_string (value, self->fields.name);
    break;
  case PROP_ELEMENT:
    g_value_set_string (value, self->fields.element);
    break;
  case PROP_SOURCE:
    g_value_set_string (value, self->fields.source);
    break;
  case PROP_TEXT:
    g_value_set_string (value, self->fields.text);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static GParamSpec *
string_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
pyxis_event_class_init (PyxisEventClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pyxis_event_finalize;
  object_class->get_property = pyxis_event_get_property;

  properties[PROP_SEQ] = g_param_spec_uint64 ("seq", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_NAVIGATION] =
    g_param_spec_uint ("navigation", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_KIND] = string_property ("kind");
  properties[PROP_TIME] =
    g_param_spec_double ("time", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  properties[PROP_INTERPRETER] = string_property ("interpreter");
  properties[PROP_WHERE] = string_property ("where");
  properties[PROP_WORKER] = g_param_spec_int ("worker", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_NAME] = string_property ("name");
  properties[PROP_ELEMENT] = string_property ("element");
  properties[PROP_SOURCE] = string_property ("source");
  properties[PROP_TEXT] = string_property ("text");

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pyxis_event_init (PyxisEvent *self)
{
}

PyxisEvent *
pyxis_event_new (guint64 seq, guint navigation, const PyxisEventFields *fields)
{
  PyxisEvent *self = NULL;

  g_return_val_if_fail (fields && fields->kind, NULL);

  self = g_object_new (PYXIS_TYPE_EVENT, NULL);
  self->seq = seq;
  self->navigation = navigation;
  self->fields = *fields;
  self->fields.t = isfinite (fields->t) ? fields->t : 0;
  self->fields.at = isfinite (fields->at) ? fields->at : 0;
  self->fields.kind = dup_text (fields->kind);
  self->fields.interpreter = dup_text (fields->interpreter);
  self->fields.where = dup_text (fields->where);
  self->fields.name = dup_text (fields->name);
  self->fields.element = dup_text (fields->element);
  self->fields.source = dup_text (fields->source);
  self->fields.text = dup_text (fields->text);
  self->fields.detail = g_strdup (fields->detail);
  return self;
}

guint64
pyxis_event_get_seq (PyxisEvent *self)
{
  g_return_val_if_fail (PYXIS_IS_EVENT (self), 0);

  return self->seq;
}

guint
pyxis_event_get_navigation (PyxisEvent *self)
{
  g_return_val_if_fail (PYXIS_IS_EVENT (self), 0);

  return self->navigation;
}

const PyxisEventFields *
pyxis_event_get_fields (PyxisEvent *self)
{
  g_return_val_if_fail (PYXIS_IS_EVENT (self), NULL);

  return &self->fields;
}

char *
pyxis_event_dup_detail (PyxisEvent *self, const char *key)
{
  cJSON *detail = NULL;
  const cJSON *item = NULL;
  char *text = NULL;

  g_return_val_if_fail (PYXIS_IS_EVENT (self) && key, NULL);

  if (!self->fields.detail)
    return NULL;

  detail = cJSON_Parse (self->fields.detail);
  item = cJSON_GetObjectItemCaseSensitive (detail, key);
  if (cJSON_IsString (item))
    text = g_strdup (item->valuestring);
  else if (cJSON_IsBool (item))
    text = g_strdup (cJSON_IsTrue (item) ? "true" : "false");
  else if (cJSON_IsNumber (item))
    text = cJSON_PrintUnformatted (item);
  cJSON_Delete (detail);
  return text;
}

gsize
pyxis_event_get_weight (PyxisEvent *self)
{
  const char *strings[8];
  gsize weight = sizeof (PyxisEvent);

  g_return_val_if_fail (PYXIS_IS_EVENT (self), 0);

  strings[0] = self->fields.kind;
  strings[1] = self->fields.interpreter;
  strings[2] = self->fields.where;
  strings[3] = self->fields.name;
  strings[4] = self->fields.element;
  strings[5] = self->fields.source;
  strings[6] = self->fields.text;
  strings[7] = self->fields.detail;
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    weight += strings[i] ? strlen (strings[i]) + 1 : 0;
  return weight;
}

gsize
pyxis_event_cut (const char *text)
{
  gsize length = strlen (text);

  if (length <= PYXIS_EVENT_TEXT_MAX)
    return length;

  /* The byte after the cut must begin a character, else the cut is inside one. */
  length = PYXIS_EVENT_TEXT_MAX;
  while (length > 0 && (text[length] & 0xC0) == 0x80)
    length--;
  return length;
}
