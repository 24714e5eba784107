/* SPDX-License-Identifier: Apache-2.0 */
#include "event.h"

#include <math.h>
#include <string.h>

static const PyxisEventFields full = {
  .kind = "py:ready",
  .t = 1234.56,
  .interpreter = "pyodide",
  .where = "worker",
  .worker = 1,
  .name = "sums",
  .element = "script#s1",
  .script = 3,
  .source = "main.py",
  .text = "a\n\"b\"",
  .detail = "{\"worker\":true,\"n\":2.5,\"s\":\"x\",\"o\":{}}",
};

static const struct {
  const char *name;
  PyxisEventFields fields;
  const char *json;
} lines[] = {
  { "full",
    { .kind = "py:ready",
      .t = 1234.56,
      .interpreter = "pyodide",
      .where = "worker",
      .worker = 1,
      .element = "script#s1",
      .script = 3,
      .source = "main.py",
      .detail = "{\"worker\":true}" },
    "{\"v\":1,\"seq\":17,\"navigation\":1,\"t\":1234.6,\"at\":null,\"kind\":\"py:ready\","
    "\"interpreter\":"
    "\"pyodide\",\"where\":\"worker\",\"worker\":1,\"name\":null,\"element\":\"script#s1\","
    "\"script\":3,\"source\":\"main.py\",\"text\":null,\"detail\":{\"worker\":true}}" },
  { "bare",
    { .kind = "stdout", .t = NAN, .text = "a\nb" },
    "{\"v\":1,\"seq\":17,\"navigation\":1,\"t\":0,\"at\":null,\"kind\":\"stdout\",\"interpreter\":"
    "null,"
    "\"where\":null,\"worker\":null,\"name\":null,\"element\":null,\"script\":null,\"source\":"
    "null,\"text\":\"a\\nb\",\"detail\":null}" },
  { "broken detail",
    { .kind = "console", .t = 2, .detail = "{\"a\":" },
    "{\"v\":1,\"seq\":17,\"navigation\":1,\"t\":2,\"at\":null,\"kind\":\"console\",\"interpreter\":"
    "null,"
    "\"where\":null,\"worker\":null,\"name\":null,\"element\":null,\"script\":null,\"source\":"
    "null,\"text\":null,\"detail\":null}" },
  { "not UTF-8",
    { .kind = "request", .t = 2, .text = "a\xff" },
    "{\"v\":1,\"seq\":17,\"navigation\":1,\"t\":2,\"at\":null,\"kind\":\"request\",\"interpreter\":"
    "null,"
    "\"where\":null,\"worker\":null,\"name\":null,\"element\":null,\"script\":null,\"source\":"
    "null,\"text\":\"a\xef\xbf\xbd\",\"detail\":null}" },
};

static void
test_json (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autoptr (PyxisEvent) event = pyxis_event_new (17, 1, &lines[i].fields);
    g_autofree char *json = pyxis_event_to_json (event);

    g_test_message ("%s", lines[i].name);
    g_assert_cmpstr (json, ==, lines[i].json);
  }
}

static void
test_detail (void)
{
  static const struct {
    const char *key;
    const char *text;
  } rows[] = {
    { "worker", "true" }, { "n", "2.5" }, { "s", "x" }, { "o", NULL }, { "none", NULL }
  };
  g_autoptr (PyxisEvent) event = pyxis_event_new (1, 1, &full);
  PyxisEventFields without = { .kind = "stdout" };
  g_autoptr (PyxisEvent) bare = pyxis_event_new (2, 1, &without);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = pyxis_event_dup_detail (event, rows[i].key);

    g_assert_cmpstr (text, ==, rows[i].text);
  }
  g_assert_null (pyxis_event_dup_detail (bare, "worker"));
}

/* Expressions in .ui files read these. */
static void
test_properties (void)
{
  g_autoptr (PyxisEvent) event = pyxis_event_new (17, 4, &full);
  g_autofree char *kind = NULL;
  g_autofree char *interpreter = NULL;
  g_autofree char *where = NULL;
  g_autofree char *name = NULL;
  g_autofree char *element = NULL;
  g_autofree char *source = NULL;
  g_autofree char *text = NULL;
  guint64 seq = 0;
  guint navigation = 0;
  int worker = 0;
  double t = 0;

  g_object_get (event, "seq", &seq, "navigation", &navigation, "kind", &kind, "time", &t,
                "interpreter", &interpreter, "where", &where, "worker", &worker, "name", &name,
                "element", &element, "source", &source, "text", &text, NULL);
  g_assert_cmpuint (seq, ==, 17);
  g_assert_cmpuint (navigation, ==, 4);
  g_assert_cmpfloat (t, ==, 1234.56);
  g_assert_cmpint (worker, ==, 1);
  g_assert_cmpstr (kind, ==, full.kind);
  g_assert_cmpstr (interpreter, ==, full.interpreter);
  g_assert_cmpstr (where, ==, full.where);
  g_assert_cmpstr (name, ==, full.name);
  g_assert_cmpstr (element, ==, full.element);
  g_assert_cmpstr (source, ==, full.source);
  g_assert_cmpstr (text, ==, full.text);
  g_assert_true (pyxis_event_get_fields (event)->text != full.text);
}

static void
test_cut (void)
{
  static const struct {
    const char *character;
    gsize kept;
  } rows[] = {
    { "x", PYXIS_EVENT_TEXT_MAX },
    { "é", PYXIS_EVENT_TEXT_MAX },
    { "€", PYXIS_EVENT_TEXT_MAX - PYXIS_EVENT_TEXT_MAX % 3 },
    { "😀", PYXIS_EVENT_TEXT_MAX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    PyxisEventFields fields = { .kind = "stdout" };
    g_autoptr (PyxisEvent) event = NULL;

    while (text->len <= PYXIS_EVENT_TEXT_MAX + 8)
      g_string_append (text, rows[i].character);
    fields.text = text->str;
    event = pyxis_event_new (1, 1, &fields);

    g_assert_cmpuint (strlen (pyxis_event_get_fields (event)->text), ==, rows[i].kept);
    g_assert_true (g_utf8_validate (pyxis_event_get_fields (event)->text, -1, NULL));
    g_assert_cmpuint (pyxis_event_get_weight (event), >=, rows[i].kept);
    g_assert_cmpuint (pyxis_event_get_weight (event), <, rows[i].kept + 1024);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/event/json", test_json);
  g_test_add_func ("/event/detail", test_detail);
  g_test_add_func ("/event/properties", test_properties);
  g_test_add_func ("/event/cut", test_cut);

  return g_test_run ();
}
