/* SPDX-License-Identifier: Apache-2.0 */
#include "message.h"

#include <math.h>
#include <string.h>

#include <gio/gio.h>

static const struct {
  const char *json;
  const char *says; /* part of the sentence */
} refused[] = {
  { "", "no JSON object" },
  { "null", "no JSON object" },
  { "\"stdout\"", "no JSON object" },
  { "[{\"kind\":\"stdout\"}]", "no JSON object" },
  { "{\"kind\":\"stdout\"", "no JSON object" },
  { "{\"kind\":\"std\xff\"}", "not UTF-8" },
  { "{\"kind\":\"stdout\",\"text\":\"\\ud800\"}", "no JSON object" },
  { "{}", "no \"kind\"" },
  { "{\"kind\":null}", "no \"kind\"" },
  { "{\"kind\":7}", "\"kind\" is not a string" },
  { "{\"kind\":\"\"}", "cannot say" },
  { "{\"kind\":\"request\"}", "cannot say" },
  { "{\"kind\":\"notice\",\"detail\":{\"code\":\"blocked\"}}", "cannot say" },
  { "{\"kind\":\"vfs\"}", "cannot say" },
  { "{\"kind\":\"download\"}", "cannot say" },
  { "{\"kind\":\"advice\"}", "cannot say" },
  { "{\"kind\":\"page\"}", "cannot say" },
  { "{\"kind\":\"STDOUT\"}", "cannot say" },
  { "{\"kind\":\"ééééééééééééééééééééééééééééééééé\"}", "cannot say" },
  { "{\"kind\":\"stdout\",\"where\":\"native\"}", "\"where\"" },
  { "{\"kind\":\"stdout\",\"interpreter\":\"cpython\"}", "\"interpreter\"" },
  { "{\"kind\":\"stdout\",\"text\":7}", "\"text\" is not a string" },
  { "{\"kind\":\"stdout\",\"text\":{\"a\":1}}", "\"text\" is not a string" },
  { "{\"kind\":\"stdout\",\"name\":false}", "\"name\" is not a string" },
  { "{\"kind\":\"stdout\",\"worker\":\"1\"}", "\"worker\"" },
  { "{\"kind\":\"stdout\",\"worker\":0}", "\"worker\"" },
  { "{\"kind\":\"stdout\",\"worker\":-1}", "\"worker\"" },
  { "{\"kind\":\"stdout\",\"worker\":1.5}", "\"worker\"" },
  { "{\"kind\":\"stdout\",\"script\":1e300}", "\"script\"" },
  { "{\"kind\":\"stdout\",\"at\":\"now\"}", "\"at\"" },
  { "{\"kind\":\"stdout\",\"at\":1e999}", "not finite" },
  { "{\"kind\":\"error\",\"detail\":{\"frames\":[{\"line\":-1e999}]}}", "not finite" },
  { "{\"kind\":\"stdout\",\"detail\":[]}", "\"detail\" is not an object" },
  { "{\"kind\":\"stdout\",\"detail\":\"{}\"}", "\"detail\" is not an object" },
  { "{\"kind\":\"stdout\",\"detail\":{\"a\":[[[[[[[[1]]]]]]]]}}", "nested" },
  { "{\"events\":{}}", "\"events\" is not a list" },
  { "{\"events\":7,\"kind\":\"stdout\"}", "\"events\" is not a list" },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisMessage) message = NULL;
    g_autofree char *escaped = g_strescape (refused[i].json, NULL);

    g_test_message ("%s", escaped);
    message = pyxis_message_parse (refused[i].json, -1, 0, &error);
    g_assert_null (message);
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    g_assert_nonnull (strstr (error->message, refused[i].says));
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  }
}

static void
test_fields (void)
{
  static const char json[] =
    "{\"kind\":\"py:ready\",\"at\":1500.5,\"interpreter\":\"pyodide\",\"where\":\"worker\","
    "\"worker\":2,\"name\":\"sums\",\"element\":\"script#s1\",\"script\":3,\"source\":\"main."
    "py\","
    "\"text\":null,\"detail\":{\"worker\":true},\"more\":[1]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisMessage) message = pyxis_message_parse (json, -1, 1000, &error);
  const PyxisEventFields *fields = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (message->events->len, ==, 1);
  fields = &g_array_index (message->events, PyxisEventFields, 0);
  g_assert_cmpstr (fields->kind, ==, "py:ready");
  g_assert_cmpfloat (fields->t, ==, 500.5);
  g_assert_cmpstr (fields->interpreter, ==, "pyodide");
  g_assert_cmpstr (fields->where, ==, "worker");
  g_assert_cmpint (fields->worker, ==, 2);
  g_assert_cmpstr (fields->name, ==, "sums");
  g_assert_cmpstr (fields->element, ==, "script#s1");
  g_assert_cmpint (fields->script, ==, 3);
  g_assert_cmpstr (fields->source, ==, "main.py");
  g_assert_null (fields->text);
  g_assert_cmpstr (fields->detail, ==, "{\"worker\":true}");
}

