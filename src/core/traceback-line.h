/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "traceback.h"

/* One line of an error's text: what it is. */
typedef enum {
  PYXIS_LINE_EMPTY,
  PYXIS_LINE_HEADER,   /* "Traceback (most recent call last):" */
  PYXIS_LINE_FRAME,    /* "  File "a.py", line 2, in f" */
  PYXIS_LINE_REPEATED, /* "  [Previous line repeated 9 more times]" */
  PYXIS_LINE_SCRIPT,   /* "f@pyxis://ORIGIN/a.js:1:2", "    at f (https://a.org/a.js:1:2)" */
  PYXIS_LINE_CAUSE,
  PYXIS_LINE_CONTEXT,
  PYXIS_LINE_MEMBER, /* of a group: "  +-+---------------- 1 ----------------" */
  PYXIS_LINE_INDENTED,
  PYXIS_LINE_TEXT,
} PyxisLineKind;

typedef struct {
  PyxisLineKind kind;
  const char *text;  /* without a group's margin; borrowed */
  guint depth;       /* in groups */
  guint count;       /* of PYXIS_LINE_REPEATED */
  PyxisFrame *frame; /* (transfer full): of PYXIS_LINE_FRAME and PYXIS_LINE_SCRIPT */
} PyxisLine;

/* `has_margin`: a group was announced before, so that lines begin with "  | ". */
PyxisLine pyxis_traceback_line_read (const char *line, gboolean has_margin);

/* (nullable) (transfer full): a frame of JavaScript. */
PyxisFrame *pyxis_traceback_line_read_script (const char *line);

void pyxis_frame_free (PyxisFrame *self);
