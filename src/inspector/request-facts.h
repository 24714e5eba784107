/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event.h"

/* PyxisRequestFacts: what a row says of an event of kind "request" (request-record.h). It is read once of
 * each, since rows are sorted and drawn often, and lives as long as the event. Main thread only. */
typedef struct {
  char *name;      /* the end of the address */
  char *address;   /* all of it */
  char *method;    /* "GET" */
  char *type;      /* media type without parameters; "" where it is not known */
  char *from;      /* "project", "runtime", "vfs", "network", "blocked" */
  char *initiator; /* as far as the headers say it: "index.html (script)"; else "" */
  guint status;    /* 0: not known */
  char *error;     /* (nullable): why the page did not get it */
  guint number;    /* see request-record.h */
  gboolean has_ended;
  double size;  /* bytes; -1: not known */
  double ms;    /* -1: not known */
  double began; /* ms since the navigation */
} PyxisRequestFacts;

/* (nullable) (transfer none): NULL where the event is no request. */
const PyxisRequestFacts *pyxis_request_facts_get (PyxisEvent *event);

/* Whether the page did not get what it asked for. */
gboolean pyxis_request_facts_has_failed (const PyxisRequestFacts *self);

/* (transfer full): who answered, in the user's words; of "project": "Project". */
char *pyxis_request_facts_dup_from (const PyxisRequestFacts *self);

/* (transfer full): "404 Not Found", "Blocked", "Failed", "Waiting"; "" where it is not known. */
char *pyxis_request_facts_dup_status (const PyxisRequestFacts *self);

/* (transfer full): "12.3 kB", "4.5 ms"; "" where it is not known. */
char *pyxis_request_facts_dup_size (const PyxisRequestFacts *self);
char *pyxis_request_facts_dup_time (const PyxisRequestFacts *self);
