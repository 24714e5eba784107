/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event-log.h"
#include "grant-client.h"
#include "response.h"

/* PyxisGrantDoor: where a page's calls on granted folders come in, on both transports: a POST to
 * <origin>/@pyxis/fs/ with the secret of vfs-door.h, and for its reasons. A token without the secret is
 * of no use, nor is one of another project. Main thread only. */
#define PYXIS_TYPE_GRANT_DOOR (pyxis_grant_door_get_type ())
G_DECLARE_FINAL_TYPE (PyxisGrantDoor, pyxis_grant_door, PYXIS, GRANT_DOOR, GObject)

/* `log` is told what was kept on the disk (PyxisGrantClient::kept). */
PyxisGrantDoor *pyxis_grant_door_new (PyxisGrants *grants, PyxisEventLog *log);

/* (transfer none) */
PyxisGrants *pyxis_grant_door_get_grants (PyxisGrantDoor *self);
PyxisGrantClient *pyxis_grant_door_get_client (PyxisGrantDoor *self);

/* (nullable): where the call begins in `target`, an address without its origin. */
const char *pyxis_grant_door_find_call (const char *method, const char *target);

/* NULL only where it was cancelled. */
void pyxis_grant_door_answer_async (PyxisGrantDoor *self,
                                    const char *call,
                                    GBytes *body,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
PyxisResponse *pyxis_grant_door_answer_finish (PyxisGrantDoor *self, GAsyncResult *result);
