/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event.h"

/* PyxisTraceback: what an error's text says of where it happened. Python's traceback, as CPython
 * (Pyodide) or MicroPython write it, and JavaScript's stack, as WebKit, Firefox or Chrome write it;
 * also one inside the other ("Uncaught PythonError: Traceback ..."). Immutable and pure: no file is
 * looked at (traceback-place.h). Any text gives one. Of a text longer than PYXIS_TRACEBACK_MAX bytes
 * the end is read; of too many frames those in the middle are left out. */
#define PYXIS_TRACEBACK_MAX (64 * 1024)
#define PYXIS_TRACEBACK_FRAMES_MAX 100 /* of one exception, and of JavaScript */
#define PYXIS_TRACEBACK_EXCEPTIONS_MAX 20

typedef struct {
  char *file;           /* as it is told: "helper.py", "<exec>", "pyxis://ORIGIN/a.js" */
  char *function;       /* (nullable) */
  char *source;         /* (nullable): the line of code */
  char *caret;          /* (nullable): the line below it that points: "    ^^^^" */
  guint line;           /* from 1; 0: unknown */
  guint column;         /* from 1, of JavaScript; 0: unknown */
  guint repeats;        /* how often it came once more */
  gboolean is_internal; /* of the interpreter, of PyScript, of a package or of Pyxis */
} PyxisFrame;

/* How an exception belongs to the one before it in the list. */
typedef enum {
  PYXIS_EXCEPTION_RAISED,  /* it is the first: what nobody caught */
  PYXIS_EXCEPTION_MEMBER,  /* part of a group, `depth` deep */
  PYXIS_EXCEPTION_CAUSE,   /* "The above exception was the direct cause": raise ... from */
  PYXIS_EXCEPTION_CONTEXT, /* "During handling of the above exception" */
} PyxisExceptionLink;

typedef struct {
  PyxisExceptionLink link;
  guint depth;       /* in groups; 0: in none */
  char *type;        /* (nullable): "NameError" */
  char *message;     /* lines; "" where there is none */
  GPtrArray *frames; /* (element-type PyxisFrame): the outermost first, as Python tells it */
  guint n_left_out;  /* frames, in the middle */
} PyxisException;

typedef struct {
  GPtrArray *exceptions; /* (element-type PyxisException): what was raised, its parts, and what led
                            to it, back in time; never empty */
  GPtrArray *scripts;    /* (element-type PyxisFrame): JavaScript's stack, the innermost first */
} PyxisTraceback;

PyxisTraceback *pyxis_traceback_parse (const char *text);

/* Of an "error" of the log: what its detail says of type and message comes first. */
PyxisTraceback *pyxis_traceback_new_for_event (PyxisEvent *error);

/* (transfer full): the line that says what is wrong: "NameError: name 'x' is not defined". */
char *pyxis_exception_dup_line (const PyxisException *self);

/* Whether both are the same error, told on two ways. */
gboolean pyxis_traceback_equal (const PyxisTraceback *a, const PyxisTraceback *b);

void pyxis_traceback_free (PyxisTraceback *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisTraceback, pyxis_traceback_free)
