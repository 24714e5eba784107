/* SPDX-License-Identifier: Apache-2.0 */
#include "address.h"

#include <gio/gio.h>
#include <string.h>

typedef struct {
  const char *uri;
  const char *origin;
  const char *path;
  const char *query;
  gboolean is_folder;
} Accepted;

static const Accepted accepted[] = {
  { "pyxis://app/", "app", "", NULL, TRUE },
  { "pyxis://app/index.html", "app", "index.html", NULL, FALSE },
  { "PYXIS://app/x", "app", "x", NULL, FALSE },
  { "pyxis://APP/x", "app", "x", NULL, FALSE },
  { "pyxis://a-b.example.org/x", "a-b.example.org", "x", NULL, FALSE },
  { "pyxis://0123456789abcdef/x", "0123456789abcdef", "x", NULL, FALSE },
  { "pyxis://app/a/b/c.py", "app", "a/b/c.py", NULL, FALSE },
  { "pyxis://app/a/b/", "app", "a/b", NULL, TRUE },
  { "pyxis://app/a%20b", "app", "a b", NULL, FALSE },
  { "pyxis://app/a b", "app", "a b", NULL, FALSE },
  { "pyxis://app/%C3%BC", "app", "ü", NULL, FALSE },
  { "pyxis://app/ü", "app", "ü", NULL, FALSE },
  { "pyxis://app/%41%6c", "app", "Al", NULL, FALSE },
  { "pyxis://app/%252e%252e/x", "app", "%2e%2e/x", NULL, FALSE },
  { "pyxis://app/%252f", "app", "%2f", NULL, FALSE },
  { "pyxis://app/a%3Fb%23c", "app", "a?b#c", NULL, FALSE },
  { "pyxis://app/a;b=c,d", "app", "a;b=c,d", NULL, FALSE },
  { "pyxis://app/...", "app", "...", NULL, FALSE },
  { "pyxis://app/..a/b..", "app", "..a/b..", NULL, FALSE },
  { "pyxis://app/.env", "app", ".env", NULL, FALSE },
  { "pyxis://app/~", "app", "~", NULL, FALSE },
  { "pyxis://app/*.py", "app", "*.py", NULL, FALSE },
  { "pyxis://app/a:b@c", "app", "a:b@c", NULL, FALSE },
  { "pyxis://app/x?", "app", "x", "", FALSE },
  { "pyxis://app/x?a=1&b=%2F..%00", "app", "x", "a=1&b=%2F..%00", FALSE },
  { "pyxis://app/x?a/../b", "app", "x", "a/../b", FALSE },
  { "pyxis://app/x?a?b", "app", "x", "a?b", FALSE },
  { "pyxis://app/x#a?b", "app", "x", NULL, FALSE },
  { "pyxis://app/x?a#b", "app", "x", "a", FALSE },
  { "pyxis://app/#/../..", "app", "", NULL, TRUE },
  { "pyxis://app/?x", "app", "", "x", TRUE },
  { "pyxis://app/@pyxis/js/x.js", "app", "@pyxis/js/x.js", NULL, FALSE },
};

