/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "interpreter.h"

/* PyxisInterpreters: the interpreters of a page and its workers, as a GListModel of PyxisInterpreter in the
 * order in which they came. Whoever shows the page tells what it hears of it (resources/js/
 * interpreter-shell.js) and hands the questions on. All that is heard is data of a page. */
#define PYXIS_TYPE_INTERPRETERS (pyxis_interpreters_get_type ())
G_DECLARE_FINAL_TYPE (PyxisInterpreters, pyxis_interpreters, PYXIS, INTERPRETERS, GObject)

/* More are not listed. */
#define PYXIS_INTERPRETERS_MAX 200

/* `id` and `request` are for resources/js/ask-interpreter.js; what that returns is given to
 * pyxis_interpreters_answer () with the ticket. */
typedef void (*PyxisInterpretersAsk) (const char *id,
                                      const char *request,
                                      guint64 ticket,
                                      gpointer user_data);

PyxisInterpreters *pyxis_interpreters_new (PyxisInterpretersAsk ask, gpointer user_data);

/* {"come": {...}} or {"gone": id}. FALSE for anything else, and for more than there may be. */
gboolean
pyxis_interpreters_hear (PyxisInterpreters *self, const char *json, gsize length, GError **error);

/* `json` (nullable): NULL where the page could not be asked. */
void
pyxis_interpreters_answer (PyxisInterpreters *self, guint64 ticket, const char *json, gsize length);

/* The page is another one, or there is none. */
void pyxis_interpreters_clear (PyxisInterpreters *self);

/* Nobody can be asked from now on. */
void pyxis_interpreters_close (PyxisInterpreters *self);
