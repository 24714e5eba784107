/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <cjson/cJSON.h>

#include "event.h"

/* PyxisRequestRecord: what an event of kind "request" holds in its detail: {"method", "url", "status",
 * "type", "size", "ms", "from", "sent", "received"}. It began `ms` before the event's time; of what we answer the
 * body may still be on its way then.
 *
 * What leaves for the network has two events. The first tells that it left, with method, url, "from" and a
 * number "n"; the second, with the same number, how it ended: with all of the above and "wait", the part of `ms` until
 * the answer began, or with "error", why the page got none. What never ends has no second. "error" also says
 * why a request was blocked.
 *
 * "sent" and "received" are the header fields, names in lower case, of which at most
 * PYXIS_REQUEST_HEADERS_MAX bytes are kept each. Values that let somebody in (cookies, Authorization, the
 * shell's own "x-pyxis-…") are in the log, but leave the program only if the user wants that. */
#define PYXIS_REQUEST_HEADERS_MAX 2048

/* The method, where nobody knows it: of some that were blocked. */
#define PYXIS_REQUEST_NO_METHOD "?"

/* Strings are borrowed: of whoever fills it in, or of the record that was read. */
typedef struct {
  const char *method;
  const char *url;
  const char *type;      /* (nullable): media type */
  const char *from;      /* "project", "runtime", "vfs", "network", "blocked" */
  guint status;          /* 0: not known */
  double size;           /* of the body, in bytes; -1: not known */
  double ms;             /* until it was answered, or ended; -1: not known */
  double wait;           /* until the answer began; 0 or -1: not known */
  guint number;          /* of one that left for the network; 0: of no other */
  const char *error;     /* (nullable): a sentence */
  const cJSON *sent;     /* (nullable): an object of strings */
  const cJSON *received; /* (nullable) */
  cJSON *root;           /* owned */
} PyxisRequestRecord;

/* FALSE where the event is none. */
gboolean pyxis_request_record_read (PyxisRequestRecord *self, PyxisEvent *event);

void pyxis_request_record_clear (PyxisRequestRecord *self);

/* Whether it is the second event of one that left for the network. */
gboolean pyxis_request_record_has_ended (const PyxisRequestRecord *self);

/* (transfer container) (element-type guint): a set of the numbers whose second event is among `events`. */
GHashTable *pyxis_request_record_collect_ended (GPtrArray *events);

/* Whether it is the first event of one whose second is there as well. */
gboolean pyxis_request_record_is_superseded (const PyxisRequestRecord *self, GHashTable *ended);

/* (transfer full): the detail. */
char *pyxis_request_record_to_detail (const PyxisRequestRecord *self);

/* Adds a field to "sent" or "received" as far as it has room; what is no UTF-8 is made so. */
void pyxis_request_record_add_header (cJSON *headers, const char *name, const char *value);

/* Whether its value lets somebody in. Any case. */
gboolean pyxis_request_record_is_secret (const char *name);

/* Of a parsed detail: the values of secret headers become "…". */
void pyxis_request_record_hide_secrets (cJSON *detail);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PyxisRequestRecord, pyxis_request_record_clear)
