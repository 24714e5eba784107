/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "event.h"

/* Which script an event is of that does not say so: what an interpreter prints or raises on the main
 * thread. Scripts run one after the other: it is the one that became ready last, while it is not done.
 *
 * `log` (of PyxisEvent, in the order of seq). (transfer full) (nullable): the event in which a script became
 * ready, or `event` itself where it names one; NULL where nobody can tell. */
PyxisEvent *pyxis_event_origin_find (GListModel *log, PyxisEvent *event);
