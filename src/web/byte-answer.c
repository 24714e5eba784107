/* SPDX-License-Identifier: Apache-2.0 */
#include "byte-answer.h"

#include <gio/gunixfdlist.h>
#include <gio/gunixoutputstream.h>
#include <sys/mman.h>
#include <unistd.h>

#include "request-report.h"
#include "response.h"

#define METHOD "GET"
#define BYTES_MAX (128 << 20)
#define PIECE (1 << 20)
#define AT_ONCE_MAX 8 /* each holds as much memory as its file; a page that wants more fetches */

static guint n_answers;

/* Of the main thread, as its message is. */
typedef struct {
  PyxisEventLog *log;
  WebKitUserMessage *message;
  char *uri;
  char *tag; /* of the file; "" where it has none */
  gint64 started;
} Answer;

/* Of the thread that reads. */
typedef struct {
  GInputStream *body;
  gsize length;
} Copy;

static void
answer_free (Answer *self)
{
  n_answers--;
  g_object_unref (self->log);
  g_object_unref (self->message);
  g_free (self->uri);
  g_free (self->tag);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static void
copy_free (gpointer data)
{
  Copy *self = data;

  g_object_unref (self->body);
  g_free (self);
}

/* Takes `fd`; -1: nothing is to be had, or nothing new. */
static void
reply (WebKitUserMessage *message, const char *tag, int fd)
{
  g_autoptr (GUnixFDList) list = fd < 0 ? NULL : g_unix_fd_list_new_from_array (&fd, 1);

  webkit_user_message_send_reply (
    message, webkit_user_message_new_with_fd_list ("bytes", g_variant_new ("(s)", tag), list));
}

/* Whether all of it was there. */
static gboolean
copy_all (GInputStream *body, gsize length, int fd)
{
  g_autoptr (GOutputStream) memory = g_unix_output_stream_new (fd, FALSE);
  g_autofree guint8 *piece = g_malloc (PIECE);
  gsize done = 0;

  while (done < length) {
    gssize n = g_input_stream_read (body, piece, MIN (PIECE, length - done), NULL, NULL);

    if (n <= 0 || !g_output_stream_write_all (memory, piece, (gsize) n, NULL, NULL, NULL))
      return FALSE;
    done += (gsize) n;
  }
  return lseek (fd, 0, SEEK_SET) == 0;
}

/* The descriptor, or -1. */
static void
copy_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Copy *self = task_data;
  int fd = memfd_create ("pyxis", MFD_CLOEXEC);

  if (fd >= 0 && !copy_all (self->body, self->length, fd)) {
    close (fd);
    fd = -1;
  }
  g_task_return_int (task, fd);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Answer) self = user_data;

  reply (self->message, self->tag, (int) g_task_propagate_int (G_TASK (result), NULL));
}

static gboolean
may_give (const PyxisResponse *response)
{
  return response->status == 200 && response->length >= 0 && response->length <= BYTES_MAX &&
         (response->place == PYXIS_PLACE_RUNTIME || response->place == PYXIS_PLACE_SNAPSHOT ||
          response->place == PYXIS_PLACE_CODE);
}

static void
response_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Answer) self = user_data;
  g_autoptr (PyxisResponse) response = pyxis_response_new_finish (result, NULL);
  g_autoptr (GTask) task = NULL;
  Copy *read;

  if (response)
    pyxis_request_report (self->log, METHOD, self->uri, NULL, response, self->started);
  self->tag = g_strdup (response ? pyxis_response_get_header (response, "ETag") : NULL);
  if (!self->tag)
    self->tag = g_strdup ("");
  if (!response || !may_give (response)) {
    reply (self->message, self->tag, -1);
    return;
  }
  read = g_new0 (Copy, 1);
  read->body = g_object_ref (response->body);
  read->length = (gsize) response->length;
  task = g_task_new (NULL, NULL, copied_cb, g_steal_pointer (&self));
  g_task_set_task_data (task, read, copy_free);
  g_task_run_in_thread (task, copy_in_thread);
}

void
pyxis_byte_answer (PyxisEngine *engine,
                   WebKitUserMessage *message,
                   const char *path,
                   const char *tag)
{
  Answer *self;
  PyxisTransport transport = pyxis_engine_get_transport (engine);
  PyxisRequest request = { .transport = transport, .method = METHOD, .if_none_match = tag };

  if (n_answers == AT_ONCE_MAX) {
    reply (message, "", -1);
    return;
  }
  n_answers++;
  self = g_new0 (Answer, 1);
  self->log = g_object_ref (pyxis_engine_get_log (engine));
  self->message = g_object_ref (message);
  self->uri = g_strconcat (pyxis_engine_get_base (engine), path, NULL);
  self->started = g_get_monotonic_time ();
  request.uri = transport == PYXIS_TRANSPORT_SCHEME ? self->uri : path;
  pyxis_response_new_async (pyxis_engine_get_resolver (engine), &request, NULL, response_ready_cb,
                            self);
}
