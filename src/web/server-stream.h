/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <libsoup/soup.h>

#include "response.h"

/* Sends a response's body over a server message, one chunk after the other, each read only when the
 * one before it is on the wire, so that memory stays constant. Takes `response`; `message` must be
 * paused and is unpaused. Stops at once when the client goes away. */
void pyxis_server_stream_send (SoupServerMessage *message, PyxisResponse *response);