/* Each with a word of the rule that it breaks, so that no row is refused for another reason. */
static const struct {
  const char *uri;
  const char *rule;
} refused[] = {
  { "", "begin with" },
  { "/", "begin with" },
  { "pyxis", "begin with" },
  { "pyxis:", "begin with" },
  { "pyxis:/app/x", "begin with" },
  { "pyxis:opaque/../x", "begin with" },
  { "xpyxis://app/x", "begin with" },
  { "pyxiss://app/x", "begin with" },
  { "http://app/x", "begin with" },
  { "file:///etc/passwd", "begin with" },
  { " pyxis://app/x", "begin with" },
  { "pyxis://", "no host" },
  { "pyxis:///x", "no host" },
  { "pyxis://?x", "no host" },
  { "pyxis://#x", "no host" },
  { "pyxis:////x", "no host" },
  { "pyxis://app:81/x", "port" },
  { "pyxis://app:/x", "port" },
  { "pyxis://app:0/x", "port" },
  { "pyxis://user@app/x", "user" },
  { "pyxis://user:word@app/x", "user" },
  { "pyxis://@app/x", "user" },
  { "pyxis://app@evil/x", "user" },
  { "pyxis://[::1]/x", "its host" },
  { "pyxis://[::1]:80/x", "its host" },
  { "pyxis://a%70p/x", "its host" },
  { "pyxis://app%00/x", "its host" },
  { "pyxis://app./x", "its host" },
  { "pyxis://.app/x", "its host" },
  { "pyxis://a..b/x", "its host" },
  { "pyxis://./x", "its host" },
  { "pyxis://../x", "its host" },
  { "pyxis://a_b/x", "its host" },
  { "pyxis://a b/x", "its host" },
  { "pyxis://a\tb/x", "its host" },
  { "pyxis://a*b/x", "its host" },
  { "pyxis://äpp/x", "its host" },
  { "pyxis://app\\x", "its host" },
  { "pyxis://app\\@evil/x", "user" },
  { "pyxis://app", "begin with a slash" },
  { "pyxis://app?x", "begin with a slash" },
  { "pyxis://app#/x", "begin with a slash" },
  { "pyxis://app//", "empty part" },
  { "pyxis://app//x", "empty part" },
  { "pyxis://app///", "empty part" },
  { "pyxis://app/a//b", "empty part" },
  { "pyxis://app/a//", "empty part" },
  { "pyxis://app//etc/passwd", "empty part" },
  { "pyxis://app/.", "part “.”" },
  { "pyxis://app/./x", "part “.”" },
  { "pyxis://app/a/.", "part “.”" },
  { "pyxis://app/a/./", "part “.”" },
  { "pyxis://app/..", "part “.”" },
  { "pyxis://app/../x", "part “.”" },
  { "pyxis://app/a/../b", "part “.”" },
  { "pyxis://app/a/..", "part “.”" },
  { "pyxis://app/a/../", "part “.”" },
  { "pyxis://app/%2e%2e/x", "part “.”" },
  { "pyxis://app/%2E%2e/x", "part “.”" },
  { "pyxis://app/.%2e/x", "part “.”" },
  { "pyxis://app/%2e", "part “.”" },
  { "pyxis://app/a%2f..%2fb", "encoded slash" },
  { "pyxis://app/%2f", "encoded slash" },
  { "pyxis://app/%2Fetc/passwd", "encoded slash" },
  { "pyxis://app/..%2f", "encoded slash" },
  { "pyxis://app/x%00.html", "encoded slash or NUL" },
  { "pyxis://app/%00", "encoded slash or NUL" },
  { "pyxis://app/a\\b", "backslash" },
  { "pyxis://app/..\\x", "backslash" },
  { "pyxis://app/%5c", "backslash" },
  { "pyxis://app/..%5C..%5Cx", "backslash" },
  { "pyxis://app/%", "hexadecimal" },
  { "pyxis://app/%4", "hexadecimal" },
  { "pyxis://app/%4?x", "hexadecimal" },
  { "pyxis://app/%4/", "hexadecimal" },
  { "pyxis://app/%zz", "hexadecimal" },
  { "pyxis://app/%-1", "hexadecimal" },
  { "pyxis://app/%%32%65", "hexadecimal" },
  { "pyxis://app/%u002e", "hexadecimal" },
  { "pyxis://app/%0a", "control" },
  { "pyxis://app/a%0d%0aSet-Cookie:x", "control" },
  { "pyxis://app/a\nb", "control" },
  { "pyxis://app/%1f", "control" },
  { "pyxis://app/%7f", "control" },
  { "pyxis://app/%C2%85", "control" },
  { "pyxis://app/%ff", "UTF-8" },
  { "pyxis://app/%C3", "UTF-8" },
  { "pyxis://app/%C0%AE%C0%AE/x", "UTF-8" },
  { "pyxis://app/%E0%80%80", "UTF-8" },
  { "pyxis://app/%C0%AF", "UTF-8" },
  { "pyxis://app/%ED%A0%80", "UTF-8" },
  { "pyxis://app/\xff", "UTF-8" },
  { "pyxis://app/x?a\r\nX: y", "query" },
  { "pyxis://app/x?a b", "query" },
  { "pyxis://app/x?\xff", "query" },
};

static void
test_accepts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (accepted); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisAddress) address = pyxis_address_parse (accepted[i].uri, &error);

    g_test_message ("%s", accepted[i].uri);
    g_assert_no_error (error);
    g_assert_cmpstr (address->origin, ==, accepted[i].origin);
    g_assert_cmpstr (address->path, ==, accepted[i].path);
    g_assert_cmpstr (address->query, ==, accepted[i].query);
    g_assert_cmpint (address->is_folder, ==, accepted[i].is_folder);
  }
}

