/* SPDX-License-Identifier: Apache-2.0 */
#include "process-start.h"

#include <glib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* proc(5): the 22nd field, of which the second, the program's name in brackets, may hold anything. */
#define FIELDS_AFTER_NAME 19

/* Seconds from the start of the system to that of this process; -1: not known. */
static double
read_start (void)
{
  g_autofree char *text = NULL;
  const char *field = NULL;

  if (!g_file_get_contents ("/proc/self/stat", &text, NULL, NULL))
    return -1;
  field = strrchr (text, ')');
  field = field ? strchr (field, ' ') : NULL;
  for (guint i = 0; field && i < FIELDS_AFTER_NAME; i++)
    field = strchr (field + 1, ' ');
  return field ? g_ascii_strtod (field + 1, NULL) / (double) sysconf (_SC_CLK_TCK) : -1;
}

double
pyxis_process_start_get (void)
{
  double start = read_start ();
  double now = (double) g_get_real_time () / 1000;
  struct timespec up;

  if (start < 0 || clock_gettime (CLOCK_BOOTTIME, &up) != 0)
    return now;
  return MIN (now, now - ((double) up.tv_sec + (double) up.tv_nsec / 1e9 - start) * 1000);
}
