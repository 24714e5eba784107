/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "code-cache.h"
#include "response.h"

/* PyxisCodeDoor: where interpreters hand over the code that they compiled, on both transports: a POST to
 * <origin>/@pyxis/code/VERSION with the secret of vfs-door.h, and for its reasons. It is written in a thread, and
 * nobody hears whether it could be: the next start is an ordinary one then. Main thread only. */
#define PYXIS_TYPE_CODE_DOOR (pyxis_code_door_get_type ())
G_DECLARE_FINAL_TYPE (PyxisCodeDoor, pyxis_code_door, PYXIS, CODE_DOOR, GObject)

/* Bodies that wait to be written; what comes then is refused. */
#define PYXIS_CODE_DOOR_WAITING_MAX 8

/* `cache` is nullable: nothing is kept. */
PyxisCodeDoor *pyxis_code_door_new (PyxisCodeCache *cache);

/* (nullable) (transfer none) */
PyxisCodeCache *pyxis_code_door_get_cache (PyxisCodeDoor *self);

/* (nullable): where the call begins in `target`, an address without its origin. */
const char *pyxis_code_door_find_call (const char *method, const char *target);

/* (transfer full): never NULL. 200: it is going to be written. 400 or 413 where it is no code or too much, 404 where
 * nothing is kept or no interpreter of this version asked for it, 503 where too much waits. */
PyxisResponse *pyxis_code_door_answer (PyxisCodeDoor *self, const char *call, GBytes *body);
