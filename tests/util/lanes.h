/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "lifecycle.h"

/* Lifecycles for tests of what shows them. */

typedef struct {
  double t;
  const char *kind;
  const char *where;
  int worker;
  int script;
  const char *text;
  const char *detail;
} LaneEvent;

#define LANES_FOUND "{\"core\":true,\"awaited\":true}"

/* Into a log, which a lifecycle follows; of MicroPython. */
static inline void
lanes_append (PyxisEventLog *log, const LaneEvent *event)
{
  g_autofree char *source = g_strdup_printf ("./script-%d.py", event->script);
  PyxisEventFields fields = {
    .kind = event->kind,
    .t = event->t,
    .where = event->where,
    .interpreter = "micropython",
    .worker = event->worker,
    .script = event->script,
    .source = event->script > 0 ? source : NULL,
    .element = event->script > 0 ? "script" : NULL,
    .text = event->text,
    .detail = event->detail,
  };

  pyxis_event_log_append (log, &fields);
}

/* Of a script of the page that begins to run at 310. */
static inline void
lanes_start (PyxisEventLog *log, int script)
{
  const LaneEvent events[] = {
    { 100, "script", "main", 0, script, "found", LANES_FOUND },
    { 200, "mpy:progress", "main", 0, 0, "Loading MicroPython", NULL },
    { 300, "mpy:progress", "main", 0, 0, "Loaded MicroPython", NULL },
    { 310, "mpy:ready", "main", 0, script, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    lanes_append (log, &events[i]);
}

static inline void
lanes_finish (PyxisEventLog *log, int script, double t)
{
  lanes_append (log, &(LaneEvent){ t, "mpy:done", "main", 0, script, NULL, NULL });
}
