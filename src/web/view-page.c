/* SPDX-License-Identifier: Apache-2.0 */
#include "view.h"

#include "view-private.h"

#define LOADED "/pyxis/web/js/loaded.js"

/* What a caller does with the page that a view shows: run a function in it. */

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value = webkit_web_view_call_async_javascript_function_finish (
    WEBKIT_WEB_VIEW (source), result, &error);
  char *json = NULL;

  if (!value) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", error->message);
    return;
  }
  json = jsc_value_to_json (value, 0);
  g_task_return_pointer (task, json ? json : g_strdup ("undefined"), g_free);
}

void
pyxis_view_call_async (PyxisView *self,
                       const char *body,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (PYXIS_IS_VIEW (self));

  webkit_web_view_call_async_javascript_function (pyxis_view_get_web_view (self), body, -1, NULL,
                                                  NULL, NULL, cancellable, called_cb, task);
}

static char *
dup_script (const char *path)
{
  g_autoptr (GBytes) script = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  return g_strndup (g_bytes_get_data (script, NULL), g_bytes_get_size (script));
}

void
pyxis_view_call_loaded_async (PyxisView *self,
                              const char *script,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autofree char *loaded = dup_script (LOADED);
  g_autofree char *rest = script ? dup_script (script) : NULL;
  g_autofree char *body = g_strconcat (loaded, rest, NULL);

  pyxis_view_call_async (self, body, cancellable, callback, user_data);
}

char *
pyxis_view_call_finish (PyxisView *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
