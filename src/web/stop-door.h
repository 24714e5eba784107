/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "breakpoints.h"
#include "response.h"

/* PyxisStopDoor: where threads that are stopped ask what to do, on both transports: a POST to
 * <origin>/@pyxis/stop/TOKEN with the secret of vfs-door.h, and for its reasons. The token says which window's
 * breakpoints are meant. The answer comes when it is known, which may be never. Main thread only. */
#define PYXIS_TYPE_STOP_DOOR (pyxis_stop_door_get_type ())
G_DECLARE_FINAL_TYPE (PyxisStopDoor, pyxis_stop_door, PYXIS, STOP_DOOR, GObject)

PyxisStopDoor *pyxis_stop_door_new (void);

void pyxis_stop_door_add (PyxisStopDoor *self, PyxisBreakpoints *breakpoints);
void pyxis_stop_door_remove (PyxisStopDoor *self, PyxisBreakpoints *breakpoints);

/* (nullable): where the call begins in `target`, an address without its origin. */
const char *pyxis_stop_door_find_call (const char *method, const char *target);

/* Cancelled, there is an answer all the same, that nobody waits for. */
void pyxis_stop_door_answer_async (PyxisStopDoor *self,
                                   const char *call,
                                   GBytes *body,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
PyxisResponse *pyxis_stop_door_answer_finish (PyxisStopDoor *self, GAsyncResult *result);
