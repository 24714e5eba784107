/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event.h"

/* What kinds of events there are, and how bad one is: for filters, and for how a row looks. */

/* As the user thinks of them; each event is in one. */
typedef enum {
  PYXIS_GROUP_LIFECYCLE, /* the DOM events of PyScript and of pages */
  PYXIS_GROUP_OUTPUT,    /* stdout, stderr, console */
  PYXIS_GROUP_ERRORS,    /* errors, and advice on them */
  PYXIS_GROUP_REQUESTS,
  PYXIS_GROUP_FILES,   /* /vfs and downloads */
  PYXIS_GROUP_NOTICES, /* the shell's own words */
  PYXIS_N_GROUPS,
} PyxisEventGroup;

typedef enum {
  PYXIS_SEVERITY_NORMAL,
  PYXIS_SEVERITY_WARNING,
  PYXIS_SEVERITY_ERROR,
} PyxisEventSeverity;

/* Of the event's kind. */
PyxisEventGroup pyxis_event_kind_get_group (const char *kind);

/* Warnings are stderr, `console.warn`, an error that the page handled, and notices of something that was
 * left out or refused; errors are `console.error`, errors, advice and requests that failed. */
PyxisEventSeverity pyxis_event_kind_get_severity (const PyxisEventFields *fields);
