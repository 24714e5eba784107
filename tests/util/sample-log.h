/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event.h"

/* A log of one page, as a run of the real program left it, with round numbers: a script of MicroPython in the
 * page, one of Pyodide, and a worker. */

#define SAMPLE_LOG_LAUNCHED 1800000000000.0
#define SAMPLE_LOG_BEGAN (SAMPLE_LOG_LAUNCHED + 250)

typedef struct {
  double t;
  const char *kind;
  const char *interpreter;
  const char *where;
  int worker;
  int script;
  const char *source;
  const char *text;
  const char *detail;
} SampleRow;

static const SampleRow sample_rows[] = {
  { 5, "request", NULL, "native", 0, 0, NULL, "GET 200 /",
    "{\"method\":\"GET\",\"url\":\"pyxis://p1/?a=b%20c&d\",\"status\":200,\"type\":\"text/"
    "html\",\"size\":800,"
    "\"ms\":2.5,\"from\":\"project\",\"sent\":{\"accept\":\"*/*\",\"authorization\":\"Basic "
    "geheim\",\"cookie\":\"a=geheim; "
    "b\",\"x-pyxis-secret\":\"geheim\"},\"received\":{\"content-type\":\"text/"
    "html\",\"set-cookie\":\"c=geheim\"}}" },
  { 6, "page", NULL, "native", 0, 0, NULL, "committed pyxis://p1/", "{\"state\":\"committed\"}" },
  { 20, "request", NULL, "native", 0, 0, NULL, "GET http://x.test/ (blocked)",
    "{\"method\":\"GET\",\"url\":\"http://x.test/\",\"from\":\"blocked\"}" },
  { 22, "request", NULL, "native", 0, 0, NULL, "GET http://x.test/a",
    "{\"method\":\"GET\",\"url\":\"http://x.test/a\",\"from\":\"network\",\"n\":1}" },
  { 30, "page", NULL, "native", 0, 0, NULL, "finished pyxis://p1/", "{\"state\":\"finished\"}" },
  { 100, "mpy:progress", "micropython", "main", 0, 0, NULL, "Loading MicroPython", NULL },
  { 110, "py:progress", "pyodide", "main", 0, 0, NULL, "Loading Pyodide", NULL },
  { 120, "mpy:progress", "micropython", "worker", 1, 0, NULL, "Loading MicroPython", NULL },
  { 121, "request", NULL, "native", 0, 0, NULL, "GET 404 /none",
    "{\"method\":\"GET\",\"url\":\"pyxis://p1/"
    "none\",\"status\":404,\"type\":\"\",\"size\":0,\"ms\":118,\"from\":\"project\"}" },
  { 122, "request", NULL, "native", 0, 0, NULL, "GET 200 http://x.test/a",
    "{\"method\":\"GET\",\"url\":\"http://x.test/a\",\"status\":200,\"type\":\"text/css\","
    "\"size\":9,\"ms\":100,\"wait\":40,\"from\":\"network\",\"n\":1}" },
  { 140, "mpy:progress", "micropython", "main", 0, 0, NULL, "Loading files", NULL },
  { 160, "mpy:progress", "micropython", "main", 0, 0, NULL, "Loaded MicroPython", NULL },
  { 170, "mpy:ready", "micropython", "main", 0, 1, "./main.py", NULL, "{\"worker\":false}" },
  { 180, "stdout", "micropython", "main", 0, 0, NULL, "hello", NULL },
  { 190, "mpy:progress", "micropython", "worker", 1, 3, "./count.py", "Loaded MicroPython", NULL },
  { 200, "mpy:ready", "micropython", "worker", 1, 3, "./count.py", NULL, "{\"worker\":true}" },
  { 210, "mpy:done", "micropython", "main", 0, 1, "./main.py", NULL, "{\"worker\":false}" },
  { 250, "mpy:done", "micropython", "worker", 1, 3, "./count.py", NULL, "{\"worker\":true}" },
  { 4000, "py:progress", "pyodide", "main", 0, 0, NULL, "Loaded interpreter", NULL },
  { 4300, "py:progress", "pyodide", "main", 0, 0, NULL, "Loaded Pyodide", NULL },
  { 4350, "py:ready", "pyodide", "main", 0, 2, "./other.py", NULL, "{\"worker\":false}" },
  { 4600, "py:done", "pyodide", "main", 0, 2, "./other.py", NULL, "{\"worker\":false}" },
  { 4601, "py:all-done", NULL, "main", 0, 0, NULL, NULL, NULL },
};

static inline PyxisEvent *
sample_log_new_event (guint64 seq, guint navigation, const SampleRow *row, double began)
{
  PyxisEventFields fields = {
    .kind = row->kind,
    .t = row->t,
    .at = began + row->t,
    .interpreter = row->interpreter,
    .where = row->where,
    .worker = row->worker,
    .script = row->script,
    .source = row->source,
    .text = row->text,
    .detail = row->detail,
  };

  return pyxis_event_new (seq, navigation, &fields);
}

/* (transfer full) (element-type PyxisEvent): the start of the program, then the page, `n` times. */
static inline GPtrArray *
sample_log_new (guint n)
{
  static const SampleRow first = {
    200, "notice", NULL, "native", 0, 0, NULL, "The project is served.", "{\"code\":\"transport\"}"
  };
  GPtrArray *events = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (events, sample_log_new_event (1, 0, &first, SAMPLE_LOG_LAUNCHED));
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < G_N_ELEMENTS (sample_rows); j++)
      g_ptr_array_add (events, sample_log_new_event (events->len + 1, i + 1, &sample_rows[j],
                                                     SAMPLE_LOG_BEGAN + i * 10000));
  return events;
}
