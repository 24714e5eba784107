/* SPDX-License-Identifier: Apache-2.0 */
#include "failure.h"

struct _PyxisFailure {
  GObject parent_instance;

  PyxisEvent *event;
  PyxisTraceback *traceback;
  PyxisAdvice *advice; /* NULL: nothing is known of it */
  char *line;
  char *page; /* NULL: none was shown */
  char *source;
  int script;
  guint count;
};

enum { PROP_0, PROP_TITLE, PROP_LINE, PROP_COUNT, PROP_HAS_ADVICE, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PyxisFailure, pyxis_failure, G_TYPE_OBJECT)

static void
pyxis_failure_finalize (GObject *object)
{
  PyxisFailure *self = PYXIS_FAILURE (object);

  g_clear_object (&self->event);
  pyxis_traceback_free (self->traceback);
  g_clear_pointer (&self->advice, pyxis_advice_free);
  g_free (self->line);
  g_free (self->page);
  g_free (self->source);

  G_OBJECT_CLASS (pyxis_failure_parent_class)->finalize (object);
}

static void
pyxis_failure_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PyxisFailure *self = PYXIS_FAILURE (object);

  switch (id) {
  case PROP_TITLE:
    g_value_set_string (value, self->advice ? self->advice->title : self->line);
    break;
  case PROP_LINE:
    g_value_set_string (value, self->line);
    break;
  case PROP_COUNT:
    g_value_set_uint (value, self->count);
    break;
  case PROP_HAS_ADVICE:
    g_value_set_boolean (value, self->advice != NULL);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
pyxis_failure_class_init (PyxisFailureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pyxis_failure_finalize;
  object_class->get_property = pyxis_failure_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_LINE] = g_param_spec_string ("line", NULL, NULL, NULL, flags);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 1, G_MAXUINT, 1, flags);
  properties[PROP_HAS_ADVICE] = g_param_spec_boolean ("has-advice", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pyxis_failure_init (PyxisFailure *self)
{
  self->count = 1;
}

PyxisFailure *
pyxis_failure_new (PyxisEvent *event, const char *page)
{
  PyxisFailure *self = g_object_new (PYXIS_TYPE_FAILURE, NULL);

  g_return_val_if_fail (PYXIS_IS_EVENT (event), NULL);

  self->event = g_object_ref (event);
  self->page = g_strdup (page);
  self->source = g_strdup (pyxis_event_get_fields (event)->source);
  self->script = pyxis_event_get_fields (event)->script;
  self->traceback = pyxis_traceback_new_for_event (event);
  self->line = pyxis_exception_dup_line (self->traceback->exceptions->pdata[0]);
  return self;
}

PyxisEvent *
pyxis_failure_get_event (PyxisFailure *self)
{
  g_return_val_if_fail (PYXIS_IS_FAILURE (self), NULL);

  return self->event;
}

const PyxisTraceback *
pyxis_failure_get_traceback (PyxisFailure *self)
{
  g_return_val_if_fail (PYXIS_IS_FAILURE (self), NULL);

  return self->traceback;
}

const char *
pyxis_failure_get_line (PyxisFailure *self)
{
  g_return_val_if_fail (PYXIS_IS_FAILURE (self), NULL);

  return self->line;
}

int
pyxis_failure_get_script (PyxisFailure *self)
{
  g_return_val_if_fail (PYXIS_IS_FAILURE (self), 0);

  return self->script;
}

const char *
pyxis_failure_get_source (PyxisFailure *self)
{
  g_return_val_if_fail (PYXIS_IS_FAILURE (self), NULL);

  return self->source;
}

void
pyxis_failure_set_script (PyxisFailure *self, int script, const char *source)
{
  char *copy = g_strdup (source);

  g_return_if_fail (PYXIS_IS_FAILURE (self));

  g_free (self->source);
  self->source = copy;
  self->script = script;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINE]);
}

const char *
pyxis_failure_get_page (PyxisFailure *self)
{
  g_return_val_if_fail (PYXIS_IS_FAILURE (self), NULL);

  return self->page;
}

const PyxisAdvice *
pyxis_failure_get_advice (PyxisFailure *self)
{
  g_return_val_if_fail (PYXIS_IS_FAILURE (self), NULL);

  return self->advice;
}

void
pyxis_failure_take_advice (PyxisFailure *self, PyxisAdvice *advice)
{
  g_return_if_fail (PYXIS_IS_FAILURE (self));

  g_clear_pointer (&self->advice, pyxis_advice_free);
  self->advice = advice;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_ADVICE]);
}

gboolean
pyxis_failure_merge (PyxisFailure *self, PyxisFailure *other)
{
  g_return_val_if_fail (PYXIS_IS_FAILURE (self) && PYXIS_IS_FAILURE (other), FALSE);

  if (pyxis_event_get_navigation (other->event) != pyxis_event_get_navigation (self->event) ||
      !pyxis_traceback_equal (other->traceback, self->traceback))
    return FALSE;
  self->count++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
  return TRUE;
}
