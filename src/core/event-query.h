/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event-kind.h"

/* PyxisEventQuery: which events the user wants to see. What is left as it begins lets everything pass. */
typedef struct _PyxisEventQuery PyxisEventQuery;

/* What an event can be of; what it does not say is "none". Bits for pyxis_event_query_hide (). */
typedef enum {
  PYXIS_EVENT_PYODIDE = 1 << 0,
  PYXIS_EVENT_MICROPYTHON = 1 << 1,
  PYXIS_EVENT_NO_INTERPRETER = 1 << 2,
  PYXIS_EVENT_MAIN = 1 << 3,
  PYXIS_EVENT_WORKER = 1 << 4,
  PYXIS_EVENT_EDITOR = 1 << 5,
  PYXIS_EVENT_NATIVE = 1 << 6, /* the shell itself, or no place */
} PyxisEventTraits;

PyxisEventQuery *pyxis_event_query_new (void);
void pyxis_event_query_free (PyxisEventQuery *self);

/* `groups`: bits 1 << PyxisEventGroup. */
void pyxis_event_query_hide_groups (PyxisEventQuery *self, guint groups);

void pyxis_event_query_hide (PyxisEventQuery *self, PyxisEventTraits traits);

void pyxis_event_query_set_severity (PyxisEventQuery *self, PyxisEventSeverity least);

/* Of one navigation, and the shell's from before the first; 0: of all. */
void pyxis_event_query_set_navigation (PyxisEventQuery *self, guint navigation);

/* Terms with blanks between them, all of which must match kind, text, element, source, interpreter or
 * name:
 *
 *     word          contained, without regard to case
 *     "two words"   the same, with blanks
 *     /re+/         a regular expression (PCRE), without regard to case
 *     script:3      of the third Python script in the page
 *     -word         not this one; also -"…", -/…/ and -script:3
 *
 * FALSE where an expression is none, with a sentence; the terms stay as they were. An expression gives
 * up on an event that takes it too long. */
gboolean pyxis_event_query_set_text (PyxisEventQuery *self, const char *text, GError **error);

gboolean pyxis_event_query_matches (PyxisEventQuery *self, PyxisEvent *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisEventQuery, pyxis_event_query_free)
