/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "failure.h"
#include "project.h"

/* PyxisTraceRow: a row of what is shown of a traceback: a frame, a heading (an exception that led to
 * another, JavaScript), or frames that nobody looks for, folded. Immutable. */
typedef enum { PYXIS_TRACE_HEADING, PYXIS_TRACE_FRAME, PYXIS_TRACE_FOLDED } PyxisTraceRowKind;

#define PYXIS_TYPE_TRACE_ROW (pyxis_trace_row_get_type ())
G_DECLARE_FINAL_TYPE (PyxisTraceRow, pyxis_trace_row, PYXIS, TRACE_ROW, GObject)

/* (transfer full): of PyxisTraceRow: the frames of each exception with the innermost first, as the last
 * line comes first; those of JavaScript after them. `project` (nullable) knows which are its own. */
GListStore *pyxis_trace_row_list (PyxisFailure *failure, PyxisProject *project);

PyxisTraceRowKind pyxis_trace_row_get_kind (PyxisTraceRow *self);
const char *pyxis_trace_row_get_title (PyxisTraceRow *self);

/* (nullable): the line of code. */
const char *pyxis_trace_row_get_source (PyxisTraceRow *self);

/* (nullable): in the project. */
const char *pyxis_trace_row_get_path (PyxisTraceRow *self);
guint pyxis_trace_row_get_line (PyxisTraceRow *self);

/* Of a folded one: puts its frames in its place. */
void pyxis_trace_row_unfold (PyxisTraceRow *self, GListStore *list);
