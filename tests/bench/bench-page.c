/* SPDX-License-Identifier: Apache-2.0 */
#include <adwaita.h>
#include <stdio.h>

#include "events-page.h"
#include "served-view.h"

/* Measures what the inspector costs a page and its window: one line "name unit value" each. */

#define EVENTS 1500 /* as many as the bridge lets pass at once, and some room */
#define BUNDLE 50
#define BUNDLE_MS 10 /* 5,000 events a second */
#define FRAMES 300
#define BURSTS 200 /* bundles in one go */

static void
tell (const char *name, const char *unit, double value)
{
  printf ("events/%s %s %.3f\n", name, unit, value);
}

/* From the page's dispatchEvent () until it returns, with all that the bridge does and posts on the way, without
 * what an event that nobody hears costs. */
static void
measure_page (void)
{
  g_autoptr (ServedView) self = served_view_new ("<!doctype html><script id=\"s\"></script>");
  g_autofree char *script =
    g_strdup_printf ("const time = (kind) => { const began = performance.now ();"
                     "for (let i = 0; i < %d; i++) s.dispatchEvent (new CustomEvent (kind, { "
                     "bubbles: true, detail: 'n' + i }));"
                     "return performance.now () - began; };"
                     "time ('unheard'); const unheard = time ('unheard'); return (time "
                     "('py:progress') - unheard) * 1000 / %d;",
                     EVENTS, EVENTS);
  g_autofree char *json = NULL;

  pyxis_view_call_async (self->view, script, NULL, served_view_called_cb, &json);
  while (!json)
    g_main_context_iteration (NULL, TRUE);
  tell ("page-side", "us", g_ascii_strtod (json, NULL));
}

typedef struct {
  PyxisEventLog *log;
  gint64 last;
  double frames[FRAMES]; /* ms between one and the next */
  guint n;
  guint n_events;
} Frames;

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Frames *self = user_data;
  gint64 now = g_get_monotonic_time ();

  if (self->last > 0 && self->n < FRAMES)
    self->frames[self->n++] = (double) (now - self->last) / 1000;
  self->last = now;
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

static gboolean
append_cb (gpointer user_data)
{
  Frames *self = user_data;
  g_autoptr (GString) json = g_string_new ("{\"dropped\":0,\"events\":[");

  for (guint i = 0; i < BUNDLE; i++)
    g_string_append_printf (json,
                            "%s{\"kind\":\"stdout\",\"text\":\"Line %u of what a worker prints\"}",
                            i == 0 ? "" : ",", self->n_events++);
  g_string_append (json, "]}");
  pyxis_event_log_append_message (self->log, json->str, -1, NULL);
  return G_SOURCE_CONTINUE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return (one > other) - (one < other);
}

static void
measure_frames (gboolean is_busy)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  Frames self = { .log = log };
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = g_object_new (PYXIS_TYPE_EVENTS_PAGE, NULL);
  guint source = is_busy ? g_timeout_add (BUNDLE_MS, append_cb, &self) : 0;

  pyxis_event_log_begin_navigation (log);
  pyxis_events_page_set_log (PYXIS_EVENTS_PAGE (page), log);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 600);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_widget_add_tick_callback (page, tick_cb, &self, NULL);
  gtk_window_present (GTK_WINDOW (window));
  while (self.n < FRAMES)
    g_main_context_iteration (NULL, TRUE);
  g_clear_handle_id (&source, g_source_remove);
  gtk_window_destroy (GTK_WINDOW (window));
  qsort (self.frames, FRAMES, sizeof (double), compare_numbers);
  tell (is_busy ? "frame-busy" : "frame-idle", "ms", self.frames[FRAMES / 2]);
  tell (is_busy ? "frame-busy-99" : "frame-idle-99", "ms", self.frames[FRAMES * 99 / 100]);
}

/* What comes between two frames, until all of it is in the list that is shown. */
static void
measure_burst (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  Frames self = { .log = log };
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = g_object_new (PYXIS_TYPE_EVENTS_PAGE, NULL);
  gint64 began = 0;

  pyxis_event_log_begin_navigation (log);
  pyxis_events_page_set_log (PYXIS_EVENTS_PAGE (page), log);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 600);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_widget_add_tick_callback (page, tick_cb, &self, NULL);
  gtk_window_present (GTK_WINDOW (window));
  while (self.n < 2)
    g_main_context_iteration (NULL, TRUE);
  began = g_get_monotonic_time ();
  for (guint i = 0; i < BURSTS; i++)
    append_cb (&self);
  for (self.n = 0; self.n < 2;)
    g_main_context_iteration (NULL, TRUE);
  tell ("burst", "us", (double) (g_get_monotonic_time () - began) / (BURSTS * BUNDLE));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  gtk_init ();
  adw_init ();
  measure_page ();
  measure_burst ();
  measure_frames (FALSE);
  measure_frames (TRUE);
  return 0;
}
