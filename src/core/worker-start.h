/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "address.h"

/* How a worker of the page's own begins with a script of ours (resources/js/plain-workers.js): the page asks for the
 * worker's file with a mark at the end of the query, and gets a script that loads ours and then the file, by its
 * own address. So the base of all addresses in the worker stays what it was. */
#define PYXIS_WORKER_START_SCRIPT "plain-worker.js"

typedef enum {
  PYXIS_WORKER_START_NONE,
  PYXIS_WORKER_START_CLASSIC,
  PYXIS_WORKER_START_MODULE,
} PyxisWorkerStart;

/* What the query (nullable) asks for. `length`: how much of it is the page's own. */
PyxisWorkerStart pyxis_worker_start_ask (const char *query, gsize *length);

/* (transfer full): an address without the mark. */
char *pyxis_worker_start_dup_address (const char *uri);

/* What to begin with, for the file at `target`: its address below the origin, percent-encoded. */
GBytes *pyxis_worker_start_new (PyxisWorkerStart start, const char *target);
