/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event.h"

/* PyxisCause: makes one line of an error, which says what and where. It remembers what an error of
 * WebKit's leaves out: "Importing a module script failed." names no module. The request that failed
 * just before it does. Give it every event of a log in order. */
typedef struct {
  char *request; /* the last that failed in this page: "GET 404 /nowhere.mjs"; NULL: none */
  char *outside; /* the last to the network that has not ended, "GET https://a.org/b"; NULL: none */
  char *base;    /* what its addresses begin with, "pyxis://ORIGIN"; NULL: there is no page */
} PyxisCause;

void pyxis_cause_note (PyxisCause *self, PyxisEvent *event);

/* (transfer full): the first line of the error's text, with the request where that is its cause, else
 * with the file and line where Python raised it, as far as they are known. */
char *pyxis_cause_dup_line (const PyxisCause *self, PyxisEvent *error);

/* (transfer full): all of the error's text, its first line with that request but without a place: what
 * advice-table.h looks at. */
char *pyxis_cause_dup_text (const PyxisCause *self, PyxisEvent *error);

void pyxis_cause_clear (PyxisCause *self);
