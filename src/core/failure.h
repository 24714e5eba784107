/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "advice.h"
#include "traceback.h"

/* PyxisFailure: something that went wrong in a page and nobody handled, told once however often and on
 * however many ways it came: the event, what its text says of where it happened, what it means.
 *
 * Properties, read-only, for .ui files: title (the advice's, else the line), line (the last line of
 * the traceback), count (how often it came), has-advice. */
#define PYXIS_TYPE_FAILURE (pyxis_failure_get_type ())
G_DECLARE_FINAL_TYPE (PyxisFailure, pyxis_failure, PYXIS, FAILURE, GObject)

/* `page` (nullable) is the path in the project of the page that was shown. */
PyxisFailure *pyxis_failure_new (PyxisEvent *event, const char *page);

PyxisEvent *pyxis_failure_get_event (PyxisFailure *self);
const PyxisTraceback *pyxis_failure_get_traceback (PyxisFailure *self);
const char *pyxis_failure_get_line (PyxisFailure *self);

/* Which element's code it came from, by its number in the page and its src: the event's, or what was found
 * out since; 0 and NULL: it is not known, or is in the page. */
int pyxis_failure_get_script (PyxisFailure *self);
const char *pyxis_failure_get_source (PyxisFailure *self);
void pyxis_failure_set_script (PyxisFailure *self, int script, const char *source);

/* (nullable) */
const char *pyxis_failure_get_page (PyxisFailure *self);
const PyxisAdvice *pyxis_failure_get_advice (PyxisFailure *self);

/* (transfer full) */
void pyxis_failure_take_advice (PyxisFailure *self, PyxisAdvice *advice);

/* Whether `other` is the same, in the same page; it then counts here. */
gboolean pyxis_failure_merge (PyxisFailure *self, PyxisFailure *other);
