/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event-log.h"
#include "stop.h"

/* PyxisBreakpoints: where the scripts of a page are to be stopped, and those that are. A thread of the page
 * (resources/js/breakpoints.js) asks at each such point what it is to do, by a request that is answered when
 * that is known, and does nothing else until then: it may be asked for something (pyxis_breakpoints_ask ())
 * as often as wanted, and is told to go on in the end. Nobody asks while no point is set.
 *
 * A request is JSON, and so is its answer:
 *   {"stop": {point, held, interpreter, where, worker, name, element, script, source, text}}
 *   {"id": the stop's, "ticket": of what it was asked, "answer": text}
 *   => {"id", "ask": {number, ticket, request}}, or {"go": true, "points": which are set now}
 * All of it is data of a page: what cannot be read may go on. Each stop, and that it goes on, is an event of
 * kind "breakpoint" with detail {"state": "stopped" or "continued", "point"}. What is set lives as long as this.
 * Main thread only.
 *
 * Property: "told" (uint, read-only): the points that pages must know.
 *
 * Signals: "changed" (): what is set or stopped.
 *          "answered" (guint64 ticket, const char *answer): of a thread that was asked. */
#define PYXIS_TYPE_BREAKPOINTS (pyxis_breakpoints_get_type ())
G_DECLARE_FINAL_TYPE (PyxisBreakpoints, pyxis_breakpoints, PYXIS, BREAKPOINTS, GObject)

/* Threads and scripts that are stopped at once; more go on. */
#define PYXIS_BREAKPOINTS_STOPS_MAX 100

PyxisBreakpoints *pyxis_breakpoints_new (PyxisEventLog *log);

/* By which requests find it, and not another window's. */
const char *pyxis_breakpoints_get_token (PyxisBreakpoints *self);

PyxisPoints pyxis_breakpoints_get_points (PyxisBreakpoints *self);
void pyxis_breakpoints_set_points (PyxisBreakpoints *self, PyxisPoints points);
guint pyxis_breakpoints_get_told (PyxisBreakpoints *self);

/* Only this script is stopped, by its number in events; 0: any. Of errors on the main thread it is not known
 * whose they are: they stop where `is_main`. */
void pyxis_breakpoints_set_script (PyxisBreakpoints *self, int script, gboolean is_main);
int pyxis_breakpoints_get_script (PyxisBreakpoints *self);

/* Those that wait, the first of which is meant by all below. */
guint pyxis_breakpoints_get_n_stops (PyxisBreakpoints *self);

/* (nullable) (transfer none): valid until "changed". */
PyxisStop *pyxis_breakpoints_get_stop (PyxisBreakpoints *self);

/* Lets it go on. `to_next`: and stop at the next point of any script, whatever is set, unless another waits. */
void pyxis_breakpoints_go_on (PyxisBreakpoints *self, gboolean to_next);

/* The page must be able to hear that it is to go: its main thread goes on, if it is stopped, and nothing stops
 * until it is known what comes of that. */
void pyxis_breakpoints_free_page (PyxisBreakpoints *self);

/* Whether it is on its way out, where nothing stops. */
void pyxis_breakpoints_set_is_leaving (PyxisBreakpoints *self, gboolean is_leaving);

/* The page is another one, or there is none. */
void pyxis_breakpoints_begin_page (PyxisBreakpoints *self);

/* Whether a thread is stopped, so that it hears nothing but what it is asked here; worker 0 is the page. */
gboolean pyxis_breakpoints_has_stopped (PyxisBreakpoints *self, guint worker);

/* FALSE: it is not. `number` is that of an interpreter there, `request` is for resources/js/interpreters.js. */
gboolean pyxis_breakpoints_ask (
  PyxisBreakpoints *self, guint worker, guint number, const char *request, guint64 ticket);

/* A request. Cancelled, it is answered as well, and what waits there is gone. */
void pyxis_breakpoints_hear_async (PyxisBreakpoints *self,
                                   GBytes *message,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/* (transfer full): its answer, never NULL. */
GBytes *pyxis_breakpoints_hear_finish (PyxisBreakpoints *self, GAsyncResult *result);
