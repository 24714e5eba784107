/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "advice.h"

/* PyxisAdviceTable: the errors that Pyxis recognises, from resources/advice.xml, which is data: each
 * <advice> has patterns, what they are for (`kind`: "error" where it says none, "notice", "console",
 * "missing") and texts; a <section> is a piece of the questions and answers that advices lead to.
 *
 * The cost of a look is bounded: of a text the first PYXIS_ADVICE_TEXT_MAX bytes are looked at, and a
 * pattern that takes too many steps does not fit (PCRE's LIMIT_MATCH). */
#define PYXIS_ADVICE_TEXT_MAX 4096

typedef struct _PyxisAdviceTable PyxisAdviceTable;

/* Read-only, texts translated; valid as long as the table. */
typedef struct {
  char *title;
  char *address;         /* of the same in public */
  GPtrArray *paragraphs; /* (element-type utf8) */
} PyxisAdviceSection;

/* G_MARKUP_ERROR, G_REGEX_ERROR for a table that is none; Pyxis' own is tested. */
PyxisAdviceTable *pyxis_advice_table_parse (const char *xml, gssize length, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Pyxis' own table. */
PyxisAdviceTable *pyxis_advice_table_new (void);

/* (transfer full) (nullable): the first that fits. */
PyxisAdvice *
pyxis_advice_table_find (const PyxisAdviceTable *self, const char *kind, const char *text);

/* (transfer none) (nullable) */
const PyxisAdviceSection *pyxis_advice_table_get_section (const PyxisAdviceTable *self,
                                                          const char *id);

/* (transfer container): the ids, in order, for tests. */
GPtrArray *pyxis_advice_table_list (const PyxisAdviceTable *self);

void pyxis_advice_table_free (PyxisAdviceTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisAdviceTable, pyxis_advice_table_free)
