/* SPDX-License-Identifier: Apache-2.0 */
#include "zoom.h"

#include <glib.h>

static void
test_step (void)
{
  static const struct {
    double zoom;
    double larger;
    double smaller;
  } cases[] = {
    { 1, 1.1, 0.9 }, { 0.3, 0.5, 0.3 }, { 3, 3, 2.4 },    { 0.67, 0.8, 0.5 },   { 1.05, 1.1, 1 },
    { 0, 0.3, 0.3 }, { 100, 3, 3 },     { -1, 0.3, 0.3 }, { 1.3301, 1.5, 1.2 }, { 0.95, 1, 0.9 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%g", cases[i].zoom);
    g_assert_cmpfloat (pyxis_zoom_step (cases[i].zoom, 1), ==, cases[i].larger);
    g_assert_cmpfloat (pyxis_zoom_step (cases[i].zoom, -1), ==, cases[i].smaller);
  }
}

static void
test_text (void)
{
  static const struct {
    double zoom;
    const char *text;
  } cases[] = { { 1, "100%" }, { 0.67, "67%" }, { 1.33, "133%" }, { 0.3, "30%" }, { 3, "300%" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = pyxis_zoom_dup_text (cases[i].zoom);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zoom/step", test_step);
  g_test_add_func ("/zoom/text", test_text);
  return g_test_run ();
}
