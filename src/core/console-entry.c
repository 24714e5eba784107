/* SPDX-License-Identifier: Apache-2.0 */
#include "console-entry.h"

#include <string.h>

#include "event-kind.h"

struct _PyxisConsoleEntry {
  GObject parent_instance;

  PyxisConsoleKind kind;
  gboolean has_origin;
  PyxisConsoleOrigin origin; /* its strings are owned */
  char *text;
  gint64 time;
};

enum { PROP_0, PROP_KIND, PROP_TEXT, PROP_TIME, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisConsoleEntry, pyxis_console_entry, G_TYPE_OBJECT)

static void
pyxis_console_entry_finalize (GObject *object)
{
  PyxisConsoleEntry *self = PYXIS_CONSOLE_ENTRY (object);

  g_free ((char *) self->origin.interpreter);
  g_free ((char *) self->origin.name);
  g_free (self->text);

  G_OBJECT_CLASS (pyxis_console_entry_parent_class)->finalize (object);
}

static void
pyxis_console_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PyxisConsoleEntry *self = PYXIS_CONSOLE_ENTRY (object);

  if (id == PROP_KIND)
    g_value_set_uint (value, self->kind);
  else if (id == PROP_TEXT)
    g_value_set_string (value, self->text);
  else if (id == PROP_TIME)
    g_value_set_int64 (value, self->time);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_console_entry_class_init (PyxisConsoleEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pyxis_console_entry_finalize;
  object_class->get_property = pyxis_console_entry_get_property;

  pspecs[PROP_KIND] = g_param_spec_uint ("kind", NULL, NULL, 0, PYXIS_CONSOLE_NOTE, 0,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_TIME] = g_param_spec_int64 ("time", NULL, NULL, 0, G_MAXINT64, 0,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);
}

static void
pyxis_console_entry_init (PyxisConsoleEntry *self)
{
  self->time = g_get_real_time ();
}

PyxisConsoleOrigin
pyxis_console_origin_of (PyxisInterpreter *interpreter)
{
  if (!interpreter)
    return (PyxisConsoleOrigin){ NULL };
  return (PyxisConsoleOrigin){
    .interpreter = pyxis_interpreter_get_kind (interpreter),
    .worker = pyxis_interpreter_get_worker (interpreter),
    .name = pyxis_interpreter_get_name (interpreter),
    .is_editor = pyxis_interpreter_get_place (interpreter) == PYXIS_INTERPRETER_EDITOR,
  };
}

PyxisConsoleEntry *
pyxis_console_entry_new (PyxisConsoleKind kind, const PyxisConsoleOrigin *origin, const char *text)
{
  PyxisConsoleEntry *self = g_object_new (PYXIS_TYPE_CONSOLE_ENTRY, NULL);

  self->kind = kind;
  self->text = g_strndup (text, pyxis_event_cut (text));
  self->has_origin = origin != NULL;
  if (origin) {
    self->origin = *origin;
    self->origin.interpreter = g_strdup (origin->interpreter);
    self->origin.name = g_strdup (origin->name);
  }
  return self;
}

static PyxisConsoleKind
get_kind (const PyxisEventFields *fields)
{
  static const PyxisConsoleKind kinds[] = { PYXIS_CONSOLE_OUTPUT, PYXIS_CONSOLE_WARNING,
                                            PYXIS_CONSOLE_ERROR };

  return kinds[pyxis_event_kind_get_severity (fields)];
}

/* (transfer full) (nullable): a worker of the page's own that has no name is known by its file. */
static char *
dup_name (const PyxisEventFields *fields)
{
  if (fields->worker <= 0)
    return NULL;
  if (fields->name || fields->interpreter || !fields->source)
    return g_strdup (fields->name);
  return g_path_get_basename (fields->source);
}

PyxisConsoleEntry *
pyxis_console_entry_new_for_event (PyxisEvent *event)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);
  g_autofree char *name = dup_name (fields);
  const PyxisConsoleOrigin origin = {
    .interpreter = fields->interpreter,
    .worker = (guint) MAX (fields->worker, 0),
    .name = name,
    .is_editor = g_strcmp0 (fields->where, "editor") == 0,
  };

  if (pyxis_event_kind_get_group (fields->kind) != PYXIS_GROUP_OUTPUT &&
      !g_str_equal (fields->kind, "error"))
    return NULL;
  return pyxis_console_entry_new (get_kind (fields), &origin, fields->text ? fields->text : "");
}

PyxisConsoleKind
pyxis_console_entry_get_kind (PyxisConsoleEntry *self)
{
  g_return_val_if_fail (PYXIS_IS_CONSOLE_ENTRY (self), PYXIS_CONSOLE_NOTE);

  return self->kind;
}

const char *
pyxis_console_entry_get_text (PyxisConsoleEntry *self)
{
  g_return_val_if_fail (PYXIS_IS_CONSOLE_ENTRY (self), NULL);

  return self->text;
}

const PyxisConsoleOrigin *
pyxis_console_entry_get_origin (PyxisConsoleEntry *self)
{
  g_return_val_if_fail (PYXIS_IS_CONSOLE_ENTRY (self), NULL);

  return self->has_origin ? &self->origin : NULL;
}

gint64
pyxis_console_entry_get_time (PyxisConsoleEntry *self)
{
  g_return_val_if_fail (PYXIS_IS_CONSOLE_ENTRY (self), 0);

  return self->time;
}

gsize
pyxis_console_entry_get_weight (PyxisConsoleEntry *self)
{
  g_return_val_if_fail (PYXIS_IS_CONSOLE_ENTRY (self), 0);

  return sizeof (PyxisConsoleEntry) + strlen (self->text);
}