static void
test_time (void)
{
  static const struct {
    const char *json;
    double t;
  } rows[] = {
    { "{\"kind\":\"stdout\",\"at\":1000}", 0 },   { "{\"kind\":\"stdout\",\"at\":10}", 0 },
    { "{\"kind\":\"stdout\",\"at\":-1e30}", 0 },  { "{\"kind\":\"stdout\",\"at\":1001.25}", 1.25 },
    { "{\"kind\":\"stdout\",\"at\":null}", NAN }, { "{\"kind\":\"stdout\"}", NAN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (PyxisMessage) message = pyxis_message_parse (rows[i].json, -1, 1000, NULL);
    double t = g_array_index (message->events, PyxisEventFields, 0).t;

    if (isnan (rows[i].t))
      g_assert_true (isnan (t));
    else
      g_assert_cmpfloat (t, ==, rows[i].t);
  }
}

static void
test_list (void)
{
  static const char json[] = "{\"dropped\":12,\"events\":[{\"kind\":\"stdout\",\"text\":\"a\"},"
                             "{\"kind\":\"vfs\"},7,{\"kind\":\"stderr\",\"text\":\"b\"}]}";
  g_autoptr (PyxisMessage) message = pyxis_message_parse (json, -1, 0, NULL);

  g_assert_cmpuint (message->events->len, ==, 2);
  g_assert_cmpstr (g_array_index (message->events, PyxisEventFields, 1).text, ==, "b");
  g_assert_cmpuint (message->n_dropped, ==, 12);
  g_assert_cmpuint (message->n_refused, ==, 2);
  g_assert_nonnull (strstr (message->refusal, "vfs"));
}

static void
test_limits (void)
{
  g_autoptr (GString) many = g_string_new ("{\"events\":[{\"kind\":\"stdout\"}");
  g_autoptr (GString) deep = g_string_new ("{\"kind\":\"stdout\",\"detail\":");
  g_autoptr (GString) large = g_string_new ("{\"kind\":\"stdout\",\"text\":\"");
  g_autoptr (GString) cut = g_string_new ("{\"kind\":\"error\",\"detail\":{\"message\":\"");
  g_autoptr (PyxisMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  const char *detail = NULL;

  for (int i = 0; i < PYXIS_MESSAGE_MAX_EVENTS; i++)
    g_string_append (many, ",{\"kind\":\"stdout\"}");
  g_string_append (many, "]}");
  g_assert_null (pyxis_message_parse (many->str, -1, 0, &error));
  g_assert_nonnull (strstr (error->message, "more than"));
  g_clear_error (&error);

  for (int i = 0; i < 200000; i++)
    g_string_append (deep, "{\"a\":");
  g_assert_null (pyxis_message_parse (deep->str, -1, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);

  while (large->len < PYXIS_MESSAGE_MAX)
    g_string_append (large, "xxxxxxxxxxxxxxxx");
  g_string_append (large, "\"}");
  g_assert_null (pyxis_message_parse (large->str, -1, 0, &error));
  g_assert_nonnull (strstr (error->message, "longer than"));
  g_clear_error (&error);

  while (cut->len < PYXIS_EVENT_TEXT_MAX * 2)
    g_string_append (cut, "€");
  g_string_append (cut, "\"}}");
  message = pyxis_message_parse (cut->str, -1, 0, &error);
  g_assert_no_error (error);
  detail = g_array_index (message->events, PyxisEventFields, 0).detail;
  g_assert_cmpuint (strlen (detail), ==,
                    PYXIS_EVENT_TEXT_MAX - PYXIS_EVENT_TEXT_MAX % 3 +
                      strlen ("{\"message\":\"\"}"));
  g_assert_true (g_utf8_validate (detail, -1, NULL));
}

/* The bridge hands over a length, and the bytes behind it are none of the message. */
static void
test_length (void)
{
  static const char json[] = "{\"kind\":\"stdout\"}garbage";
  g_autoptr (PyxisMessage) message = pyxis_message_parse (json, 17, 0, NULL);

  g_assert_nonnull (message);
  g_assert_cmpuint (message->events->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/message/refused", test_refused);
  g_test_add_func ("/message/fields", test_fields);
  g_test_add_func ("/message/time", test_time);
  g_test_add_func ("/message/list", test_list);
  g_test_add_func ("/message/limits", test_limits);
  g_test_add_func ("/message/length", test_length);

  return g_test_run ();
}
