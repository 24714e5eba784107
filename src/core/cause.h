/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event.h"

/* PyxisCause: remembers what an error of WebKit's leaves out: "Importing a module script failed." names
 * no module. The request that failed just before it does. Give it every event of a log in order. */
typedef struct {
  char *request; /* the last that failed in this page: "GET 404 /nowhere.mjs"; NULL: none */
} PyxisCause;

void pyxis_cause_note (PyxisCause *self, PyxisEvent *event);

/* (transfer full): the first line of the error's text, with the request where that is its cause. */
char *pyxis_cause_dup_line (const PyxisCause *self, PyxisEvent *error);

void pyxis_cause_clear (PyxisCause *self);
