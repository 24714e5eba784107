/* SPDX-License-Identifier: Apache-2.0 */
#include "time-scale.h"

static void
assert_part (PyxisTimeScale *scale, double start, double span)
{
  g_assert_cmpfloat_with_epsilon (pyxis_time_scale_get_start (scale), start, 1e-6);
  g_assert_cmpfloat_with_epsilon (pyxis_time_scale_get_span (scale), span, 1e-6);
}

static void
changed_cb (PyxisTimeScale *scale, gpointer user_data)
{
  ++*(guint *) user_data;
}

/* All of it is seen while it grows; a part that was chosen stays where it is. */
static void
test_end (void)
{
  g_autoptr (PyxisTimeScale) scale = pyxis_time_scale_new ();
  guint n = 0;

  g_signal_connect (scale, "changed", G_CALLBACK (changed_cb), &n);
  assert_part (scale, 0, 1);
  pyxis_time_scale_set_end (scale, 1000);
  pyxis_time_scale_set_end (scale, 1000);
  assert_part (scale, 0, 1000);
  g_assert_cmpuint (n, ==, 1);
  pyxis_time_scale_zoom (scale, 2, 500);
  assert_part (scale, 250, 500);
  pyxis_time_scale_set_end (scale, 3000);
  assert_part (scale, 250, 500);
  pyxis_time_scale_fit (scale);
  assert_part (scale, 0, 3000);
  pyxis_time_scale_set_end (scale, 4000);
  assert_part (scale, 0, 4000);
  /* Another page is shorter. */
  pyxis_time_scale_zoom (scale, 4, 4000);
  pyxis_time_scale_set_end (scale, 100);
  assert_part (scale, 0, 100);
  pyxis_time_scale_set_end (scale, -5);
  assert_part (scale, 0, 1);
}

/* The time below the pointer stays there, as far as there is time. */
static void
test_zoom (void)
{
  static const struct {
    double factor;
    double anchor;
    double start;
    double span;
  } steps[] = {
    { 2, 0, 0, 500 },       { 2, 500, 250, 250 },   { 0.5, 375, 125, 500 }, { 0.1, 200, 0, 1000 },
    { 2, 1000, 500, 500 },  { 2, -9, 500, 250 },    { 2, 9999, 625, 125 },  { 1e9, 700, 699.4, 1 },
    { 1e9, 700, 699.4, 1 }, { 1e-9, 700, 0, 1000 },
  };
  g_autoptr (PyxisTimeScale) scale = pyxis_time_scale_new ();

  pyxis_time_scale_set_end (scale, 1000);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_test_message ("step %" G_GSIZE_FORMAT, i);
    pyxis_time_scale_zoom (scale, steps[i].factor, steps[i].anchor);
    assert_part (scale, steps[i].start, steps[i].span);
  }
}

static void
test_scroll (void)
{
  g_autoptr (PyxisTimeScale) scale = pyxis_time_scale_new ();

  pyxis_time_scale_set_end (scale, 1000);
  pyxis_time_scale_scroll_to (scale, 10);
  assert_part (scale, 0, 1000);
  pyxis_time_scale_zoom (scale, 10, 0);
  pyxis_time_scale_scroll_to (scale, 2000);
  assert_part (scale, 900, 100);
  pyxis_time_scale_reveal (scale, 920, 950);
  assert_part (scale, 900, 100);
  pyxis_time_scale_reveal (scale, 100, 150);
  assert_part (scale, 100, 100);
  pyxis_time_scale_reveal (scale, 180, 230);
  assert_part (scale, 130, 100);
  pyxis_time_scale_reveal (scale, 500, 900);
  assert_part (scale, 500, 100);
}

static void
test_places (void)
{
  g_autoptr (PyxisTimeScale) scale = pyxis_time_scale_new ();

  pyxis_time_scale_set_end (scale, 1000);
  pyxis_time_scale_zoom (scale, 2, 500);
  g_assert_cmpfloat (pyxis_time_scale_to_x (scale, 250, 100), ==, 0);
  g_assert_cmpfloat (pyxis_time_scale_to_x (scale, 750, 100), ==, 100);
  g_assert_cmpfloat (pyxis_time_scale_to_time (scale, 50, 100), ==, 500);
  g_assert_cmpfloat (pyxis_time_scale_to_time (scale, 50, 0), ==, 250);
}

/* No two labels meet, and there are always some. */
static void
test_step (void)
{
  static const struct {
    double end;
    double width;
    double step;
  } cases[] = {
    { 1000, 800, 100 },       { 1000, 801, 100 }, { 1000, 799, 200 },
    { 2000, 800, 200 },       { 5000, 800, 500 }, { 5001, 800, 1000 },
    { 3600000, 800, 500000 }, { 1, 800, 0.1 },    { 1000, 0, 1000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (PyxisTimeScale) scale = pyxis_time_scale_new ();

    pyxis_time_scale_set_end (scale, cases[i].end);
    g_test_message ("%g in %g", cases[i].end, cases[i].width);
    g_assert_cmpfloat_with_epsilon (pyxis_time_scale_get_step (scale, cases[i].width),
                                    cases[i].step, 1e-6);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-scale/end", test_end);
  g_test_add_func ("/time-scale/zoom", test_zoom);
  g_test_add_func ("/time-scale/scroll", test_scroll);
  g_test_add_func ("/time-scale/places", test_places);
  g_test_add_func ("/time-scale/step", test_step);
  return g_test_run ();
}
