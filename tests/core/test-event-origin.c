/* SPDX-License-Identifier: Apache-2.0 */
#include "event-log.h"
#include "event-origin.h"

#define MAIN .interpreter = "micropython", .where = "main"

static void
test_find (void)
{
  static const PyxisEventFields events[] = {
    { .kind = "stderr", MAIN },
    { .kind = "mpy:ready", MAIN, .script = 1, .element = "script#a" },
    { .kind = "stdout", MAIN },
    { .kind = "py:ready", .interpreter = "pyodide", .where = "main", .script = 3 },
    { .kind = "error", MAIN },
    { .kind = "mpy:ready", MAIN, .script = 2 },
    { .kind = "error", MAIN },
    { .kind = "stdout", .interpreter = "micropython", .where = "worker", .worker = 1 },
    { .kind = "mpy:done", MAIN, .script = 2 },
    { .kind = "error", MAIN },
    { .kind = "error", MAIN, .source = "main.py" },
    { .kind = "page", .where = "main" },
  };
  /* The row of which each is; -1: nobody can tell. */
  static const int origins[] = { -1, 1, 1, 3, 1, 5, 5, -1, 8, -1, 10, -1 };
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    pyxis_event_log_append (log, &events[i]);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (G_LIST_MODEL (log), i);
    g_autoptr (PyxisEvent) found = pyxis_event_origin_find (G_LIST_MODEL (log), event);
    g_autoptr (PyxisEvent) right =
      origins[i] < 0 ? NULL : g_list_model_get_item (G_LIST_MODEL (log), (guint) origins[i]);

    g_test_message ("row %u", i);
    g_assert_true (found == right);
  }
}

/* A reload begins anew. */
static void
test_navigation (void)
{
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (PyxisEvent) event = NULL;

  pyxis_event_log_append (log, &(PyxisEventFields){ .kind = "mpy:ready", MAIN, .script = 1 });
  pyxis_event_log_begin_navigation (log);
  pyxis_event_log_append (log, &(PyxisEventFields){ .kind = "error", MAIN });
  event = g_list_model_get_item (G_LIST_MODEL (log), 1);
  g_assert_null (pyxis_event_origin_find (G_LIST_MODEL (log), event));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event-origin/find", test_find);
  g_test_add_func ("/event-origin/navigation", test_navigation);
  return g_test_run ();
}
