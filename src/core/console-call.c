/* SPDX-License-Identifier: Apache-2.0 */
#include "console.h"

#include <string.h>

#include "console-private.h"

#define COMPLETE_TIMEOUT_MS 3000
#define ITEMS_MAX 500
#define ITEM_MAX 1000 /* bytes */

/* A question; `input` is NULL for a completion. */
typedef struct {
  PyxisInterpreter *interpreter; /* NULL: JavaScript */
  PyxisConsoleEntry *input;
} Question;

typedef struct {
  guint start;
  char **items;
} Completion;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_clear_object (&self->interpreter);
  g_clear_object (&self->input);
  g_free (self);
}

static void
completion_free (gpointer data)
{
  Completion *self = data;

  g_strfreev (self->items);
  g_free (self);
}

/* (nullable): a text of an answer; what a page sends may be no UTF-8. (transfer full) */
static char *
dup_text (const cJSON *answer, const char *key)
{
  const char *text = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (answer, key));

  return text ? g_utf8_make_valid (text, -1) : NULL;
}

static const char *
explain (const Question *question, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return error->message;
  return question->interpreter
           ? "What comes of this is not waited for. Python cannot be interrupted: it goes on until "
             "it is done, or until the page is loaded anew."
           : "What comes of this is not waited for. The page may go on with it.";
}

static PyxisConsoleOutcome
take_answer (PyxisConsole *self, const Question *question, const cJSON *answer)
{
  PyxisConsoleOrigin origin = pyxis_console_origin_of (question->interpreter);
  g_autofree char *text = dup_text (answer, "text");
  g_autofree char *words = dup_text (answer, "error");

  if (cJSON_IsTrue (cJSON_GetObjectItemCaseSensitive (answer, "incomplete"))) {
    pyxis_console_remove (self, question->input);
    return PYXIS_CONSOLE_INCOMPLETE;
  }
  if (text)
    pyxis_console_append (self, PYXIS_CONSOLE_RESULT, &origin, text);
  if (words)
    pyxis_console_append (self, PYXIS_CONSOLE_ERROR, &origin, words);
  return PYXIS_CONSOLE_DONE;
}

static void
finish_run (GTask *task, const cJSON *answer, const GError *error)
{
  PyxisConsole *self = g_task_get_source_object (task);
  const Question *question = g_task_get_task_data (task);
  PyxisConsoleOrigin origin = pyxis_console_origin_of (question->interpreter);

  if (answer) {
    g_task_return_int (task, take_answer (self, question, answer));
    return;
  }
  pyxis_console_append (self,
                        g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                          ? PYXIS_CONSOLE_NOTE
                          : PYXIS_CONSOLE_ERROR,
                        &origin, explain (question, error));
  g_task_return_int (task, PYXIS_CONSOLE_LEFT);
}

static Completion *
read_completion (const cJSON *answer)
{
  Completion *self = g_new0 (Completion, 1);
  double start = cJSON_GetNumberValue (cJSON_GetObjectItemCaseSensitive (answer, "start"));
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  const cJSON *item;

  self->start = start >= 0 && start < G_MAXINT ? (guint) start : 0;
  cJSON_ArrayForEach (item, cJSON_GetObjectItemCaseSensitive (answer, "items"))
  {
    const char *name = cJSON_GetStringValue (item);

    if (name && items->len < ITEMS_MAX && strlen (name) <= ITEM_MAX &&
        g_utf8_validate (name, -1, NULL))
      g_ptr_array_add (items, g_strdup (name));
  }
  g_ptr_array_add (items, NULL);
  self->items = (char **) g_ptr_array_steal (items, NULL);
  return self;
}

/* Takes `task` and `error`. */
static void
finish (GTask *task, cJSON *answer, GError *error)
{
  Question *question = g_task_get_task_data (task);

  if (question->input) {
    finish_run (task, answer, error);
    g_clear_error (&error);
  } else if (answer) {
    g_task_return_pointer (task, read_completion (answer), completion_free);
  } else {
    g_task_return_error (task, error);
  }
  cJSON_Delete (answer);
  g_object_unref (task);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  cJSON *answer = pyxis_interpreter_call_finish (PYXIS_INTERPRETER (source), result, &error);

  finish (user_data, answer, error);
}

static void
scripted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PyxisConsole *self = g_task_get_source_object (user_data);
  GError *error = NULL;
  g_autofree char *json = self->scripting->finish (source, result, &error);
  cJSON *answer = json ? cJSON_Parse (json) : NULL;

  if (json && !answer)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "The page answered nothing that Pyxis can read. Reload it.");
  finish (user_data, answer, error);
}

/* Takes `task`. */
static void
ask (GTask *task, const char *name, const char *code, guint timeout)
{
  PyxisConsole *self = g_task_get_source_object (task);
  Question *question = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (question->interpreter) {
    cJSON *values = cJSON_CreateObject ();
    const PyxisInterpreterCall call = { name, values, timeout };

    cJSON_AddStringToObject (values, "code", code);
    pyxis_interpreter_call_async (question->interpreter, &call, cancellable, answered_cb, task);
    cJSON_Delete (values);
  } else if (self->object) {
    self->scripting->ask (self->object, name, code, cancellable, scripted_cb, task);
  } else {
    finish (task, NULL,
            g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "There is no page to ask."));
  }
}

static GTask *
create_task (PyxisConsole *self,
             PyxisInterpreter *interpreter,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  g_set_object (&question->interpreter, interpreter);
  g_task_set_task_data (task, question, question_free);
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

void
pyxis_console_run_async (PyxisConsole *self,
                         PyxisInterpreter *interpreter,
                         const char *code,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task;
  Question *question;
  PyxisConsoleOrigin origin = pyxis_console_origin_of (interpreter);
  g_autofree char *shown = g_strchomp (g_strdup (code));

  g_return_if_fail (PYXIS_IS_CONSOLE (self) && code);

  task = create_task (self, interpreter, cancellable, callback, user_data);
  question = g_task_get_task_data (task);
  question->input = pyxis_console_entry_new (PYXIS_CONSOLE_INPUT, &origin, shown);
  pyxis_console_take (self, g_object_ref (question->input));
  ask (task, "run", code, 0);
}

PyxisConsoleOutcome
pyxis_console_run_finish (PyxisConsole *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), PYXIS_CONSOLE_LEFT);

  return (PyxisConsoleOutcome) g_task_propagate_int (G_TASK (result), NULL);
}

void
pyxis_console_complete_async (PyxisConsole *self,
                              PyxisInterpreter *interpreter,
                              const char *code,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (PYXIS_IS_CONSOLE (self) && code);

  ask (create_task (self, interpreter, cancellable, callback, user_data), "complete", code,
       COMPLETE_TIMEOUT_MS);
}

char **
pyxis_console_complete_finish (PyxisConsole *self,
                               GAsyncResult *result,
                               guint *start,
                               GError **error)
{
  Completion *completion;
  char **items;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  completion = g_task_propagate_pointer (G_TASK (result), error);
  if (!completion)
    return NULL;
  *start = completion->start;
  items = g_steal_pointer (&completion->items);
  completion_free (completion);
  return items;
}
