/* SPDX-License-Identifier: Apache-2.0 */
#include "view-opened.h"

#include <cjson/cJSON.h>

#include "bridge.h"
#include "view-parts.h"
#include "view-private.h"

#define TELL "/pyxis/web/js/tell-opened.js"

/* What a page was told that may go before it hears it. */
typedef struct {
  PyxisView *view;
  GPtrArray *paths;
  guint page;
} Telling;

static void
telling_free (Telling *self)
{
  g_object_unref (self->view);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Telling, telling_free)

/* It went, or made an end of what tells it: then it is its own loss. */
static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Telling) telling = user_data;
  PyxisView *self = telling->view;
  g_autoptr (JSCValue) value =
    webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (source), result, NULL);

  if (!value && telling->page != self->opened.page) {
    g_ptr_array_add (telling->paths, NULL);
    pyxis_view_tell_opened (self, (const char *const *) telling->paths->pdata);
  }
}

static void
deliver (PyxisView *self)
{
  g_autoptr (GBytes) body = g_resources_lookup_data (TELL, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  Telling *telling;
  GVariantDict arguments;
  cJSON *detail = NULL;
  char *json = NULL;

  if (!self->opened.is_heard || self->opened.paths->len == 0)
    return;
  telling = g_new0 (Telling, 1);
  telling->view = g_object_ref (self);
  telling->paths = g_steal_pointer (&self->opened.paths);
  telling->page = self->opened.page;
  self->opened.paths = g_ptr_array_new_with_free_func (g_free);
  detail = cJSON_CreateStringArray ((const char *const *) telling->paths->pdata,
                                    (int) telling->paths->len);
  json = cJSON_PrintUnformatted (detail);
  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "paths", "s", json);
  webkit_web_view_call_async_javascript_function (
    self->web_view, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body),
    g_variant_dict_end (&arguments), NULL, NULL, NULL, told_cb, telling);
  cJSON_free (json);
  cJSON_Delete (detail);
}

static void
message_cb (WebKitUserContentManager *content, JSCValue *value, gpointer user_data)
{
  PyxisView *self = user_data;

  self->opened.is_heard = TRUE;
  deliver (self);
}

static void
withdrawn_cb (PyxisView *self)
{
  self->opened.is_heard = FALSE;
  self->opened.page++;
}

void
pyxis_view_opened_attach (PyxisView *self)
{
  self->opened.paths = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect_object (webkit_web_view_get_user_content_manager (self->web_view),
                           "script-message-received::" PYXIS_BRIDGE_OPENED_HANDLER,
                           G_CALLBACK (message_cb), self, 0);
  g_signal_connect (self, "withdrawn", G_CALLBACK (withdrawn_cb), NULL);
}

void
pyxis_view_tell_opened (PyxisView *self, const char *const *paths)
{
  g_return_if_fail (PYXIS_IS_VIEW (self));

  for (gsize i = 0; paths[i]; i++)
    g_ptr_array_add (self->opened.paths, g_strdup (paths[i]));
  if (self->opened.paths->len > PYXIS_VIEW_OPENED_MAX)
    g_ptr_array_remove_range (self->opened.paths, 0,
                              self->opened.paths->len - PYXIS_VIEW_OPENED_MAX);
  deliver (self);
}
