/* SPDX-License-Identifier: Apache-2.0 */
#include "breakpoints.h"

#include "breakpoints-private.h"
#include "random-token.h"

enum { PROP_0, PROP_TOLD, LAST_PROP };
enum { ANSWERED, CHANGED, LAST_SIGNAL };

static GParamSpec *pspecs[LAST_PROP];
static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisBreakpoints, pyxis_breakpoints, G_TYPE_OBJECT)

void
pyxis_breakpoints_emit_changed (PyxisBreakpoints *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_TOLD]);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
pyxis_breakpoints_tell_log (PyxisBreakpoints *self, PyxisStop *stop, gboolean is_stopped)
{
  PyxisEventFields fields = stop->fields;
  const char *state = is_stopped ? "stopped" : "continued";
  cJSON *detail = cJSON_CreateObject ();
  g_autofree char *text = is_stopped ? g_strdup_printf ("Stopped at %s", stop->event)
                                     : g_strdup_printf ("Continued from %s", stop->event);
  g_autofree char *json = NULL;

  cJSON_AddStringToObject (detail, "state", state);
  cJSON_AddStringToObject (detail, "point", stop->event);
  json = cJSON_PrintUnformatted (detail);
  cJSON_Delete (detail);
  fields.text = text;
  fields.detail = json;
  pyxis_event_log_append (self->log, &fields);
}

static void
pyxis_breakpoints_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TOLD)
    g_value_set_uint (value, pyxis_breakpoints_get_told (PYXIS_BREAKPOINTS (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_breakpoints_dispose (GObject *object)
{
  PyxisBreakpoints *self = PYXIS_BREAKPOINTS (object);

  while (self->stops->len > 0)
    pyxis_breakpoints_remove_stop (self, self->stops->pdata[0]);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (pyxis_breakpoints_parent_class)->dispose (object);
}

static void
pyxis_breakpoints_finalize (GObject *object)
{
  PyxisBreakpoints *self = PYXIS_BREAKPOINTS (object);

  g_ptr_array_unref (self->stops);
  g_free (self->token);

  G_OBJECT_CLASS (pyxis_breakpoints_parent_class)->finalize (object);
}

static void
pyxis_breakpoints_class_init (PyxisBreakpointsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = pyxis_breakpoints_dispose;
  object_class->finalize = pyxis_breakpoints_finalize;
  object_class->get_property = pyxis_breakpoints_get_property;

  pspecs[PROP_TOLD] = g_param_spec_uint ("told", NULL, NULL, 0, PYXIS_POINTS_ALL, 0,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);

  signals[ANSWERED] = g_signal_new ("answered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_STRING);
  signals[CHANGED] =
    g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pyxis_breakpoints_init (PyxisBreakpoints *self)
{
  self->stops = g_ptr_array_new_with_free_func ((GDestroyNotify) pyxis_stop_free);
  self->token = pyxis_random_token_make ();
}

PyxisBreakpoints *
pyxis_breakpoints_new (PyxisEventLog *log)
{
  PyxisBreakpoints *self = g_object_new (PYXIS_TYPE_BREAKPOINTS, NULL);

  self->log = g_object_ref (log);
  return self;
}

const char *
pyxis_breakpoints_get_token (PyxisBreakpoints *self)
{
  return self->token;
}

PyxisPoints
pyxis_breakpoints_get_points (PyxisBreakpoints *self)
{
  g_return_val_if_fail (PYXIS_IS_BREAKPOINTS (self), 0);

  return self->points;
}

void
pyxis_breakpoints_set_points (PyxisBreakpoints *self, PyxisPoints points)
{
  g_return_if_fail (PYXIS_IS_BREAKPOINTS (self));

  if (self->points == points)
    return;
  self->points = points;
  pyxis_breakpoints_emit_changed (self);
}

guint
pyxis_breakpoints_get_told (PyxisBreakpoints *self)
{
  if (self->is_leaving)
    return 0;
  if (self->takes_next)
    return PYXIS_POINTS_ALL;
  return self->had_error ? self->points & ~PYXIS_POINT_ERROR : self->points;
}

void
pyxis_breakpoints_set_script (PyxisBreakpoints *self, int script, gboolean is_main)
{
  g_return_if_fail (PYXIS_IS_BREAKPOINTS (self));

  if (self->script == script)
    return;
  self->script = script;
  self->is_main = is_main;
  pyxis_breakpoints_emit_changed (self);
}

int
pyxis_breakpoints_get_script (PyxisBreakpoints *self)
{
  g_return_val_if_fail (PYXIS_IS_BREAKPOINTS (self), 0);

  return self->script;
}

guint
pyxis_breakpoints_get_n_stops (PyxisBreakpoints *self)
{
  guint n = 0;

  g_return_val_if_fail (PYXIS_IS_BREAKPOINTS (self), 0);

  for (guint i = 0; i < self->stops->len; i++)
    n += !((PyxisStop *) self->stops->pdata[i])->is_released;
  return n;
}

PyxisStop *
pyxis_breakpoints_get_stop (PyxisBreakpoints *self)
{
  g_return_val_if_fail (PYXIS_IS_BREAKPOINTS (self), NULL);

  for (guint i = 0; i < self->stops->len; i++)
    if (!((PyxisStop *) self->stops->pdata[i])->is_released)
      return self->stops->pdata[i];
  return NULL;
}

static void
release (PyxisBreakpoints *self, PyxisStop *stop)
{
  stop->is_released = TRUE;
  pyxis_breakpoints_tell_log (self, stop, FALSE);
  pyxis_breakpoints_attend (self, stop);
}

void
pyxis_breakpoints_go_on (PyxisBreakpoints *self, gboolean to_next)
{
  PyxisStop *stop = pyxis_breakpoints_get_stop (self);

  if (!stop)
    return;
  self->takes_next = to_next && pyxis_breakpoints_get_n_stops (self) == 1;
  release (self, stop);
  pyxis_breakpoints_emit_changed (self);
}

void
pyxis_breakpoints_free_page (PyxisBreakpoints *self)
{
  PyxisStop *stop = NULL;

  g_return_if_fail (PYXIS_IS_BREAKPOINTS (self));

  stop = pyxis_breakpoints_find_thread (self, 0);
  if (!stop || stop->is_released)
    return;
  self->is_leaving = TRUE;
  release (self, stop);
  pyxis_breakpoints_emit_changed (self);
}

void
pyxis_breakpoints_set_is_leaving (PyxisBreakpoints *self, gboolean is_leaving)
{
  g_return_if_fail (PYXIS_IS_BREAKPOINTS (self));

  if (self->is_leaving == is_leaving)
    return;
  self->is_leaving = is_leaving;
  pyxis_breakpoints_emit_changed (self);
}

void
pyxis_breakpoints_begin_page (PyxisBreakpoints *self)
{
  g_return_if_fail (PYXIS_IS_BREAKPOINTS (self));

  self->takes_next = FALSE;
  self->had_error = FALSE;
  self->is_leaving = FALSE;
  while (self->stops->len > 0)
    pyxis_breakpoints_remove_stop (self, self->stops->pdata[0]);
  pyxis_breakpoints_emit_changed (self);
}
