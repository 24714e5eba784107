/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <cjson/cJSON.h>

#include "event.h"

/* PyxisRequestRecord: what an event of kind "request" holds in its detail: {"method", "url", "status",
 * "type", "size", "ms", "from", "sent", "received"}, of which only method, url and from are there for one
 * that another answers. It began `ms` before the event's time; the body may still be on its way then.
 *
 * "sent" and "received" are the header fields, names in lower case, of which at most
 * PYXIS_REQUEST_HEADERS_MAX bytes are kept each. Values that let somebody in (cookies, Authorization, the
 * shell's own "x-pyxis-…") are in the log, but leave the program only if the user wants that. */
#define PYXIS_REQUEST_HEADERS_MAX 2048

/* Strings are borrowed: of whoever fills it in, or of the record that was read. */
typedef struct {
  const char *method;
  const char *url;
  const char *type;      /* (nullable): media type */
  const char *from;      /* "project", "runtime", "vfs", "network", "blocked" */
  guint status;          /* 0: not known */
  double size;           /* of the body, in bytes; -1: not known */
  double ms;             /* until it was answered; -1: not known */
  const cJSON *sent;     /* (nullable): an object of strings */
  const cJSON *received; /* (nullable) */
  cJSON *root;           /* owned */
} PyxisRequestRecord;

/* FALSE where the event is none. */
gboolean pyxis_request_record_read (PyxisRequestRecord *self, PyxisEvent *event);

void pyxis_request_record_clear (PyxisRequestRecord *self);

/* (transfer full): the detail. */
char *pyxis_request_record_to_detail (const PyxisRequestRecord *self);

/* Adds a field to "sent" or "received" as far as it has room; what is no UTF-8 is made so. */
void pyxis_request_record_add_header (cJSON *headers, const char *name, const char *value);

/* Whether its value lets somebody in. Any case. */
gboolean pyxis_request_record_is_secret (const char *name);

/* Of a parsed detail: the values of secret headers become "…". */
void pyxis_request_record_hide_secrets (cJSON *detail);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PyxisRequestRecord, pyxis_request_record_clear)
