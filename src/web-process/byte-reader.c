/* SPDX-License-Identifier: Apache-2.0 */
#include "byte-reader.h"

#include <gio/gunixfdlist.h>
#include <gio/gunixinputstream.h>
#include <jsc/jsc.h>
#include <sys/stat.h>
#include <unistd.h>

#include "page-function.h"

#define NAME "@pyxis/bytes"

void
pyxis_byte_reader_ask (WebKitWebPage *page,
                       const char *path,
                       const char *tag,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  webkit_web_page_send_message_to_view (
    page, webkit_user_message_new ("bytes", g_variant_new ("(ss)", path, tag)), NULL, callback,
    user_data);
}

/* The descriptor that `message` brings, and how much is behind it; -1: it brings none. */
static int
take_descriptor (WebKitUserMessage *message, gsize *length)
{
  GUnixFDList *list = message ? webkit_user_message_get_fd_list (message) : NULL;
  int fd = list && g_unix_fd_list_get_length (list) == 1 ? g_unix_fd_list_get (list, 0, NULL) : -1;
  struct stat status;

  if (fd < 0)
    return -1;
  if (fstat (fd, &status) != 0) {
    close (fd);
    return -1;
  }
  *length = (gsize) status.st_size;
  return fd;
}

/* (transfer full) (nullable): all of it. */
static JSCValue *
read_message (JSCContext *context, WebKitUserMessage *message)
{
  gsize length;
  int fd = take_descriptor (message, &length);
  g_autoptr (GInputStream) stream = fd >= 0 ? g_unix_input_stream_new (fd, TRUE) : NULL;
  g_autoptr (JSCValue) array = NULL;
  gsize done = 0;

  if (!stream)
    return NULL;
  array = jsc_value_new_typed_array (context, JSC_TYPED_ARRAY_UINT8, length);
  if (!jsc_value_is_typed_array (array) ||
      !g_input_stream_read_all (stream, jsc_value_typed_array_get_data (array, NULL), length, &done,
                                NULL, NULL) ||
      done < length)
    return NULL;
  return g_steal_pointer (&array);
}

JSCValue *
pyxis_byte_reader_ask_finish (WebKitWebPage *page,
                              GAsyncResult *result,
                              JSCContext *context,
                              char **tag)
{
  g_autoptr (WebKitUserMessage) message =
    webkit_web_page_send_message_to_view_finish (page, result, NULL);
  GVariant *parameters = message ? webkit_user_message_get_parameters (message) : NULL;

  if (tag && parameters)
    g_variant_get (parameters, "(s)", tag);
  else if (tag)
    *tag = g_strdup ("");
  return message ? read_message (context, message) : NULL;
}

/* A file that a page reads piece by piece. Its memory is given back once it is read: the page's function for it, which is
 * small, is collected much later. */
typedef struct {
  GInputStream *stream; /* (nullable): it was read */
  gsize left;
} File;

static void
file_free (gpointer data)
{
  File *self = data;

  g_clear_object (&self->stream);
  g_free (self);
}

/* The page's call for the next bytes: how many there were, as many as it wants or as are left. */
static guint
next_cb (JSCValue *array, guint wanted, gpointer user_data)
{
  File *self = user_data;
  gsize length = 0;
  gsize done = 0;
  void *data;

  if (!self->stream || !jsc_value_is_typed_array (array) ||
      jsc_value_typed_array_get_type (array) != JSC_TYPED_ARRAY_UINT8)
    return 0;
  data = jsc_value_typed_array_get_data (array, &length);
  if (!data)
    return 0;
  length = MIN (MIN (wanted, length), self->left);
  if (!g_input_stream_read_all (self->stream, data, length, &done, NULL, NULL) || done < length)
    self->left = 0;
  else
    self->left -= done;
  if (self->left == 0)
    g_clear_object (&self->stream);
  return (guint) done;
}

/* (transfer full): the page's function for what is behind `fd`, which is taken. */
static JSCValue *
create_next (JSCContext *context, int fd, gsize length)
{
  File *file = g_new0 (File, 1);

  file->stream = g_unix_input_stream_new (fd, TRUE);
  file->left = length;
  return jsc_value_new_function (context, NULL, G_CALLBACK (next_cb), file, file_free, G_TYPE_UINT,
                                 2, JSC_TYPE_VALUE, G_TYPE_UINT);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JSCValue) receive = user_data;
  g_autoptr (WebKitUserMessage) message =
    webkit_web_page_send_message_to_view_finish (WEBKIT_WEB_PAGE (source), result, NULL);
  gsize length = 0;
  int fd = take_descriptor (message, &length);
  g_autoptr (JSCValue) next = NULL;
  g_autoptr (JSCValue) answered = NULL;

  if (fd < 0) {
    answered = jsc_value_function_call (receive, G_TYPE_NONE);
    return;
  }
  next = create_next (jsc_value_get_context (receive), fd, length);
  answered = jsc_value_function_call (receive, G_TYPE_DOUBLE, (double) length, JSC_TYPE_VALUE, next,
                                      G_TYPE_NONE);
}

static void
read_cb (WebKitWebPage *page, const char *path, JSCValue *receive, gpointer user_data)
{
  pyxis_byte_reader_ask (page, path, "", answered_cb, g_object_ref (receive));
}

void
pyxis_byte_reader_add (WebKitWebProcessExtension *extension,
                       WebKitWebPage *page,
                       JSCContext *context)
{
  pyxis_page_function_add (extension, page, context, NAME, read_cb, NULL);
}
