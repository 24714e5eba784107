/* SPDX-License-Identifier: Apache-2.0 */
#include "source-date.h"

/* The end of the year 9999. */
#define SECONDS_MOST 253402300799

gboolean
pyxis_source_date_get (gint64 *seconds, GError **error)
{
  const char *text = g_getenv ("SOURCE_DATE_EPOCH");
  guint64 value = 0;

  *seconds = -1;
  if (!text || !*text)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, SECONDS_MOST, &value, NULL)) {
    g_autofree char *shown = g_utf8_make_valid (text, -1);

    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "SOURCE_DATE_EPOCH is seconds since 1970, not “%.50s”: set it so, or not at all.",
                 shown);
    return FALSE;
  }
  *seconds = (gint64) value;
  return TRUE;
}

char *
pyxis_source_date_format (gint64 seconds)
{
  g_autoptr (GDateTime) time = seconds >= 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;

  return time ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("");
}
