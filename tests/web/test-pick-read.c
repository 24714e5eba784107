/* SPDX-License-Identifier: Apache-2.0 */
#include <gtk/gtk.h>
#include <string.h>

#include "pick-request-private.h"

/* What a page can send in place of a wish: each is refused, or read as far as it makes sense. */
static const struct {
  const char *json;
  gboolean is_wish;
} cases[] = {
  { "{\"kind\":\"directory\",\"mode\":\"read\"}", TRUE },
  { "{\"kind\":\"open\",\"mode\":\"read\",\"types\":7,\"multiple\":\"yes\"}", TRUE },
  { "{\"kind\":\"save\",\"mode\":\"readwrite\",\"suggestedName\":{}}", TRUE },
  { "{\"kind\":\"permission\",\"mode\":\"readwrite\",\"token\":[]}", TRUE },
  { "{\"kind\":\"directory\",\"mode\":\"read\",\"id\":5,\"startIn\":null,\"more\":1}", TRUE },
  { "", FALSE },
  { "null", FALSE },
  { "[]", FALSE },
  { "{", FALSE },
  { "{}", FALSE },
  { "{\"kind\":\"directory\"}", FALSE },
  { "{\"kind\":\"directory\",\"mode\":\"all\"}", FALSE },
  { "{\"kind\":\"socket\",\"mode\":\"read\"}", FALSE },
  { "{\"kind\":[\"directory\"],\"mode\":\"read\"}", FALSE },
};

static PyxisPick *
read_text (const char *json)
{
  return pyxis_pick_read (json, strlen (json));
}

static void
test_wishes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (PyxisPick) pick = read_text (cases[i].json);

    g_test_message ("%s", cases[i].json);
    g_assert_true ((pick != NULL) == cases[i].is_wish);
    if (pick)
      g_assert_false (pick->is_active || pick->is_multiple);
  }
}

/* A page that sends the message itself: its user opens a file for reading only, and saves one only. */
static void
test_forged (void)
{
  g_autoptr (PyxisPick) open_pick =
    read_text ("{\"kind\":\"open\",\"mode\":\"readwrite\",\"multiple\":true}");
  g_autoptr (PyxisPick) save =
    read_text ("{\"kind\":\"save\",\"mode\":\"readwrite\",\"multiple\":true}");
  g_autoptr (PyxisPick) folder =
    read_text ("{\"kind\":\"directory\",\"mode\":\"readwrite\",\"multiple\":true}");

  g_assert_cmpint (open_pick->mode, ==, PYXIS_GRANT_READ);
  g_assert_true (open_pick->is_multiple);
  g_assert_false (save->is_multiple || folder->is_multiple);
  g_assert_cmpint (folder->mode, ==, PYXIS_GRANT_READWRITE);
}

/* A name is no path, and hides nothing. */
static void
test_names (void)
{
  static const struct {
    const char *suggested;
    const char *expected;
  } names[] = {
    { "report.csv", "report.csv" },
    { "../../.bashrc", "bashrc" },
    { "/etc/passwd", "passwd" },
    { "..", "download" },
    { "", NULL },
    { "a\\\\b", "ab" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *json = g_strdup_printf (
      "{\"kind\":\"save\",\"mode\":\"readwrite\",\"suggestedName\":\"%s\"}", names[i].suggested);
    g_autoptr (PyxisPick) pick = read_text (json);

    g_assert_nonnull (pick);
    g_assert_cmpstr (pick->suggested_name, ==, names[i].expected);
  }
}

static void
test_filters (void)
{
  g_autoptr (PyxisPick) pick =
    read_text ("{\"kind\":\"open\",\"mode\":\"read\",\"excludeAcceptAllOption\":true,\"types\":["
               "{\"description\":\"Texts\",\"accept\":{\"text/plain\":[\".txt\",\".md\"]}},"
               "{\"accept\":{\"image/png\":\".png\"}},{\"accept\":{}},{\"accept\":[]},5,"
               "{\"description\":\"Odd\",\"accept\":{\"none\":[\"txt\",\"./x\",\".\",7]}}]}");
  g_autoptr (PyxisPick) open_to_all = read_text ("{\"kind\":\"open\",\"mode\":\"read\","
                                                 "\"excludeAcceptAllOption\":true,\"types\":[]}");

  g_assert_cmpuint (pick->filters->len, ==, 3);
  g_assert_cmpstr (gtk_file_filter_get_name (pick->filters->pdata[0]), ==, "Texts");
  g_assert_cmpstr (gtk_file_filter_get_name (pick->filters->pdata[1]), ==, "image/png");
  g_assert_false (pick->accepts_all);
  g_assert_true (open_to_all->accepts_all);
}

static void
test_limits (void)
{
  g_autofree char *long_text = g_strnfill (PYXIS_PICK_MESSAGE_MAX, 'x');
  g_autofree char *too_long = g_strdup_printf (
    "{\"kind\":\"save\",\"mode\":\"readwrite\",\"suggestedName\":\"%s\"}", long_text);
  g_autoptr (GString) types = g_string_new ("{\"kind\":\"open\",\"mode\":\"read\",\"types\":[");
  g_autoptr (PyxisPick) pick = NULL;

  g_assert_null (read_text (too_long));
  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (types, "%s{\"accept\":{\"text/plain\":\".t%u\"}}", i ? "," : "", i);
  g_string_append (types, "]}");
  pick = read_text (types->str);
  g_assert_cmpuint (pick->filters->len, ==, 32);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pick-read/wishes", test_wishes);
  g_test_add_func ("/pick-read/forged", test_forged);
  g_test_add_func ("/pick-read/names", test_names);
  g_test_add_func ("/pick-read/filters", test_filters);
  g_test_add_func ("/pick-read/limits", test_limits);
  return g_test_run ();
}
