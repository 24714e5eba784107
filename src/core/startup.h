/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event.h"

/* PyxisStartup: how a page of PyScript started, read off the events of one navigation: for each script, and
 * each worker that has none, when its interpreter began to load, ran, had its files and packages, when the
 * script's turn came and when it was done. Scripts of the page share an interpreter for each kind, and so
 * the first marks. Pure; all times are ms since the navigation began, NaN where that did not come. */

typedef enum {
  PYXIS_MARK_BEGIN,    /* the page was asked for; of what starts later by itself (an editor): NaN */
  PYXIS_MARK_RUNTIME,  /* the interpreter begins to load */
  PYXIS_MARK_PACKAGES, /* it runs; files, packages and modules come */
  PYXIS_MARK_PREPARED, /* all of them are there */
  PYXIS_MARK_READY,    /* py:ready and its like */
  PYXIS_MARK_DONE,     /* py:done and its like */
  PYXIS_N_MARKS,
} PyxisMark;

/* Between each mark and the next. */
#define PYXIS_N_PHASES (PYXIS_N_MARKS - 1)

typedef struct {
  char *interpreter; /* (nullable) */
  char *where;       /* "main", "worker", "editor" */
  char *name;        /* each (nullable) */
  char *element;
  char *source;
  int worker; /* 0: none */
  int script; /* 0: none */
  double marks[PYXIS_N_MARKS];
} PyxisStartupLane;

/* Read-only. */
typedef struct {
  guint navigation;
  double began; /* ms since 1970; NaN: not known */
  double
    launch; /* ms from the start of the program, or the opening of the project, to the navigation;
                      only of the first */
  double loaded;    /* the page was there, its scripts not yet */
  double all_done;  /* py:all-done */
  GPtrArray *lanes; /* (element-type PyxisStartupLane), as they were seen */
} PyxisStartup;

/* `events` (element-type PyxisEvent): of a log, in its order. `navigation` 0: the newest in which an
 * interpreter began to load, else the newest. */
PyxisStartup *pyxis_startup_new (GPtrArray *events, guint navigation);

void pyxis_startup_free (PyxisStartup *self);

/* "fetch", "runtime", "packages", "ready", "running": the phase that begins with a mark. */
const char *pyxis_startup_get_phase (PyxisMark mark);

/* NaN where one of its ends did not come. */
double pyxis_startup_lane_get_duration (const PyxisStartupLane *self, PyxisMark mark);

/* (transfer full): "main.py (pyodide, main)". */
char *pyxis_startup_lane_dup_title (const PyxisStartupLane *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisStartup, pyxis_startup_free)
