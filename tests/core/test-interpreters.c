/* SPDX-License-Identifier: Apache-2.0 */
#include "interpreters.h"

/* A page that answers when the test says so. */
typedef struct {
  PyxisInterpreters *interpreters;
  GPtrArray *asked; /* of char: the requests, in their order */
  guint64 ticket;   /* of the last */
  GString *changes;
} Fixture;

#define COME(id) "{\"come\":{\"id\":\"" id "\",\"kind\":\"micropython\",\"where\":\"main\"}}"

static void
ask_cb (const char *id, const char *request, guint64 ticket, gpointer user_data)
{
  Fixture *self = user_data;

  g_ptr_array_add (self->asked, g_strconcat (id, " ", request, NULL));
  self->ticket = ticket;
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  g_string_append_printf (user_data, "%u-%u+%u ", position, removed, added);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->asked = g_ptr_array_new_with_free_func (g_free);
  self->changes = g_string_new (NULL);
  self->interpreters = pyxis_interpreters_new (ask_cb, self);
  g_signal_connect (self->interpreters, "items-changed", G_CALLBACK (changed_cb), self->changes);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->interpreters);
  g_string_free (self->changes, TRUE);
  g_ptr_array_unref (self->asked);
}

static gboolean
hear (Fixture *self, const char *json)
{
  g_autoptr (GError) error = NULL;
  gboolean is_heard = pyxis_interpreters_hear (self->interpreters, json, strlen (json), &error);

  g_assert_true (is_heard == (error == NULL));
  return is_heard;
}

static void
answer (Fixture *self, const char *json)
{
  pyxis_interpreters_answer (self->interpreters, self->ticket, json, json ? strlen (json) : 0);
}

/* (transfer full) */
static PyxisInterpreter *
get_first (Fixture *self)
{
  return g_list_model_get_item (G_LIST_MODEL (self->interpreters), 0);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
call (PyxisInterpreter *interpreter, const char *name, guint timeout, GAsyncResult **result)
{
  const PyxisInterpreterCall question = { name, NULL, timeout };

  pyxis_interpreter_call_async (interpreter, &question, NULL, done_cb, result);
}

/* What came of a call: its value as JSON, or its error's code. */
static void
assert_value (PyxisInterpreter *interpreter, GAsyncResult **result, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  cJSON *value;

  while (!*result)
    g_main_context_iteration (NULL, TRUE);
  value = pyxis_interpreter_call_finish (interpreter, *result, &error);
  json = value ? cJSON_PrintUnformatted (value) : g_strdup_printf ("error %d", error->code);
  g_assert_cmpstr (json, ==, wanted);
  cJSON_Delete (value);
  g_clear_object (result);
}

static void
assert_error (PyxisInterpreter *interpreter, GAsyncResult **result, int code)
{
  g_autofree char *wanted = g_strdup_printf ("error %d", code);

  assert_value (interpreter, result, wanted);
}

static void
test_hear (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *json;
    gboolean is_heard;
  } cases[] = {
    { COME ("0.1"), TRUE },
    { COME ("0.1"), FALSE },
    { "{\"come\":{\"id\":\"1.1\",\"kind\":\"pyodide\",\"where\":\"editor\",\"worker\":1}}", TRUE },
    { "{\"come\":{\"id\":\"1.2\",\"kind\":\"ruby\",\"where\":\"main\"}}", FALSE },
    { "{\"come\":{\"id\":\"\",\"kind\":\"pyodide\",\"where\":\"main\"}}", FALSE },
    { "{\"come\":{\"id\":7,\"kind\":\"pyodide\",\"where\":\"main\"}}", FALSE },
    { "{\"come\":7}", FALSE },
    { "{\"gone\":\"9.9\"}", FALSE },
    { "{\"gone\":\"0.1\"}", TRUE },
    { "[]", FALSE },
    { "no JSON", FALSE },
    { "", FALSE },
  };
  g_autoptr (PyxisInterpreter) left = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].json);
    g_assert_true (hear (self, cases[i].json) == cases[i].is_heard);
  }
  left = get_first (self);
  g_assert_cmpstr (pyxis_interpreter_get_kind (left), ==, "pyodide");
  g_assert_cmpint (pyxis_interpreter_get_place (left), ==, PYXIS_INTERPRETER_EDITOR);
  g_assert_cmpuint (pyxis_interpreter_get_worker (left), ==, 1);
  g_assert_cmpstr (self->changes->str, ==, "0-0+1 1-0+1 0-1+0 ");
}

static void
test_limit (Fixture *self, gconstpointer data)
{
  g_autofree char *name = g_strnfill (20000, 'x');
  g_autofree char *large = g_strconcat ("{\"come\":{\"name\":\"", name, "\"}}", NULL);

  g_assert_false (hear (self, large));
  for (guint i = 0; i < PYXIS_INTERPRETERS_MAX + 10; i++) {
    g_autofree char *json =
      g_strdup_printf ("{\"come\":{\"id\":\"0.%u\",\"kind\":\"pyodide\",\"where\":\"main\"}}", i);

    g_assert_true (hear (self, json) == (i < PYXIS_INTERPRETERS_MAX));
  }
  pyxis_interpreters_clear (self->interpreters);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->interpreters)), ==, 0);
}

