/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-reading.h"

#include "icon-drawing.h"
#include "icon-render.h"
#include "icon.h"
#include "pack-work.h"

#define ICON_PIXELS 128

typedef struct {
  PyxisProject *project;
  gboolean is_shared;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->project);
  g_free (job);
}

/* (transfer full) (nullable): the app's own, or the one that is drawn for it. */
static GdkTexture *
load_icon (const PyxisContents *contents)
{
  const PyxisDescription *description = contents->description;
  const char *icon = description->icon;
  g_autofree char *path = icon ? g_strconcat ("app/", icon, NULL) : NULL;
  g_autoptr (GBytes) picture = icon
                                 ? pyxis_contents_load (contents, path, PYXIS_ICON_MAX_SIZE, NULL)
                                 : pyxis_icon_drawing_new (description->id, description->name);
  gboolean is_svg = !icon || g_str_has_suffix (icon, ".svg");
  g_autoptr (GBytes) png = picture ? pyxis_icon_render (picture, is_svg, ICON_PIXELS, NULL) : NULL;

  return png ? gdk_texture_new_from_bytes (png, NULL) : NULL;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  PyxisContents *contents = pyxis_pack_read (job->project, job->is_shared, cancellable, &error);
  PyxisPackReading *reading;

  if (!contents) {
    g_task_return_error (task, error);
    return;
  }
  reading = g_new0 (PyxisPackReading, 1);
  reading->contents = contents;
  reading->icon = load_icon (contents);
  g_task_return_pointer (task, reading, (GDestroyNotify) pyxis_pack_reading_free);
}

void
pyxis_pack_reading_new_async (PyxisProject *project,
                              gboolean is_shared,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->project = g_object_ref (project);
  job->is_shared = is_shared;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, read_in_thread);
}

PyxisPackReading *
pyxis_pack_reading_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pyxis_pack_reading_free (PyxisPackReading *self)
{
  pyxis_contents_free (self->contents);
  g_clear_object (&self->icon);
  g_free (self);
}
