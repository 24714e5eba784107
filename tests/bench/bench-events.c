/* SPDX-License-Identifier: Apache-2.0 */
#include <gtk/gtk.h>
#include <stdio.h>
#include <unistd.h>

#include "event-log.h"
#include "event-query.h"

/* Measures the log of events as the inspector uses it, at its limit: one line "name unit value" each. */

#define EVENTS 99900
#define BUNDLE 50

static double
get_memory (void)
{
  g_autofree char *text = NULL;
  unsigned long all, resident;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%lu %lu", &all, &resident), ==, 2);
  return (double) resident * sysconf (_SC_PAGESIZE);
}

static void
tell (const char *name, const char *unit, double value)
{
  printf ("events/%s %s %.3f\n", name, unit, value);
}

/* What the bridge posts: some lines that a worker prints. */
static char *
make_message (guint first)
{
  GString *json = g_string_new ("{\"dropped\":0,\"events\":[");

  for (guint i = first; i < first + BUNDLE; i++)
    g_string_append_printf (
      json,
      "%s{\"kind\":\"stdout\",\"t\":%u.5,\"interpreter\":\"micropython\",\"where\":\"worker\","
      "\"worker\":%u,\"text\":\"Line %u of what a worker prints, as long as most are\"}",
      i == first ? "" : ",", i, 1 + i % 4, i);
  return g_string_free (g_string_append (json, "]}"), FALSE);
}

static void
fill (PyxisEventLog *log)
{
  double before = get_memory ();
  gint64 taken = 0;

  for (guint i = 0; i < EVENTS; i += BUNDLE) {
    g_autofree char *json = make_message (i);
    gint64 began = g_get_monotonic_time ();

    g_assert_true (pyxis_event_log_append_message (log, json, -1, NULL));
    taken += g_get_monotonic_time () - began;
  }
  tell ("append", "us", (double) taken / EVENTS);
  tell ("memory", "B", (get_memory () - before) / EVENTS);
}

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  return pyxis_event_query_matches (user_data, item);
}

static void
filter (PyxisEventLog *log, const char *name, const char *terms, guint n_shown)
{
  g_autoptr (PyxisEventQuery) query = pyxis_event_query_new ();
  GtkCustomFilter *custom = gtk_custom_filter_new (is_shown, query, NULL);
  g_autoptr (GtkFilterListModel) model =
    gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (log)), GTK_FILTER (custom));
  gint64 began = g_get_monotonic_time ();

  g_assert_true (pyxis_event_query_set_text (query, terms, NULL));
  gtk_filter_changed (GTK_FILTER (custom), GTK_FILTER_CHANGE_DIFFERENT);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, n_shown);
  tell (name, "ms", (g_get_monotonic_time () - began) / 1000.0);
}

int
main (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();

  fill (log);
  filter (log, "filter-word", "prints", EVENTS);
  filter (log, "filter-nothing", "absent", 0);
  filter (log, "filter-words", "worker -999", EVENTS - 180);
  filter (log, "filter-expression", "/line [0-9]*7 of/", EVENTS / 10);
  return 0;
}
