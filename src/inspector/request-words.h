/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event.h"

/* A request in words, as markup of a label: a line for each fact or header. (transfer full): "" where there
 * is none. What lets somebody in is left out (request-record.h). */
char *pyxis_request_words_dup_facts (PyxisEvent *event);
char *pyxis_request_words_dup_sent (PyxisEvent *event);
char *pyxis_request_words_dup_received (PyxisEvent *event);

/* (transfer full) (nullable): a line for a shell that asks the same by curl; NULL for an address that only
 * Pyxis answers. */
char *pyxis_request_words_dup_curl (PyxisEvent *event);
