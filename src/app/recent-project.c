/* SPDX-License-Identifier: Apache-2.0 */
#include "recent-project.h"

#include <string.h>

#include "shown-path.h"

struct _PyxisRecentProject {
  GObject parent_instance;

  char *path;
  char *name;
  char *place;
  char *thumbnail;
  gint64 time;
  gboolean is_pinned;
  gboolean is_missing;
};

enum {
  PROP_0,
  PROP_NAME,
  PROP_PLACE,
  PROP_SEARCH_TEXT,
  PROP_IS_PINNED,
  PROP_IS_MISSING,
  LAST_PROP
};
enum { THUMBNAIL_CHANGED, LAST_SIGNAL };

static GParamSpec *pspecs[LAST_PROP];
static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisRecentProject, pyxis_recent_project, G_TYPE_OBJECT)

static char *
dup_place (const char *path)
{
  g_autofree char *above = g_path_get_dirname (path);

  return pyxis_shown_path_dup (above);
}

static void
pyxis_recent_project_finalize (GObject *object)
{
  PyxisRecentProject *self = PYXIS_RECENT_PROJECT (object);

  g_free (self->path);
  g_free (self->name);
  g_free (self->place);
  g_free (self->thumbnail);

  G_OBJECT_CLASS (pyxis_recent_project_parent_class)->finalize (object);
}

static void
pyxis_recent_project_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PyxisRecentProject *self = PYXIS_RECENT_PROJECT (object);

  switch (id) {
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_PLACE:
    g_value_set_string (value, self->place);
    break;
  case PROP_SEARCH_TEXT:
    g_value_take_string (value, g_strjoin ("\n", self->name, self->place, self->path, NULL));
    break;
  case PROP_IS_PINNED:
    g_value_set_boolean (value, self->is_pinned);
    break;
  case PROP_IS_MISSING:
    g_value_set_boolean (value, self->is_missing);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
pyxis_recent_project_class_init (PyxisRecentProjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pyxis_recent_project_finalize;
  object_class->get_property = pyxis_recent_project_get_property;

  pspecs[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  pspecs[PROP_PLACE] = g_param_spec_string ("place", NULL, NULL, NULL, flags);
  pspecs[PROP_SEARCH_TEXT] = g_param_spec_string ("search-text", NULL, NULL, NULL, flags);
  pspecs[PROP_IS_PINNED] = g_param_spec_boolean ("is-pinned", NULL, NULL, FALSE, flags);
  pspecs[PROP_IS_MISSING] = g_param_spec_boolean ("is-missing", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);

  signals[THUMBNAIL_CHANGED] =
    g_signal_new ("thumbnail-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);
}

static void
pyxis_recent_project_init (PyxisRecentProject *self)
{
}

PyxisRecentProject *
pyxis_recent_project_new (const char *path, const char *thumbnail)
{
  PyxisRecentProject *self = g_object_new (PYXIS_TYPE_RECENT_PROJECT, NULL);

  self->path = g_strdup (path);
  self->name = g_filename_display_basename (path);
  self->place = dup_place (path);
  self->thumbnail = g_strdup (thumbnail);
  return self;
}

const char *
pyxis_recent_project_get_path (PyxisRecentProject *self)
{
  return self->path;
}

const char *
pyxis_recent_project_get_name (PyxisRecentProject *self)
{
  return self->name;
}

const char *
pyxis_recent_project_get_place (PyxisRecentProject *self)
{
  return self->place;
}

const char *
pyxis_recent_project_get_thumbnail (PyxisRecentProject *self)
{
  return self->thumbnail;
}

gint64
pyxis_recent_project_get_time (PyxisRecentProject *self)
{
  return self->time;
}

gboolean
pyxis_recent_project_is_pinned (PyxisRecentProject *self)
{
  return self->is_pinned;
}

gboolean
pyxis_recent_project_is_missing (PyxisRecentProject *self)
{
  return self->is_missing;
}

void
pyxis_recent_project_set_name (PyxisRecentProject *self, const char *name)
{
  if (!name || !*name || g_str_equal (name, self->name))
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_NAME]);
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_SEARCH_TEXT]);
}

void
pyxis_recent_project_set_time (PyxisRecentProject *self, gint64 time)
{
  self->time = time;
}

void
pyxis_recent_project_set_pinned (PyxisRecentProject *self, gboolean is_pinned)
{
  if (self->is_pinned == is_pinned)
    return;
  self->is_pinned = is_pinned;
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_IS_PINNED]);
}

void
pyxis_recent_project_set_missing (PyxisRecentProject *self, gboolean is_missing)
{
  if (self->is_missing == is_missing)
    return;
  self->is_missing = is_missing;
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_IS_MISSING]);
}

void
pyxis_recent_project_thumbnail_changed (PyxisRecentProject *self)
{
  g_signal_emit (self, signals[THUMBNAIL_CHANGED], 0);
}

int
pyxis_recent_project_compare (PyxisRecentProject *a, PyxisRecentProject *b)
{
  if (a->is_pinned != b->is_pinned)
    return a->is_pinned ? -1 : 1;
  if (a->time != b->time)
    return a->time > b->time ? -1 : 1;
  return strcmp (a->path, b->path);
}
