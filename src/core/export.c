/* SPDX-License-Identifier: Apache-2.0 */
#include "export.h"

#include <gio/gunixoutputstream.h>
#include <string.h>

#include "har.h"
#include "trace.h"

#define BUFFER (64 * 1024)

GPtrArray *
pyxis_export_collect (GListModel *log)
{
  guint n = g_list_model_get_n_items (log);
  GPtrArray *events = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (events, g_list_model_get_item (log, i));
  return events;
}

gboolean
pyxis_export_find_format (const char *path, PyxisExportFormat *format)
{
  static const char *const endings[] = { ".jsonl", ".har", ".json" };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i])) {
      *format = (PyxisExportFormat) i;
      return TRUE;
    }
  return FALSE;
}

static gboolean
write_events (GPtrArray *events,
              GOutputStream *output,
              PyxisCopyProgress *progress,
              GCancellable *cancellable,
              GError **error)
{
  for (guint i = 0; i < events->len; i++) {
    g_autofree char *line = pyxis_event_to_json (events->pdata[i]);

    if (!g_output_stream_write_all (output, line, strlen (line), NULL, cancellable, error) ||
        !g_output_stream_write_all (output, "\n", 1, NULL, cancellable, error))
      return FALSE;
    pyxis_copy_progress_add (progress, 1);
  }
  return TRUE;
}

gboolean
pyxis_export_write (const PyxisExport *self,
                    GOutputStream *output,
                    PyxisCopyProgress *progress,
                    GCancellable *cancellable,
                    GError **error)
{
  pyxis_copy_progress_set_total (progress, self->events->len);
  switch (self->format) {
  case PYXIS_EXPORT_HAR:
    return pyxis_har_write (self->events, self->has_secrets, output, progress, cancellable, error);
  case PYXIS_EXPORT_TRACE:
    return pyxis_trace_write (self->events, output, progress, cancellable, error);
  case PYXIS_EXPORT_EVENTS:
  default:
    return write_events (self->events, output, progress, cancellable, error);
  }
}

gboolean
pyxis_export_fill (const PyxisExport *self,
                   PyxisOutputFile *file,
                   PyxisCopyProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GOutputStream) base =
    g_unix_output_stream_new (pyxis_output_file_get_fd (file), FALSE);
  g_autoptr (GOutputStream) output = g_buffered_output_stream_new_sized (base, BUFFER);

  return pyxis_export_write (self, output, progress, cancellable, error) &&
         g_output_stream_flush (output, cancellable, error) &&
         pyxis_output_file_commit (file, error);
}

gboolean
pyxis_export_save (const PyxisExport *self,
                   const char *path,
                   PyxisCopyProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (PyxisOutputFile) file = pyxis_output_file_begin (path, error);

  return file && pyxis_export_fill (self, file, progress, cancellable, error);
}
