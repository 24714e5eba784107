/* SPDX-License-Identifier: Apache-2.0 */
#include "elapsed.h"

#include <glib/gi18n.h>

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* Midnights between the two, where the user is. */
static gint64
count_days (gint64 then, gint64 now)
{
  g_autoptr (GDateTime) from = g_date_time_new_from_unix_local (then);
  g_autoptr (GDateTime) to = g_date_time_new_from_unix_local (now);
  GDate from_date;
  GDate to_date;
  int year;
  int month;
  int day;

  if (!from || !to)
    return (now - then) / DAY;
  g_date_time_get_ymd (from, &year, &month, &day);
  g_date_clear (&from_date, 1);
  g_date_set_dmy (&from_date, day, month, year);
  g_date_time_get_ymd (to, &year, &month, &day);
  g_date_clear (&to_date, 1);
  g_date_set_dmy (&to_date, day, month, year);
  return g_date_days_between (&from_date, &to_date);
}

static char *
format_date (gint64 then)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (then);
  char *text = time ? g_date_time_format (time, "%x") : NULL;

  return text ? text : g_strdup ("");
}

char *
pyxis_elapsed_format (gint64 then, gint64 now)
{
  gint64 seconds = now - then;
  gint64 days;

  if (then <= 0)
    return g_strdup ("");
  if (seconds < MINUTE)
    return g_strdup (_ ("Just now"));
  if (seconds < HOUR)
    return g_strdup_printf (
      ngettext ("%d minute ago", "%d minutes ago", (gulong) (seconds / MINUTE)),
      (int) (seconds / MINUTE));

  days = count_days (then, now);
  if (days == 0)
    return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", (gulong) (seconds / HOUR)),
                            (int) (seconds / HOUR));
  if (days == 1)
    return g_strdup (_ ("Yesterday"));
  if (days < 7)
    return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) days), (int) days);
  return format_date (then);
}
