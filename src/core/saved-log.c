/* SPDX-License-Identifier: Apache-2.0 */
#include "saved-log.h"

#include <string.h>

#define CHUNK (256 * 1024)

typedef struct {
  PyxisEventLog *log;
  GByteArray *line;     /* what there is of the line that is being read */
  gboolean is_too_long; /* its rest is not held */
  guint64 n_lines;
  guint64 n_events;
  guint64 n_left_out;
  guint64 first; /* the number of the first line that was left out */
  char *reason;  /* why */
} Reader;

static void
leave_out (Reader *self, const char *reason)
{
  if (self->n_left_out++ > 0)
    return;
  self->first = self->n_lines;
  self->reason = g_strdup (reason);
}

/* Old editors end lines with \r\n. */
static gboolean
is_blank (const GByteArray *line)
{
  for (guint i = 0; i < line->len; i++)
    if (!g_ascii_isspace (line->data[i]))
      return FALSE;
  return TRUE;
}

static void
end_line (Reader *self, gboolean is_cut)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisEvent) event = NULL;

  self->n_lines++;
  if (self->is_too_long) {
    leave_out (self, "it is longer than any line of a log");
  } else if (!is_blank (self->line)) {
    event = pyxis_event_new_from_json ((const char *) self->line->data, self->line->len, &error);
    if (!event)
      leave_out (self, is_cut ? "the file ends in its middle" : error->message);
    else if (!pyxis_event_log_restore (self->log, event))
      leave_out (self, "its number is not above that of the line before");
    else
      self->n_events++;
  }
  self->is_too_long = FALSE;
  g_byte_array_set_size (self->line, 0);
}

static void
take (Reader *self, const char *data, gsize length)
{
  if (self->line->len + length > PYXIS_SAVED_LOG_LINE_MAX) {
    self->is_too_long = TRUE;
    g_byte_array_set_size (self->line, 0);
  }
  if (!self->is_too_long)
    g_byte_array_append (self->line, (const guint8 *) data, (guint) length);
}

static void
take_chunk (Reader *self, const char *data, gsize length)
{
  const char *end = data + length;

  while (data < end) {
    const char *newline = memchr (data, '\n', (gsize) (end - data));

    take (self, data, (gsize) ((newline ? newline : end) - data));
    if (newline)
      end_line (self, FALSE);
    data = newline ? newline + 1 : end;
  }
}

static gboolean
read_all (Reader *self,
          GInputStream *stream,
          PyxisCopyProgress *progress,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *chunk = g_malloc (CHUNK);
  gssize n;

  while ((n = g_input_stream_read (stream, chunk, CHUNK, cancellable, error)) > 0) {
    take_chunk (self, chunk, (gsize) n);
    pyxis_copy_progress_add (progress, (gsize) n);
  }
  if (n == 0 && (self->line->len > 0 || self->is_too_long))
    end_line (self, TRUE);
  return n == 0;
}

/* (transfer full) (nullable) */
static char *
dup_remark (const Reader *self)
{
  if (self->n_left_out == 0)
    return NULL;
  if (self->n_left_out == 1)
    return g_strdup_printf ("Line %" G_GUINT64_FORMAT " was left out: %s.", self->first,
                            self->reason);
  return g_strdup_printf ("%" G_GUINT64_FORMAT
                          " lines were left out, the first of them line %" G_GUINT64_FORMAT ": %s.",
                          self->n_left_out, self->first, self->reason);
}

static gboolean
check_found (const Reader *self, GError **error)
{
  if (self->n_events > 0)
    return TRUE;
  if (self->n_left_out == 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "It is empty.");
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "It holds no event of Pyxis; line %" G_GUINT64_FORMAT " is none: %s.", self->first,
                 self->reason);
  return FALSE;
}

PyxisEventLog *
pyxis_saved_log_read (GInputStream *stream,
                      PyxisCopyProgress *progress,
                      GCancellable *cancellable,
                      char **remark,
                      GError **error)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (GByteArray) line = g_byte_array_new ();
  Reader reader = { .log = log, .line = line };
  gboolean is_read = FALSE;

  *remark = NULL;
  is_read =
    read_all (&reader, stream, progress, cancellable, error) && check_found (&reader, error);
  if (is_read)
    *remark = dup_remark (&reader);
  g_free (reader.reason);
  return is_read ? g_steal_pointer (&log) : NULL;
}

/* A pipe may have no end. */
static GInputStream *
open_file (const char *path, PyxisCopyProgress *progress, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                       G_FILE_QUERY_INFO_NONE, NULL, error);

  if (!info)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "It is no ordinary file.");
    return NULL;
  }
  pyxis_copy_progress_set_total (progress, (gsize) g_file_info_get_size (info));
  stream = g_file_read (file, NULL, error);
  return (GInputStream *) g_steal_pointer (&stream);
}

PyxisEventLog *
pyxis_saved_log_load (const char *path,
                      PyxisCopyProgress *progress,
                      GCancellable *cancellable,
                      char **remark,
                      GError **error)
{
  g_autoptr (GInputStream) stream = open_file (path, progress, error);
  g_autofree char *name = g_filename_display_basename (path);
  PyxisEventLog *log = NULL;

  *remark = NULL;
  if (stream)
    log = pyxis_saved_log_read (stream, progress, cancellable, remark, error);
  if (!log)
    g_prefix_error (error, "“%s” could not be read. ", name);
  return log;
}
