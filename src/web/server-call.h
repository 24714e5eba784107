/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <libsoup/soup.h>

#include "doors.h"

/* System calls over loopback: which requests are one, whose body is taken, and what is answered. */
typedef struct {
  PyxisVfsDoor *door;         /* (nullable): nothing is written through this server */
  PyxisGrantDoor *grant_door; /* (nullable): no folders are granted */
  PyxisStopDoor *stop_door;   /* (nullable): nothing stops */
  PyxisCodeDoor *code_door;   /* (nullable): no code is handed over */
} PyxisServerCall;

gboolean pyxis_server_call_is_one (const PyxisServerCall *self, SoupServerMessage *message);

/* For a message that is a call, and of the project's own page: whether it carries the secret. */
gboolean pyxis_server_call_has_secret (const PyxisServerCall *self, SoupServerMessage *message);

/* Whether the body of a call that is admitted may be kept until it is whole. */
gboolean pyxis_server_call_wants_body (SoupServerMessage *message);

/* Now, or when the disk, or the user, has answered; `is_admitted` or with a refusal. */
void pyxis_server_call_answer (const PyxisServerCall *self,
                               SoupServerMessage *message,
                               gboolean is_admitted);

/* (element-type PyxisHeader): over what is already there: a response has each of its headers once. */
void pyxis_server_call_set_headers (SoupServerMessage *message, GArray *headers);
