/* SPDX-License-Identifier: Apache-2.0 */
#include "check-output.h"

#include <fcntl.h>

#include "export.h"
#include "last-words.h"

static gboolean
is_standard (const char *path)
{
  return g_strcmp0 (path, "-") == 0;
}

/* TRUE where nothing is asked for, too. */
static gboolean
begin (PyxisOutputFile **file, const char *path, GError **error)
{
  if (path)
    *file = is_standard (path) ? pyxis_output_file_new_standard (error)
                               : pyxis_output_file_begin (path, error);
  return !path || *file;
}

static gboolean
fail (const char *path, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "Not all could be written to “%s”. Is the disk full?", path);
  return FALSE;
}

/* With a descriptor of its own, which it closes. */
static gboolean
open_stream (PyxisCheckOutput *self, GError **error)
{
  int fd = -1;

  if (!self->events_file)
    return TRUE;
  fd = fcntl (pyxis_output_file_get_fd (self->events_file), F_DUPFD_CLOEXEC, 0);
  self->stream = fd >= 0 ? fdopen (fd, "w") : NULL;
  if (self->stream)
    setvbuf (self->stream, NULL, _IOLBF, 0);
  return self->stream || fail (self->events, error);
}

/* What is not whole stays under no name at all. */
static void
interrupted (gpointer data)
{
  pyxis_check_output_clear (data);
}

gboolean
pyxis_check_output_begin (PyxisCheckOutput *self, GError **error)
{
  if (is_standard (self->events) + is_standard (self->har) + is_standard (self->trace) > 1) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "Only one of --events, --har and --trace can be -, which is standard output.");
    return FALSE;
  }
  if (!begin (&self->events_file, self->events, error) ||
      !begin (&self->har_file, self->har, error) || !begin (&self->trace_file, self->trace, error))
    return FALSE;
  if (!open_stream (self, error))
    return FALSE;
  pyxis_last_words_add (interrupted, self);
  return TRUE;
}

static gboolean
end_events (PyxisCheckOutput *self, GError **error)
{
  gboolean is_written = TRUE;

  if (!self->stream)
    return TRUE;
  is_written = fflush (self->stream) == 0 && !ferror (self->stream);
  is_written = fclose (g_steal_pointer (&self->stream)) == 0 && is_written;
  return is_written ? pyxis_output_file_commit (self->events_file, error)
                    : fail (self->events, error);
}

static gboolean
end_export (PyxisOutputFile *file,
            const char *path,
            PyxisExportFormat format,
            GPtrArray *events,
            GError **error)
{
  PyxisExport export = { .events = events, .format = format };

  return !file || pyxis_export_fill (&export, file, NULL, NULL, NULL) || fail (path, error);
}

gboolean
pyxis_check_output_end (PyxisCheckOutput *self, PyxisEventLog *log, GError **error)
{
  g_autoptr (GPtrArray) events = NULL;

  if (!end_events (self, error))
    return FALSE;
  if (!log)
    return TRUE;
  events = pyxis_export_collect (G_LIST_MODEL (log));
  return end_export (self->har_file, self->har, PYXIS_EXPORT_HAR, events, error) &&
         end_export (self->trace_file, self->trace, PYXIS_EXPORT_TRACE, events, error);
}

void
pyxis_check_output_clear (PyxisCheckOutput *self)
{
  g_clear_pointer (&self->stream, fclose);
  g_clear_pointer (&self->events_file, pyxis_output_file_free);
  g_clear_pointer (&self->har_file, pyxis_output_file_free);
  g_clear_pointer (&self->trace_file, pyxis_output_file_free);
}
