/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event.h"
#include "interpreter.h"

/* PyxisConsoleEntry: a row of the console: what was typed, what came of it, what the page and its workers
 * wrote. Never changes after creation.
 *
 * Properties, all read-only, for expressions in .ui files: kind, text, time. */
#define PYXIS_TYPE_CONSOLE_ENTRY (pyxis_console_entry_get_type ())
G_DECLARE_FINAL_TYPE (PyxisConsoleEntry, pyxis_console_entry, PYXIS, CONSOLE_ENTRY, GObject)

typedef enum {
  PYXIS_CONSOLE_INPUT,
  PYXIS_CONSOLE_RESULT,
  PYXIS_CONSOLE_ERROR,
  PYXIS_CONSOLE_OUTPUT,
  PYXIS_CONSOLE_WARNING, /* stderr and console.warn */
  PYXIS_CONSOLE_NOTE,    /* of the console itself */
} PyxisConsoleKind;

/* Where it comes from; all strings borrowed. */
typedef struct {
  const char *interpreter; /* (nullable): "pyodide", "micropython"; NULL: JavaScript */
  guint worker;            /* 0: the main thread */
  const char *name;        /* (nullable): of a named worker */
  gboolean is_editor;
} PyxisConsoleOrigin;

/* `interpreter` (nullable): NULL is JavaScript on the main thread. */
PyxisConsoleOrigin pyxis_console_origin_of (PyxisInterpreter *interpreter);

/* `origin` (nullable): of nobody. */
PyxisConsoleEntry *
pyxis_console_entry_new (PyxisConsoleKind kind, const PyxisConsoleOrigin *origin, const char *text);

/* (nullable): NULL where it is no event for the console. */
PyxisConsoleEntry *pyxis_console_entry_new_for_event (PyxisEvent *event);

PyxisConsoleKind pyxis_console_entry_get_kind (PyxisConsoleEntry *self);
const char *pyxis_console_entry_get_text (PyxisConsoleEntry *self);

/* (nullable) (transfer none): valid as long as the entry. */
const PyxisConsoleOrigin *pyxis_console_entry_get_origin (PyxisConsoleEntry *self);

/* When it came, in microseconds since 1970. */
gint64 pyxis_console_entry_get_time (PyxisConsoleEntry *self);

/* About how many bytes it occupies. */
gsize pyxis_console_entry_get_weight (PyxisConsoleEntry *self);
