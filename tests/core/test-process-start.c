/* SPDX-License-Identifier: Apache-2.0 */
#include "process-start.h"

#include <glib.h>

/* What came before main () counts, and no more than a system's uptime. */
static double began;

static void
test_start (void)
{
  double start = pyxis_process_start_get ();

  g_assert_cmpfloat (start, <=, began + 10); /* the clock of the kernel has hundredths */
  g_assert_cmpfloat (start, >, began - 600000);
}

int
main (int argc, char **argv)
{
  began = (double) g_get_real_time () / 1000;
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/process-start/start", test_start);
  return g_test_run ();
}
