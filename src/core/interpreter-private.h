/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "interpreter.h"

/* For interpreters.c, which makes them and hands their questions on; interpreter.c is what there is to know
 * of one, interpreter-call.c what it is asked. */

/* Bytes; what resources/js/interpreters.js answers is shorter in characters. */
#define PYXIS_INTERPRETER_ANSWER_MAX (8 * 1024 * 1024)

/* `request` is to be answered by pyxis_interpreter_answer () with the same ticket. */
typedef void (*PyxisInterpreterAsk) (PyxisInterpreter *self,
                                     const char *request,
                                     guint64 ticket,
                                     gpointer user_data);

struct _PyxisInterpreter {
  GObject parent_instance;

  char *id;
  char *kind;
  PyxisInterpreterPlace place;
  guint worker;
  char *name;
  char *element;

  PyxisInterpreterAsk ask; /* NULL: it is gone */
  gpointer ask_data;
  guint64 ticket; /* of the question that is with it; 0: none is */
  GTask *task;    /* (nullable): who waits for that answer */
  GQueue waiting; /* of GTask */
  guint busy_timeout;
  gboolean is_busy;
};

/* (transfer full) (nullable): of an object that a page sent; NULL where it is none of these. */
PyxisInterpreter *
pyxis_interpreter_new (const cJSON *fields, PyxisInterpreterAsk ask, gpointer user_data);

void pyxis_interpreter_set_busy (PyxisInterpreter *self, gboolean is_busy);

const char *pyxis_interpreter_get_id (PyxisInterpreter *self);

/* `json` (nullable): NULL, it could not be asked. TRUE: the answer is that it is gone. */
gboolean
pyxis_interpreter_answer (PyxisInterpreter *self, guint64 ticket, const char *json, gsize length);

/* It is gone: whoever waits is told. */
void pyxis_interpreter_close (PyxisInterpreter *self);
