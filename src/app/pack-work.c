/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-work.h"

#include "icon-drawing.h"
#include "icon-render.h"
#include "icon.h"
#include "installation.h"
#include "pack-format.h"

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

static PyxisContents *
read_contents (PyxisProject *project, gboolean is_shared, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) roots = pyxis_installation_dup_runtime_roots ();
  g_autoptr (PyxisRuntimes) runtimes =
    is_shared ? NULL : pyxis_runtimes_new ((const char *const *) roots);

  return pyxis_contents_new_of_project (project, runtimes, cancellable, error);
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
  PyxisContents *contents = read_contents (job->project, job->is_shared, cancellable, &error);
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
pyxis_pack_read_async (PyxisProject *project,
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
pyxis_pack_read_finish (GAsyncResult *result, GError **error)
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

static guint64
measure (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  guint64 size = 0;

  g_file_measure_disk_usage (file, G_FILE_MEASURE_APPARENT_SIZE, NULL, NULL, NULL, &size, NULL,
                             NULL, NULL);
  return size;
}

gboolean
pyxis_pack_write (PyxisProject *project,
                  const PyxisPackSettings *settings,
                  PyxisCopyProgress *progress,
                  GCancellable *cancellable,
                  PyxisPackWritten *written,
                  GError **error)
{
  const PyxisPackFormat *format = pyxis_pack_format_lookup (settings->format);
  g_autofree char *output = pyxis_pack_settings_dup_output (settings);
  g_autoptr (PyxisKey) key = settings->key ? pyxis_key_load (settings->key, error) : NULL;
  g_autoptr (PyxisContents) contents = NULL;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  PyxisPackOptions options = {
    .output = output,
    .key = key,
    .is_shared = settings->is_shared,
    .cancellable = cancellable,
    .progress = progress,
    .notes = notes,
  };

  if (settings->key && !key)
    return FALSE;
  contents = read_contents (project, settings->is_shared, cancellable, error);
  if (!contents || !pyxis_pack_format_pack (format, contents, &options, error))
    return FALSE;
  written->name = g_strdup (contents->description->name);
  written->id = g_strdup (contents->description->id);
  written->size = measure (output);
  written->notes = g_steal_pointer (&notes);
  return TRUE;
}

void
pyxis_pack_written_clear (PyxisPackWritten *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
}
