/* SPDX-License-Identifier: Apache-2.0 */
#include "served-view.h"

/* What a page may make of the events that PyScript sends: too many, too large, or not PyScript's. */

#define N_EVENTS 50000
#define N_LARGE 20
#define N_ODD 4
#define TEXT_MAX 1000

static const char html[] = "<!doctype html><meta charset=\"utf-8\">";

static gboolean
beat_cb (gpointer user_data)
{
  ++*(guint *) user_data;
  return G_SOURCE_CONTINUE;
}

/* What is in the log of the page's own events, and what it says was left out. */
static guint
count_told (PyxisEventLog *log, guint *n_dropped)
{
  guint n = 0;

  *n_dropped = 0;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (log)); i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (G_LIST_MODEL (log), i);
    const PyxisEventFields *fields = pyxis_event_get_fields (event);
    g_autofree char *count = pyxis_event_dup_detail (event, "count");

    if (g_str_equal (fields->kind, "py:progress") || g_str_equal (fields->kind, "py:ready"))
      n++;
    if (fields->text && g_str_equal (fields->kind, "py:progress"))
      g_assert_cmpint (g_utf8_strlen (fields->text, -1), <=, TEXT_MAX);
    *n_dropped += count ? (guint) g_ascii_strtoull (count, NULL, 10) : 0;
  }
  return n;
}

static void
wait_for_all (PyxisEventLog *log, guint n_events)
{
  guint n_dropped = 0;
  guint n = count_told (log, &n_dropped);

  while (n + n_dropped < n_events) {
    g_main_context_iteration (NULL, TRUE);
    n = count_told (log, &n_dropped);
  }
  g_assert_cmpuint (n + n_dropped, ==, n_events);
}

/* At once, in a loop that does not let the page breathe: some are shown, the rest is counted, and the program goes
 * on meanwhile. */
static void
test_many (void)
{
  g_autoptr (ServedView) self = served_view_new (html);
  PyxisEventLog *log = pyxis_engine_get_log (pyxis_view_get_engine (self->view));
  g_autofree char *script = g_strdup_printf ("for (let i = 0; i < %d; i++) dispatchEvent (new "
                                             "CustomEvent ('py:progress', { detail: 'n' + i }));"
                                             "return 1;",
                                             N_EVENTS);
  guint n_beats = 0;
  guint beat = g_timeout_add (1, beat_cb, &n_beats);
  guint n_dropped = 0;

  served_view_assert_called (self, script, "1");
  wait_for_all (log, N_EVENTS);
  g_source_remove (beat);
  g_assert_cmpuint (count_told (log, &n_dropped), <, N_EVENTS / 10);
  g_assert_cmpuint (n_dropped, >, 0);
  g_assert_cmpuint (n_beats, >, 10);
}

/* 10 MB each, of which a row holds the beginning. */
static void
test_large (void)
{
  g_autoptr (ServedView) self = served_view_new (html);
  PyxisEventLog *log = pyxis_engine_get_log (pyxis_view_get_engine (self->view));
  g_autofree char *script = g_strdup_printf (
    "const detail = 'x'.repeat (10 << 20);"
    "for (let i = 0; i < %d; i++) dispatchEvent (new CustomEvent ('py:progress', { detail }));"
    "return 1;",
    N_LARGE);

  served_view_assert_called (self, script, "1");
  wait_for_all (log, N_LARGE);
}

/* Objects that hold themselves, that cannot be copied, and whose values throw: each is an event all the same. */
static void
test_odd (void)
{
  g_autoptr (ServedView) self = served_view_new (html);
  PyxisEventLog *log = pyxis_engine_get_log (pyxis_view_get_engine (self->view));

  served_view_assert_called (
    self,
    "const round = { worker: false }; round.round = round;"
    "for (const detail of [round, { get worker () { throw 1; } }, { worker: () => 1 },"
    "                      new Proxy ({}, { get () { throw 2; } })])"
    "  dispatchEvent (new CustomEvent ('py:ready', { detail })); return 1;",
    "1");
  wait_for_all (log, N_ODD);
}

int
main (int argc, char **argv)
{
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view-flood/many", test_many);
  g_test_add_func ("/view-flood/large", test_large);
  g_test_add_func ("/view-flood/odd", test_odd);
  return g_test_run ();
}
