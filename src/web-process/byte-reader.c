/* SPDX-License-Identifier: Apache-2.0 */
#include "byte-reader.h"

#include <gio/gunixfdlist.h>
#include <gio/gunixinputstream.h>
#include <jsc/jsc.h>
#include <string.h>
#include <sys/stat.h>

#define NAME "@pyxis/bytes"

/* Of a page, which may be gone before its function is. */
typedef struct {
  WebKitWebProcessExtension *extension;
  guint64 page_id;
} Reader;

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

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JSCValue) receive = user_data;
  g_autoptr (WebKitUserMessage) message =
    webkit_web_page_send_message_to_view_finish (WEBKIT_WEB_PAGE (source), result, NULL);
  JSCContext *context = jsc_value_get_context (receive);
  g_autoptr (JSCValue) array = message ? read_message (context, message) : NULL;
  g_autoptr (JSCValue) answered = NULL;

  if (!array)
    array = jsc_value_new_null (context);
  answered = jsc_value_function_call (receive, JSC_TYPE_VALUE, array, G_TYPE_NONE);
}

static void
read_cb (const char *path, JSCValue *receive, gpointer user_data)
{
  Reader *self = user_data;
  WebKitWebPage *page = webkit_web_process_extension_get_page (self->extension, self->page_id);

  if (page && path && jsc_value_is_function (receive))
    webkit_web_page_send_message_to_view (
      page, webkit_user_message_new ("bytes", g_variant_new ("(s)", path)), NULL, answered_cb,
      g_object_ref (receive));
}

static void
cleared_cb (WebKitScriptWorld *world, WebKitWebPage *page, WebKitFrame *frame, gpointer user_data)
{
  const char *base = user_data;
  WebKitWebProcessExtension *extension = g_object_get_data (G_OBJECT (world), "pyxis-extension");
  const char *uri = webkit_frame_get_uri (frame);
  g_autoptr (JSCContext) context = NULL;
  g_autoptr (JSCValue) function = NULL;
  Reader *reader;

  if (!webkit_frame_is_main_frame (frame) || !uri || !g_str_has_prefix (uri, base) ||
      uri[strlen (base)] != '/')
    return;
  reader = g_new0 (Reader, 1);
  reader->extension = extension;
  reader->page_id = webkit_web_page_get_id (page);
  context = webkit_frame_get_js_context_for_script_world (frame, world);
  function = jsc_value_new_function (context, NAME, G_CALLBACK (read_cb), reader, g_free,
                                     G_TYPE_NONE, 2, G_TYPE_STRING, JSC_TYPE_VALUE);
  jsc_context_set_value (context, NAME, function);
}

void
pyxis_byte_reader_attach (WebKitWebProcessExtension *extension, const char *base)
{
  WebKitScriptWorld *world = webkit_script_world_get_default ();

  g_object_set_data (G_OBJECT (world), "pyxis-extension", extension);
  g_signal_connect_data (world, "window-object-cleared", G_CALLBACK (cleared_cb), g_strdup (base),
                         (GClosureNotify) (void (*) (void)) g_free, 0);
}
