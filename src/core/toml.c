/* SPDX-License-Identifier: Apache-2.0 */
#include "toml.h"

#include "toml-scan.h"

#include <gio/gio.h>
#include <jsc/jsc.h>
#include <string.h>

#include "pyxis-core-resources.h"

#define TOML_MAX (1024 * 1024)
#define PARSER "/pyxis/toml.js"

/* A context for one text: what a hostile text does to the objects that its keys name ("[__proto__]")
 * ends with it. */
static JSCValue *
new_parser (JSCContext *context)
{
  g_autoptr (GBytes) script =
    g_resource_lookup_data (pyxis_core_get_resource (), PARSER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (JSCValue) ignored = NULL;

  ignored = jsc_context_evaluate_with_source_uri (
    context, g_bytes_get_data (script, NULL), g_bytes_get_size (script), "resource://" PARSER, 1);
  return jsc_context_get_value (context, "parseToml");
}

/* The JSON of `length` bytes of `text`; NULL with the parser's words in `message`. */
static char *
parse (const char *text, gsize length, char **message)
{
  g_autoptr (JSCContext) context = jsc_context_new ();
  g_autoptr (JSCValue) parser = new_parser (context);
  g_autofree char *part = g_strndup (text, length);
  g_autoptr (JSCValue) result = jsc_value_function_call (parser, G_TYPE_STRING, part, G_TYPE_NONE);
  g_autofree char *json =
    jsc_context_get_exception (context) ? NULL : jsc_value_to_json (result, 0);
  JSCException *exception = jsc_context_get_exception (context);

  if (json && !exception)
    return g_steal_pointer (&json);

  if (message)
    *message = g_strdup (exception ? jsc_exception_get_message (exception) : "it has no JSON form");
  return NULL;
}

static gsize
end_of_statement (PyxisTomlScan *scan, guint index)
{
  return index + 1 < scan->statements->len
           ? g_array_index (scan->statements, PyxisTomlStatement, index + 1).offset
           : scan->clean->len;
}

/* The first statement with which the text up to it cannot be parsed. */
static guint
find_culprit (PyxisTomlScan *scan)
{
  guint good = 0, bad = scan->statements->len;

  while (bad - good > 1) {
    guint middle = good + (bad - good) / 2;
    g_autofree char *json = parse (scan->clean->str, end_of_statement (scan, middle - 1), NULL);

    if (json)
      good = middle;
    else
      bad = middle;
  }

  return bad - 1;
}

static void
fail_at_culprit (PyxisTomlScan *scan, const char *message, GError **error)
{
  g_autofree char *what = g_strdup_printf ("PyScript cannot read this value (%s)", message);
  guint line = 1;

  if (scan->statements->len > 0) {
    guint index = find_culprit (scan);
    line = g_array_index (scan->statements, PyxisTomlStatement, index).line;
  }

  pyxis_toml_scan_fail (
    error, what, line,
    "Text needs quotes, lists need commas and no comments inside, a table in one "
    "line needs spaces within its { } braces, and true and false are written small.");
}

char *
pyxis_toml_to_json (const char *text, GError **error)
{
  g_autoptr (PyxisTomlScan) scan = NULL;
  g_autofree char *message = NULL;
  g_autofree char *json = NULL;

  if (strlen (text) > TOML_MAX || !g_utf8_validate (text, -1, NULL)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "it is no UTF-8 text of at most 1 MiB. Save it as UTF-8.");
    return NULL;
  }

  scan = pyxis_toml_scan_new (text, error);
  if (!scan)
    return NULL;

  json = parse (scan->clean->str, scan->clean->len, &message);
  if (!json)
    fail_at_culprit (scan, message, error);

  return g_steal_pointer (&json);
}
