/* SPDX-License-Identifier: Apache-2.0 */
#include "view-scripts.h"

#include <cjson/cJSON.h>
#include <math.h>

#include "bridge.h"
#include "view-private.h"

#define ASK "/pyxis/web/js/ask-scripts.js"
#define MAX_ANSWER (4 * 1024 * 1024) /* bytes */

/* Takes both; `json` is nullable. */
static void
answered_with (GTask *task, char *json)
{
  g_autofree char *answer = json;

  if (!answer || strlen (answer) > MAX_ANSWER)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                             "The page does not answer. Reload it, and try again.");
  else
    g_task_return_pointer (task, g_steal_pointer (&answer), g_free);
  g_object_unref (task);
}

static double
get_zoom (PyxisView *self)
{
  WebKitWebView *web_view = pyxis_view_get_web_view (self);

  return web_view ? webkit_web_view_get_zoom_level (web_view) : 1;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value = webkit_web_view_call_async_javascript_function_finish (
    WEBKIT_WEB_VIEW (source), result, &error);

  answered_with (user_data, value ? jsc_value_to_json (value, 0) : NULL);
}

/* `name` is a function of script-elements.js, which is called in its world with the numbers a and b. */
static void
ask (GTask *task, const char *name, double a, double b)
{
  g_autoptr (GBytes) body = g_resources_lookup_data (ASK, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  PyxisView *self = g_task_get_source_object (task);
  GVariantDict arguments;

  if (!pyxis_view_get_web_view (self)) { /* it goes */
    answered_with (task, NULL);
    return;
  }
  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "name", "s", name);
  g_variant_dict_insert (&arguments, "a", "d", a);
  g_variant_dict_insert (&arguments, "b", "d", b);
  webkit_web_view_call_async_javascript_function (
    pyxis_view_get_web_view (self), g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body),
    g_variant_dict_end (&arguments), PYXIS_BRIDGE_WORLD, NULL, g_task_get_cancellable (task),
    answered_cb, task);
}

/* (transfer full) (nullable): the answer; NULL with an error, `absent` for null. */
static cJSON *
finish (GAsyncResult *result, const char *absent, GError **error)
{
  g_autofree char *json = g_task_propagate_pointer (G_TASK (result), error);
  cJSON *answer = json ? cJSON_Parse (json) : NULL;

  if (json && (!answer || cJSON_IsNull (answer))) {
    g_clear_pointer (&answer, cJSON_Delete);
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, absent);
  }
  return answer;
}

static char *
dup_member (cJSON *object, const char *key)
{
  return g_strdup (cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (object, key)));
}

static int
get_pixels (cJSON *object, const char *key, double zoom)
{
  double number = cJSON_GetNumberValue (cJSON_GetObjectItemCaseSensitive (object, key)) * zoom;

  return isfinite (number) ? (int) CLAMP (number, -G_MAXINT16, G_MAXINT16) : 0;
}

void
pyxis_view_get_script_source_async (PyxisView *self,
                                    guint script,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (PYXIS_IS_VIEW (self));

  ask (g_task_new (self, cancellable, callback, user_data), "source", script, 0);
}

PyxisScriptSource *
pyxis_view_get_script_source_finish (PyxisView *self, GAsyncResult *result, GError **error)
{
  PyxisScriptSource *source = NULL;
  cJSON *answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  answer = finish (result, "The script is no longer in the page.", error);
  if (!answer)
    return NULL;
  source = g_new0 (PyxisScriptSource, 1);
  source->address = dup_member (answer, "address");
  source->text = source->address ? NULL : dup_member (answer, "text");
  cJSON_Delete (answer);
  return source;
}

void
pyxis_script_source_free (PyxisScriptSource *self)
{
  g_free (self->address);
  g_free (self->text);
  g_free (self);
}

void
pyxis_view_show_script_async (PyxisView *self,
                              guint script,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (PYXIS_IS_VIEW (self));

  ask (g_task_new (self, cancellable, callback, user_data), "show", script, 0);
}

gboolean
pyxis_view_show_script_finish (PyxisView *self,
                               GAsyncResult *result,
                               GdkRectangle *box,
                               GError **error)
{
  double zoom = get_zoom (self);
  cJSON *answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  answer = finish (result, "The script shows nothing on the page.", error);
  if (!answer)
    return FALSE;
  box->x = get_pixels (answer, "x", zoom);
  box->y = get_pixels (answer, "y", zoom);
  box->width = get_pixels (answer, "width", zoom);
  box->height = get_pixels (answer, "height", zoom);
  cJSON_Delete (answer);
  return TRUE;
}

void
pyxis_view_find_script_async (PyxisView *self,
                              double x,
                              double y,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  double zoom;

  g_return_if_fail (PYXIS_IS_VIEW (self));

  zoom = get_zoom (self);
  ask (g_task_new (self, cancellable, callback, user_data), "at", x / zoom, y / zoom);
}

guint
pyxis_view_find_script_finish (PyxisView *self, GAsyncResult *result, GError **error)
{
  cJSON *answer = NULL;
  guint script = 0;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  answer = finish (result, "The page does not answer.", error);
  if (cJSON_IsNumber (answer) && answer->valuedouble > 0 && answer->valuedouble < G_MAXINT)
    script = (guint) answer->valuedouble;
  cJSON_Delete (answer);
  return script;
}
