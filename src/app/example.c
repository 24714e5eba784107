/* SPDX-License-Identifier: Apache-2.0 */
#include "example.h"

struct _PyxisExample {
  GObject parent_instance;

  char *path;
  char *picture; /* NULL: there is none */
  char *name;
  char *sentence;
};

enum { PROP_0, PROP_NAME, PROP_SENTENCE, PROP_SEARCH_TEXT, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisExample, pyxis_example, G_TYPE_OBJECT)

static void
pyxis_example_finalize (GObject *object)
{
  PyxisExample *self = PYXIS_EXAMPLE (object);

  g_free (self->path);
  g_free (self->picture);
  g_free (self->name);
  g_free (self->sentence);

  G_OBJECT_CLASS (pyxis_example_parent_class)->finalize (object);
}

static void
pyxis_example_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PyxisExample *self = PYXIS_EXAMPLE (object);

  switch (id) {
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_SENTENCE:
    g_value_set_string (value, self->sentence);
    break;
  case PROP_SEARCH_TEXT:
    g_value_take_string (value, g_strjoin ("\n", self->name, self->sentence, NULL));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
pyxis_example_class_init (PyxisExampleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pyxis_example_finalize;
  object_class->get_property = pyxis_example_get_property;

  pspecs[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  pspecs[PROP_SENTENCE] = g_param_spec_string ("sentence", NULL, NULL, NULL, flags);
  pspecs[PROP_SEARCH_TEXT] = g_param_spec_string ("search-text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);
}

static void
pyxis_example_init (PyxisExample *self)
{
}

PyxisExample *
pyxis_example_new (const char *path, const char *picture, const PyxisConfiguration *configuration)
{
  PyxisExample *self = g_object_new (PYXIS_TYPE_EXAMPLE, NULL);
  const char *name = pyxis_configuration_get_string (configuration, NULL, "name");
  const char *sentence = pyxis_configuration_get_string (configuration, NULL, "description");

  self->path = g_strdup (path);
  self->picture = g_strdup (picture);
  self->name = name && *name ? g_strdup (name) : g_filename_display_basename (path);
  self->sentence = g_strdup (sentence ? sentence : "");
  return self;
}

const char *
pyxis_example_get_path (PyxisExample *self)
{
  return self->path;
}

const char *
pyxis_example_get_picture (PyxisExample *self)
{
  return self->picture;
}

const char *
pyxis_example_get_name (PyxisExample *self)
{
  return self->name;
}

const char *
pyxis_example_get_sentence (PyxisExample *self)
{
  return self->sentence;
}
