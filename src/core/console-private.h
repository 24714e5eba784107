/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "console.h"

/* console.c is the list, console-call.c what is asked of interpreters. */
struct _PyxisConsole {
  GObject parent_instance;

  GPtrArray *entries;
  gsize weight; /* of them */
  guint max_entries;
  gsize max_weight;
  PyxisEventLog *log;
  guint navigation; /* of the last event */

  const PyxisConsoleScripting *scripting;
  GObject *object; /* (nullable): weak */
};

/* Takes `entry`. */
void pyxis_console_take (PyxisConsole *self, PyxisConsoleEntry *entry);

/* If it is there still. */
void pyxis_console_remove (PyxisConsole *self, PyxisConsoleEntry *entry);
