/* SPDX-License-Identifier: Apache-2.0 */
#include "page-function.h"

#include <jsc/jsc.h>

typedef struct {
  WebKitWebProcessExtension *extension;
  guint64 page_id;
  PyxisPageCall call;
  gpointer user_data;
} Function;

static void
called_cb (const char *path, JSCValue *receive, gpointer user_data)
{
  const Function *self = user_data;
  WebKitWebPage *page = webkit_web_process_extension_get_page (self->extension, self->page_id);

  if (page && path && jsc_value_is_function (receive))
    self->call (page, path, receive, self->user_data);
}

void
pyxis_page_function_add (WebKitWebProcessExtension *extension,
                         WebKitWebPage *page,
                         JSCContext *context,
                         const char *name,
                         PyxisPageCall call,
                         gpointer user_data)
{
  Function *self = g_new0 (Function, 1);
  g_autoptr (JSCValue) function = NULL;

  self->extension = extension;
  self->page_id = webkit_web_page_get_id (page);
  self->call = call;
  self->user_data = user_data;
  function = jsc_value_new_function (context, name, G_CALLBACK (called_cb), self, g_free,
                                     G_TYPE_NONE, 2, G_TYPE_STRING, JSC_TYPE_VALUE);
  jsc_context_set_value (context, name, function);
}
