/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event.h"

/* PyxisPageScripts: the scripts on the main thread of the page that is shown, as their events tell. An
 * error on the main thread does not say whose it is: it is the one's that runs, or the only one's. */
typedef struct {
  int script;   /* number of the element in the page */
  char *source; /* NULL: its code is in the page */
  gboolean is_micropython;
  gboolean is_running; /* ready, and not done */
} PyxisPageScript;

typedef struct {
  GPtrArray *scripts; /* (element-type PyxisPageScript) */
} PyxisPageScripts;

PyxisPageScripts *pyxis_page_scripts_new (void);

/* Give it every event of a log in order. */
void pyxis_page_scripts_note (PyxisPageScripts *self, PyxisEvent *event);

/* (transfer none) (nullable): of a ready or done, its script. */
const PyxisPageScript *pyxis_page_scripts_get (const PyxisPageScripts *self, PyxisEvent *event);

/* (transfer none) (nullable): whose error it is, if that is certain. */
const PyxisPageScript *pyxis_page_scripts_find (const PyxisPageScripts *self,
                                                gboolean is_micropython);

void pyxis_page_scripts_free (PyxisPageScripts *self);
