/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "cause.h"

/* What went wrong in a check, read off the events, one line each; only the first of each counts. */
typedef struct {
  char *python; /* an uncaught error of Python, or a script that could not start: the check fails */
  char *javascript;    /* an uncaught error of the page's own scripts: it is told, no more */
  char *blocked;       /* what was kept from the page: often what an error that follows is about */
  char *advice;        /* the first about one of these, else the first of all: "Title. Fix." */
  guint64 failed;      /* seq of the error of Python, 0: none */
  gboolean is_advised; /* the advice is about that */
  PyxisCause cause;
} PyxisCheckFailures;

/* TRUE when the event is the first failure of Python. */
gboolean pyxis_check_failures_note (PyxisCheckFailures *self, PyxisEvent *event);

/* (transfer full) (nullable): the sentence to end with; NULL when nothing of Python failed. */
char *pyxis_check_failures_dup_sentence (const PyxisCheckFailures *self);

/* (transfer full): what to end with when `event` has not come in time; `timeout` in seconds. */
char *pyxis_check_failures_dup_missing (const PyxisCheckFailures *self,
                                        const char *event,
                                        double timeout);

void pyxis_check_failures_clear (PyxisCheckFailures *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PyxisCheckFailures, pyxis_check_failures_clear)
