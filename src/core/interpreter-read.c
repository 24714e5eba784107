/* SPDX-License-Identifier: Apache-2.0 */
#include "interpreter-read.h"

/* As resources/js/interpreter-files.js. */
#define PART_MAX (768 * 1024)
#define TIMEOUT_MS 10000
#define TRIES_MAX 4

typedef struct {
  char *path;
  gsize max;
  gboolean wants_all;
  PyxisCopyProgress *progress;
  GByteArray *bytes;
  double size; /* of the file, when its first piece was read */
  double mtime;
  guint n_tries;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_pointer (&self->progress, pyxis_copy_progress_unref);
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_free (self->path);
  g_free (self);
}

static void read_next (GTask *task);

/* From its start. Takes `task`. */
static void
begin (GTask *task)
{
  Reading *self = g_task_get_task_data (task);

  g_byte_array_set_size (self->bytes, 0);
  if (self->progress)
    pyxis_copy_progress_set_done (self->progress, 0);
  if (self->n_tries++ < TRIES_MAX) {
    read_next (task);
    return;
  }
  g_task_return_new_error (
    task, G_IO_ERROR, G_IO_ERROR_BUSY,
    "Python writes to “%s” all the time. Try again when it has done its work.", self->path);
  g_object_unref (task);
}

/* FALSE: there is no such answer. */
static gboolean
read_part (const cJSON *answer, double *size, double *mtime, GBytes **bytes)
{
  const cJSON *size_item = cJSON_GetObjectItemCaseSensitive (answer, "size");
  const cJSON *mtime_item = cJSON_GetObjectItemCaseSensitive (answer, "mtime");
  const char *text = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (answer, "bytes"));
  gsize length = 0;
  guchar *data;

  if (!cJSON_IsNumber (size_item) || !cJSON_IsNumber (mtime_item) || !text ||
      !(size_item->valuedouble >= 0))
    return FALSE;
  *size = size_item->valuedouble;
  *mtime = mtime_item->valuedouble;
  data = g_base64_decode (text, &length);
  *bytes = g_bytes_new_take (data, length);
  return length <= PART_MAX;
}

/* Whether there is nothing left to be read. */
static gboolean
take_part (Reading *self, GBytes *part)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (part, &size);
  gsize wanted = MIN (self->max, self->size);

  size = MIN (size, wanted - self->bytes->len);
  if (size > 0)
    g_byte_array_append (self->bytes, data, size);
  if (self->progress)
    pyxis_copy_progress_set_done (self->progress, self->bytes->len);
  return self->bytes->len >= wanted;
}

/* Of the first piece. FALSE: all of it would be too much. */
static gboolean
note_size (Reading *self, double size, double mtime, GError **error)
{
  self->size = size;
  self->mtime = mtime;
  if (self->progress)
    pyxis_copy_progress_set_total (self->progress, MIN (self->max, size));
  if (!self->wants_all || size <= self->max)
    return TRUE;
  g_set_error (
    error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
    "“%s” is larger than %d MiB: let Python write it to /vfs, or to a folder that you give it.",
    self->path, PYXIS_INTERPRETER_READ_MAX / 1024 / 1024);
  return FALSE;
}

/* (nullable) (transfer full) */
static GBytes *
finish_part (Reading *self, const cJSON *answer, gboolean *is_same, GError **error)
{
  g_autoptr (GBytes) part = NULL;
  double size, mtime;

  if (!read_part (answer, &size, &mtime, &part)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "The page answered nothing that Pyxis can read. Reload it.");
    return NULL;
  }
  if (self->bytes->len == 0 && !note_size (self, size, mtime, error))
    return NULL;
  *is_same = size == self->size && mtime == self->mtime;
  return g_steal_pointer (&part);
}

static void
part_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *self = g_task_get_task_data (task);
  GError *error = NULL;
  cJSON *answer = pyxis_interpreter_call_finish (PYXIS_INTERPRETER (source), result, &error);
  gboolean is_same = FALSE;
  g_autoptr (GBytes) part = answer ? finish_part (self, answer, &is_same, &error) : NULL;

  cJSON_Delete (answer);
  if (error)
    g_task_return_error (task, error);
  else if (is_same && take_part (self, part))
    g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes)),
                           (GDestroyNotify) g_bytes_unref);
  else if (is_same && g_bytes_get_size (part) > 0)
    read_next (g_steal_pointer (&task));
  else
    begin (g_steal_pointer (&task));
}

/* Takes `task`. */
static void
read_next (GTask *task)
{
  Reading *self = g_task_get_task_data (task);
  cJSON *values = cJSON_CreateObject ();
  const PyxisInterpreterCall call = { "read", values, TIMEOUT_MS };

  cJSON_AddStringToObject (values, "path", self->path);
  cJSON_AddNumberToObject (values, "at", self->bytes->len);
  cJSON_AddNumberToObject (values, "n", MIN (PART_MAX, self->max - self->bytes->len));
  pyxis_interpreter_call_async (g_task_get_source_object (task), &call,
                                g_task_get_cancellable (task), part_cb, task);
  cJSON_Delete (values);
}

void
pyxis_interpreter_read_async (PyxisInterpreter *interpreter,
                              const PyxisInterpreterRead *read,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (interpreter, cancellable, callback, user_data);
  Reading *self = g_new0 (Reading, 1);

  self->path = g_strdup (read->path);
  self->wants_all = read->max == 0;
  self->max = self->wants_all ? PYXIS_INTERPRETER_READ_MAX : read->max;
  self->progress = read->progress ? pyxis_copy_progress_ref (read->progress) : NULL;
  self->bytes = g_byte_array_new ();
  g_task_set_task_data (task, self, reading_free);
  begin (task);
}

GBytes *
pyxis_interpreter_read_finish (PyxisInterpreter *interpreter, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, interpreter), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
