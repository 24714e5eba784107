/* SPDX-License-Identifier: Apache-2.0 */
#include "filter.h"

#include <cjson/cJSON.h>

static const char *const hosts[] = { "api.example.org", "*.example.net", NULL };
static const char *const prefixes[] = { "https://cdn.example/npm/@pyscript/core", NULL };

/* What a filter with these rules does to an address, as WebKit reads them: the last rule that
 * matches decides. */
static gboolean
is_blocked (const char *rules, const char *uri)
{
  cJSON *list = cJSON_Parse (rules);
  const cJSON *rule = NULL;
  gboolean blocked = FALSE;

  g_assert_nonnull (list);
  cJSON_ArrayForEach (rule, list)
  {
    const cJSON *trigger = cJSON_GetObjectItemCaseSensitive (rule, "trigger");
    const cJSON *action = cJSON_GetObjectItemCaseSensitive (rule, "action");
    const char *pattern =
      cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (trigger, "url-filter"));
    const char *type = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (action, "type"));

    if (g_regex_match_simple (pattern, uri, 0, 0))
      blocked = g_str_equal (type, "block");
  }
  cJSON_Delete (list);
  return blocked;
}

static void
test_rules (void)
{
  static const struct {
    const char *uri;
    gboolean blocked;
  } cases[] = {
    { "pyxis://p0123/index.html", FALSE },
    { "pyxis://p0123/", FALSE },
    { "blob:pyxis://p0123/1234", FALSE },
    { "data:text/plain,x", FALSE },
    { "https://cdn.example/npm/@pyscript/core@0.7.31/dist/core.js", FALSE },
    { "https://api.example.org/a", FALSE },
    { "wss://api.example.org/", FALSE },
    { "https://a.b.example.net/", FALSE },
    { "http://api.example.org/", TRUE },
    { "https://api.example.org:8443/", TRUE },
    { "https://apixexample.org/", TRUE },
    { "https://api.example.org.evil.com/", TRUE },
    { "https://evil.com/.example.net/", TRUE },
    { "https://evil.com:1/?.example.net/", TRUE },
    { "https://evil.com/?https://api.example.org/", TRUE },
    { "https://example.net/", TRUE },
    { "https://notexample.net/", TRUE },
    { "pyxis://p01234/index.html", TRUE },
    { "pyxis://p0123.evil/index.html", TRUE },
    { "https://cdnXexample/npm/@pyscript/core", TRUE },
    { "https://evil.example/?pyxis://p0123/", TRUE },
    { "https://evil.example/blob:", TRUE },
    { "http://cdn.example/npm/@pyscript/core", TRUE },
    { "ws://127.0.0.1:1/", TRUE },
    { "file:///etc/passwd", TRUE },
  };
  g_autofree char *rules = pyxis_filter_make_rules ("pyxis://p0123", prefixes, hosts);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].uri);
    g_assert_cmpint (is_blocked (rules, cases[i].uri), ==, cases[i].blocked);
  }
}

static void
compiled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static WebKitUserContentFilter *
load (const char *dir, const char *rules, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pyxis_filter_load_async (dir, rules, NULL, compiled_cb, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  return pyxis_filter_load_finish (result, error);
}

/* WebKit's own compiler accepts the rules, the second call loads what the first one saved, and rules
 * that are none fail with a sentence. */
static void
test_compile (void)
{
  g_autofree char *dir = g_dir_make_tmp ("pyxis-filter-XXXXXX", NULL);
  g_autofree char *rules = pyxis_filter_make_rules ("http://127.0.0.1:50000", prefixes, hosts);
  g_autofree char *command = g_strdup_printf ("rm -r %s", dir);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 2; i++) {
    WebKitUserContentFilter *filter = load (dir, rules, &error);

    g_assert_no_error (error);
    webkit_user_content_filter_unref (filter);
  }
  g_assert_null (load (dir, "[{\"trigger\":{\"url-filter\":\"(\"}}]", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter/rules", test_rules);
  g_test_add_func ("/filter/compile", test_compile);
  return g_test_run ();
}
