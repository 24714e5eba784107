/* SPDX-License-Identifier: Apache-2.0 */
#include "byte-reader.h"

#include <gio/gunixfdlist.h>
#include <gio/gunixinputstream.h>
#include <jsc/jsc.h>
#include <sys/stat.h>

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

/* (transfer full) (nullable): what is behind the descriptor of `message`, which is taken. */
static JSCValue *
read_message (JSCContext *context, WebKitUserMessage *message)
{
  GUnixFDList *list = webkit_user_message_get_fd_list (message);
  int fd = list && g_unix_fd_list_get_length (list) == 1 ? g_unix_fd_list_get (list, 0, NULL) : -1;
  g_autoptr (GInputStream) stream = fd >= 0 ? g_unix_input_stream_new (fd, TRUE) : NULL;
  g_autoptr (JSCValue) array = NULL;
  struct stat status;
  gsize length;
  gsize done = 0;

  if (!stream || fstat (fd, &status) != 0)
    return NULL;
  length = (gsize) status.st_size;
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

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JSCValue) receive = user_data;
  JSCContext *context = jsc_value_get_context (receive);
  g_autoptr (JSCValue) array =
    pyxis_byte_reader_ask_finish (WEBKIT_WEB_PAGE (source), result, context, NULL);
  g_autoptr (JSCValue) answered = NULL;

  if (!array)
    array = jsc_value_new_null (context);
  answered = jsc_value_function_call (receive, JSC_TYPE_VALUE, array, G_TYPE_NONE);
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
