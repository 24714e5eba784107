/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib-object.h>

/* PyxisEvent: one thing that happened in a page or in the shell. Never changes after creation.
 * Fields and kinds are those of the design's event; the JSON form is the contract of
 * `pyxis check --events`. Strings are valid UTF-8 of at most PYXIS_EVENT_TEXT_MAX bytes: longer ones
 * are cut at a character's border.
 *
 * `at` is when it happened, in ms since 1970; what `t` counts from is their difference, so that a row
 * says it alone, of whatever part of a log it is. It is null where that is not known.
 *
 * Properties, all read-only, for expressions in .ui files: seq, navigation, kind, time (`t`),
 * interpreter, where, worker, name, element, source, text. */
#define PYXIS_EVENT_TEXT_MAX (64 * 1024)

/* What a producer knows; all strings borrowed, all but `kind` may be NULL. */
typedef struct {
  const char *kind;
  double t;                /* ms since the navigation began; NaN: now (the log fills it in) */
  double at;               /* ms since 1970; 0: not known (the log fills it in) */
  const char *interpreter; /* "pyodide", "micropython" */
  const char *where;       /* "main", "worker", "editor", "native" */
  int worker;              /* number, from 1; 0: none */
  const char *name;        /* of a named worker */
  const char *element;     /* "script#s1" */
  int script;              /* number of the element in the page, from 1; 0: none */
  const char *source;      /* "main.py" */
  const char *text;
  const char *detail; /* JSON text of an object, or NULL; never cut */
} PyxisEventFields;

#define PYXIS_TYPE_EVENT (pyxis_event_get_type ())
G_DECLARE_FINAL_TYPE (PyxisEvent, pyxis_event, PYXIS, EVENT, GObject)

PyxisEvent *pyxis_event_new (guint64 seq, guint navigation, const PyxisEventFields *fields);

guint64 pyxis_event_get_seq (PyxisEvent *self);
guint pyxis_event_get_navigation (PyxisEvent *self);

/* (transfer none): valid as long as the event. */
const PyxisEventFields *pyxis_event_get_fields (PyxisEvent *self);

/* (nullable) (transfer full): a string, number or boolean of the detail object, as text. */
char *pyxis_event_dup_detail (PyxisEvent *self, const char *key);

/* One line of JSON without a newline: {"v":1,"seq":...}. It holds no secret: the values of headers that
 * are one are left out (request-record.h). */
char *pyxis_event_to_json (PyxisEvent *self);

/* (transfer full): of a line that pyxis_event_to_json () wrote. G_IO_ERROR_NOT_SUPPORTED for one of
 * another version, else G_IO_ERROR_INVALID_DATA; the message is what is wrong with it, no sentence. */
PyxisEvent *pyxis_event_new_from_json (const char *line, gsize length, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* About how many bytes it occupies, for the log's limit. */
gsize pyxis_event_get_weight (PyxisEvent *self);

/* How many bytes of `text`, valid UTF-8, an event keeps. */
gsize pyxis_event_cut (const char *text);
