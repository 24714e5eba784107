/* SPDX-License-Identifier: Apache-2.0 */
#include "elapsed.h"

/* In UTC: `now` is Wednesday, 2026-11-18, 12:00:00. */
#define NOW G_GINT64_CONSTANT (1795003200)
#define HOUR 3600
#define DAY (24 * HOUR)

static const struct {
  gint64 then;
  const char *expected;
} cases[] = {
  { 0, "" },
  { -1, "" },
  { NOW + DAY, "Just now" },
  { NOW, "Just now" },
  { NOW - 59, "Just now" },
  { NOW - 60, "1 minute ago" },
  { NOW - 3599, "59 minutes ago" },
  { NOW - HOUR, "1 hour ago" },
  { NOW - 2 * HOUR, "2 hours ago" },
  { NOW - 12 * HOUR, "12 hours ago" },
  { NOW - 13 * HOUR, "Yesterday" },
  { NOW - 36 * HOUR, "Yesterday" },
  { NOW - 37 * HOUR, "2 days ago" },
  { NOW - 6 * DAY, "6 days ago" },
  { NOW - 7 * DAY, "11/11/26" },
  { NOW - 400 * DAY, "10/14/25" },
  { 1, "01/01/70" },
};

static void
test_format (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = pyxis_elapsed_format (cases[i].then, NOW);

    g_assert_cmpstr (text, ==, cases[i].expected);
  }
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/elapsed/format", test_format);
  return g_test_run ();
}
