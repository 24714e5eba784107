/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "breakpoints.h"
#include "stop-private.h"

/* breakpoints.c is what is set and stopped, breakpoints-hear.c what threads ask and are told. */
struct _PyxisBreakpoints {
  GObject parent_instance;

  PyxisEventLog *log;
  char *token;
  PyxisPoints points;
  int script;
  gboolean is_main;
  gboolean takes_next; /* whatever comes next is stopped */
  gboolean had_error;  /* on this page */
  gboolean is_leaving; /* the page; one that stopped on its way out could not go */
  guint last_id;
  GPtrArray *stops; /* of PyxisStop, in the order in which they came */
};

void pyxis_breakpoints_emit_changed (PyxisBreakpoints *self);

/* That it is stopped, or goes on. */
void pyxis_breakpoints_tell_log (PyxisBreakpoints *self, PyxisStop *stop, gboolean is_stopped);

/* (nullable): the one that keeps a thread, worker 0 the page's, from hearing anything. */
PyxisStop *pyxis_breakpoints_find_thread (PyxisBreakpoints *self, guint worker);

/* Answers its request, if there is something to say. */
void pyxis_breakpoints_attend (PyxisBreakpoints *self, PyxisStop *stop);

/* It goes on, if it is there. */
void pyxis_breakpoints_remove_stop (PyxisBreakpoints *self, PyxisStop *stop);
