/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "file-work-func.h"

/* What takes its time in a command, as file-work.h has it in a window: after half a second standard error, where it
 * is a terminal, shows how far it is, in one line that is removed at the end. */
typedef struct {
  const char *title;       /* of the line: "Packing" */
  const char *cancelled;   /* a sentence, for a user who ends it by a signal */
  gboolean writes_nothing; /* it is not cancelled first: nothing of it would be left */
} PyxisCommandWork;

/* Does it in a thread, and returns what `func` does, with its error. A signal that ends programs cancels it, which
 * the line says; when it is over, and nothing of it is left, the sentence is printed and the program ends by that
 * signal. What is done all the same is done. A second signal ends the program at once. */
gboolean pyxis_command_work_run (const PyxisCommandWork *self,
                                 PyxisFileWorkFunc func,
                                 gpointer data,
                                 GError **error);
