/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* PyxisAdvice: what an error means and what to do about it. Immutable; its texts are translated, and
 * name what the error names. */
typedef struct {
  char *id;           /* "shared-memory": for tests and scripts, never translated */
  char *title;        /* a heading, without a full stop */
  char *explanation;  /* sentences */
  char *fix;          /* sentences */
  char *section;      /* of the questions and answers (PyxisAdviceSection) */
  char *change;       /* (nullable): what project-change.h can do about it */
  GHashTable *values; /* (element-type utf8 utf8): what the error names, "module": "numpy" */
} PyxisAdvice;

/* (transfer full): one line for a terminal: "Title. Fix." */
char *pyxis_advice_dup_line (const PyxisAdvice *self);

/* (transfer full): an object of JSON with all of it, and how to read it again; NULL: it is none. */
char *pyxis_advice_to_json (const PyxisAdvice *self, guint64 error);
PyxisAdvice *pyxis_advice_from_json (const char *json, guint64 *error);

void pyxis_advice_free (PyxisAdvice *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisAdvice, pyxis_advice_free)