static void
assert_refused (PyxisAddress *address, const GError *error, const char *rule)
{
  g_assert_null (address);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME);
  g_assert_nonnull (strstr (error->message, rule));
}

static void
test_refuses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (GError) error = NULL;
    PyxisAddress *address = pyxis_address_parse (refused[i].uri, &error);
    g_autofree char *shown = g_strescape (refused[i].uri, NULL);

    g_test_message ("%s", shown);
    assert_refused (address, error, refused[i].rule);
  }
}

/* A request target is the same from the slash on. */
static void
test_targets (void)
{
  static const char *const no_path[] = {
    "", "*", "x", "http://app/x", "pyxis://app/x", "?", "\\x"
  };

  for (guint i = 0; i < G_N_ELEMENTS (accepted); i++) {
    const char *target = strchr (accepted[i].uri + strlen ("pyxis://"), '/');
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisAddress) address = pyxis_address_parse_target (target, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (address->origin, ==, "");
    g_assert_cmpstr (address->path, ==, accepted[i].path);
    g_assert_cmpstr (address->query, ==, accepted[i].query);
    g_assert_cmpint (address->is_folder, ==, accepted[i].is_folder);
  }

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (GError) error = NULL;

    if (g_str_has_prefix (refused[i].uri, "pyxis://app/")) {
      const char *target = refused[i].uri + strlen ("pyxis://app");
      PyxisAddress *address = pyxis_address_parse_target (target, &error);

      assert_refused (address, error, refused[i].rule);
    }
  }

  for (guint i = 0; i < G_N_ELEMENTS (no_path); i++) {
    g_autoptr (GError) error = NULL;
    PyxisAddress *address = pyxis_address_parse_target (no_path[i], &error);

    assert_refused (address, error, "begin with a slash");
  }
}

static void
test_limits (void)
{
  static const struct {
    gsize plain, encoded, query, host;
    const char *rule; /* NULL: accepted */
  } rows[] = {
    { PYXIS_ADDRESS_MAX, 0, 0, 3, NULL },
    { PYXIS_ADDRESS_MAX + 1, 0, 0, 3, "4096" },
    { 0, PYXIS_ADDRESS_MAX, 0, 3, NULL },
    { 0, PYXIS_ADDRESS_MAX + 1, 0, 3, "4096" },
    { 10 * 1024 * 1024, 0, 0, 3, "4096" },
    { 1, 0, 64 * 1024, 3, NULL },
    { 1, 0, 64 * 1024 + 1, 3, "64 KiB" },
    { 1, 0, 0, 253, NULL },
    { 1, 0, 0, 254, "253" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *host = g_strnfill (rows[i].host, 'h');
    g_autofree char *plain = g_strnfill (rows[i].plain, 'a');
    g_autofree char *query = g_strnfill (rows[i].query, 'q');
    g_autoptr (GString) uri = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisAddress) address = NULL;

    g_string_printf (uri, "pyxis://%s/%s", host, plain);
    for (gsize n = 0; n < rows[i].encoded; n++)
      g_string_append (uri, "%41");
    g_string_append_printf (uri, "?%s", query);
    address = pyxis_address_parse (uri->str, &error);

    if (rows[i].rule)
      assert_refused (address, error, rows[i].rule);
    else
      g_assert_no_error (error);
  }
}

static void
test_encodes (void)
{
  static const struct {
    const char *path, *encoded;
  } rows[] = {
    { "", "/" },
    { "a b/ü", "/a%20b/%C3%BC" },
    { "a?b#c%d", "/a%3Fb%23c%25d" },
    { "%2e%2e", "/%252e%252e" },
    { "a+b&c=d;e", "/a+b&c=d;e" },
    { "\"<>`{|}^", "/%22%3C%3E%60%7B%7C%7D%5E" },
    { "...", "/..." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *encoded = pyxis_address_encode_path (rows[i].path);
    g_autoptr (PyxisAddress) back = pyxis_address_parse_target (encoded, NULL);

    g_assert_cmpstr (encoded, ==, rows[i].encoded);
    g_assert_cmpstr (back->path, ==, rows[i].path);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/address/accepts", test_accepts);
  g_test_add_func ("/address/refuses", test_refuses);
  g_test_add_func ("/address/targets", test_targets);
  g_test_add_func ("/address/limits", test_limits);
  g_test_add_func ("/address/encodes", test_encodes);
  return g_test_run ();
}