static void
test_answers (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *json;
    const char *value;
    int code;
  } cases[] = {
    { "{\"value\":{\"a\":[1]}}", "{\"a\":[1]}", 0 },
    { "{\"value\":null}", "null", 0 },
    { "{\"error\":\"no\"}", NULL, G_IO_ERROR_FAILED },
    { "{}", NULL, G_IO_ERROR_INVALID_DATA },
    { "7", NULL, G_IO_ERROR_INVALID_DATA },
    { "{\"error\":7}", NULL, G_IO_ERROR_INVALID_DATA },
    { "{\"value\":", NULL, G_IO_ERROR_INVALID_DATA },
  };
  g_autoptr (PyxisInterpreter) interpreter = NULL;

  g_assert_true (hear (self, COME ("0.1")));
  interpreter = get_first (self);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    GAsyncResult *result = NULL;

    call (interpreter, "x", 1000, &result);
    answer (self, cases[i].json);
    if (cases[i].value)
      assert_value (interpreter, &result, cases[i].value);
    else
      assert_error (interpreter, &result, cases[i].code);
  }
  g_assert_cmpstr (self->asked->pdata[0], ==, "0.1 {\"call\":\"x\",\"values\":{}}");
}

/* One question at a time, and a late answer is nobody's but makes room for the next. */
static void
test_order (Fixture *self, gconstpointer data)
{
  g_autoptr (PyxisInterpreter) interpreter = NULL;
  GAsyncResult *first = NULL;
  GAsyncResult *second = NULL;
  guint64 ticket;

  g_assert_true (hear (self, COME ("0.1")));
  interpreter = get_first (self);
  call (interpreter, "first", 1, &first);
  call (interpreter, "second", 0, &second);
  g_assert_cmpuint (self->asked->len, ==, 1);
  assert_error (interpreter, &first, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpuint (self->asked->len, ==, 1);
  ticket = self->ticket;
  answer (self, "{\"value\":1}");
  g_assert_cmpuint (self->asked->len, ==, 2);
  pyxis_interpreters_answer (self->interpreters, ticket, "{\"value\":3}", 11);
  answer (self, "{\"value\":2}");
  assert_value (interpreter, &second, "2");
}

static void
test_busy (Fixture *self, gconstpointer data)
{
  g_autoptr (PyxisInterpreter) interpreter = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const PyxisInterpreterCall question = { "endless", NULL, 0 };
  GAsyncResult *endless = NULL;
  GAsyncResult *second = NULL;

  g_assert_true (hear (self, COME ("0.1")));
  interpreter = get_first (self);
  pyxis_interpreter_call_async (interpreter, &question, cancellable, done_cb, &endless);
  while (!pyxis_interpreter_is_busy (interpreter))
    g_main_context_iteration (NULL, TRUE);
  call (interpreter, "second", 60000, &second);
  assert_error (interpreter, &second, G_IO_ERROR_BUSY);
  g_cancellable_cancel (cancellable);
  assert_error (interpreter, &endless, G_IO_ERROR_CANCELLED);
  g_assert_true (pyxis_interpreter_is_busy (interpreter));
  answer (self, "{\"value\":1}");
  g_assert_false (pyxis_interpreter_is_busy (interpreter));
}

/* However it goes, whoever waits is told. */
static void
test_gone (Fixture *self, gconstpointer data)
{
  static const char *const ways[] = { "clear", "gone", "answer", "nobody", "close" };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autoptr (PyxisInterpreter) interpreter = NULL;
    GAsyncResult *first = NULL;
    GAsyncResult *second = NULL;

    g_assert_true (hear (self, COME ("0.1")));
    interpreter = get_first (self);
    call (interpreter, "first", 60000, &first);
    call (interpreter, "second", 60000, &second);
    if (i == 0)
      pyxis_interpreters_clear (self->interpreters);
    else if (i == 1)
      g_assert_true (hear (self, "{\"gone\":\"0.1\"}"));
    else if (i == 2)
      answer (self, "{\"gone\":true}");
    else if (i == 3)
      answer (self, NULL);
    else
      pyxis_interpreters_close (self->interpreters);
    g_test_message ("%s", ways[i]);
    assert_error (interpreter, &first, G_IO_ERROR_CLOSED);
    assert_error (interpreter, &second, G_IO_ERROR_CLOSED);
    g_assert_false (pyxis_interpreter_is_alive (interpreter));
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->interpreters)), ==, 0);
    call (interpreter, "third", 1000, &first);
    assert_error (interpreter, &first, G_IO_ERROR_CLOSED);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/interpreters/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("hear", test_hear);
  ADD ("limit", test_limit);
  ADD ("answers", test_answers);
  ADD ("order", test_order);
  ADD ("busy", test_busy);
  ADD ("gone", test_gone);
  return g_test_run ();
}
