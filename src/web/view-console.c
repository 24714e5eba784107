/* SPDX-License-Identifier: Apache-2.0 */
#include "view-console.h"

#include "view-private.h"

#define FOLDER "/pyxis/web/js/console-"
#define ANSWER_MAX (4 * 1024 * 1024) /* bytes */

/* WebKit waits for the page even if the call is cancelled, and a page that loops never answers: whoever does
 * not want to wait any more is told at once. */
typedef struct {
  GTask *task;        /* NULL: it was told */
  GSource *cancelled; /* (nullable) */
} Question;

static void
question_free (Question *self)
{
  if (self->cancelled)
    g_source_destroy (self->cancelled);
  g_clear_pointer (&self->cancelled, g_source_unref);
  g_clear_object (&self->task);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) self = user_data;
  g_autoptr (JSCValue) value =
    webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (source), result, NULL);
  g_autofree char *json = value && jsc_value_is_string (value) ? jsc_value_to_string (value) : NULL;

  if (!self->task)
    return;
  if (json && strlen (json) <= ANSWER_MAX)
    g_task_return_pointer (self->task, g_steal_pointer (&json), g_free);
  else
    g_task_return_new_error (
      self->task, G_IO_ERROR, G_IO_ERROR_CLOSED,
      "The page gave no answer: it was left or reloaded, or what it answered is too long.");
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Question *self = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                           "The page's answer is not waited for any more.");
  return G_SOURCE_REMOVE;
}

/* Takes it. A page that is stopped performs calls of Python alone. */
static void
refuse_stopped (Question *question)
{
  g_autoptr (GTask) task = g_steal_pointer (&question->task);

  question_free (question);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY,
                           "The page is paused, and its JavaScript with it. Continue first, or ask "
                           "Python.");
}

void
pyxis_view_ask_console_async (PyxisView *self,
                              const char *name,
                              const char *code,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Question *question = g_new0 (Question, 1);
  g_autofree char *path = g_strconcat (FOLDER, name, ".js", NULL);
  g_autoptr (GBytes) body = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GVariantDict arguments;

  g_return_if_fail (PYXIS_IS_VIEW (self) && body);

  question->task = g_task_new (self, cancellable, callback, user_data);
  if (pyxis_breakpoints_has_stopped (pyxis_engine_get_breakpoints (self->engine), 0)) {
    refuse_stopped (question);
    return;
  }
  if (cancellable) {
    question->cancelled = g_cancellable_source_new (cancellable);
    g_source_set_callback (question->cancelled, G_SOURCE_FUNC (cancelled_cb), question, NULL);
    g_source_attach (question->cancelled, NULL);
  }
  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "code", "s", code);
  webkit_web_view_call_async_javascript_function (
    pyxis_view_get_web_view (self), g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body),
    g_variant_dict_end (&arguments), NULL, NULL, NULL, answered_cb, question);
}

char *
pyxis_view_ask_console_finish (PyxisView *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
