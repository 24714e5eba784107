/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "event-log.h"
#include "lane.h"

/* PyxisLifecycle: a GListModel of PyxisLane, in the order in which they were seen: what runs Python in the
 * page of the newest navigation, over all its life, read off the events as they come. A new navigation
 * begins anew. At most PYXIS_LIFECYCLE_MAX lanes; the events themselves may be cleared or dropped.
 * An event costs the same however many came before. Main thread only.
 *
 * Beside PyScript's own events it reads the kind "script", by which resources/js tells what PyScript does
 * not; its text is one of
 *   "found"   an element; detail {core: PyScript is there, awaited: py:all-done waits for it, terminal}
 *   "worker"  PyScript made a worker; detail {shared: it can say that it is done}
 *   "run"     code was given to a worker that runs as often as it is asked to, an editor's
 *   "ran"     it was run; of a worker that cannot say it otherwise, its only code
 *   "ended"   a worker was ended from outside
 *
 * Signal: "changed" (): after an event that changed lanes, or what is said below. */
#define PYXIS_TYPE_LIFECYCLE (pyxis_lifecycle_get_type ())
G_DECLARE_FINAL_TYPE (PyxisLifecycle, pyxis_lifecycle, PYXIS, LIFECYCLE, GObject)

#define PYXIS_LIFECYCLE_MAX 1000

/* `log` (nullable): it is read, and followed. */
PyxisLifecycle *pyxis_lifecycle_new (PyxisEventLog *log);

/* The next event, where there is no log. */
void pyxis_lifecycle_note (PyxisLifecycle *self, PyxisEvent *event);

/* Since the navigation began: what "now" is for lanes that go on. Without a log, the time of the last
 * event. */
double pyxis_lifecycle_get_now (PyxisLifecycle *self);

/* When py:all-done came; NaN: it has not. */
double pyxis_lifecycle_get_all_done (PyxisLifecycle *self);

/* Whether a lane goes on, so that time is all that it takes to change what is shown. */
gboolean pyxis_lifecycle_is_going (PyxisLifecycle *self);

/* How many had no room. */
guint pyxis_lifecycle_get_n_left_out (PyxisLifecycle *self);
