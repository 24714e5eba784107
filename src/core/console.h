/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <cjson/cJSON.h>

#include "console-entry.h"
#include "event-log.h"

/* PyxisConsole: a bounded GListModel of PyxisConsoleEntry, in the order in which they came: what is run by
 * it and what comes of that, among what the page and its workers write (stdout, stderr, console, errors) as
 * their log has it. The oldest are dropped past its limits (10,000 entries, 16 MiB), a hundredth at a time.
 * Main thread only. */
#define PYXIS_TYPE_CONSOLE (pyxis_console_get_type ())
G_DECLARE_FINAL_TYPE (PyxisConsole, pyxis_console, PYXIS, CONSOLE, GObject)

/* How JavaScript of the page is asked, by whoever shows it: "run" and "complete", with `code`; the answer is
 * JSON text, as resources/js/console-run.js and console-complete.js make it. */
typedef struct {
  void (*ask) (GObject *object,
               const char *name,
               const char *code,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data);
  char *(*finish) (GObject *object, GAsyncResult *result, GError **error);
} PyxisConsoleScripting;

/* With what `log` has already. */
PyxisConsole *pyxis_console_new (PyxisEventLog *log);
PyxisConsole *
pyxis_console_new_with_limits (PyxisEventLog *log, guint max_entries, gsize max_weight);

/* `object` (nullable): NULL is nobody; it is not kept alive. `scripting` is static. */
void pyxis_console_set_scripting (PyxisConsole *self,
                                  const PyxisConsoleScripting *scripting,
                                  GObject *object);

void pyxis_console_append (PyxisConsole *self,
                           PyxisConsoleKind kind,
                           const PyxisConsoleOrigin *origin,
                           const char *text);

void pyxis_console_clear (PyxisConsole *self);

typedef enum {
  PYXIS_CONSOLE_DONE,
  PYXIS_CONSOLE_INCOMPLETE, /* more has to be typed; the input is no entry any more */
  PYXIS_CONSOLE_LEFT,       /* no answer was got, which an entry says */
} PyxisConsoleOutcome;

/* Appends `code` as input, and what comes of it when that is there. Waits for as long as it takes: cancel it
 * to wait no more. `interpreter` (nullable): NULL is JavaScript. */
void pyxis_console_run_async (PyxisConsole *self,
                              PyxisInterpreter *interpreter,
                              const char *code,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
PyxisConsoleOutcome pyxis_console_run_finish (PyxisConsole *self, GAsyncResult *result);

/* What `code`, up to the cursor, may go on with: (transfer full) (array NULL-terminated) the names, each of
 * which stands for what begins at the character `start`. */
void pyxis_console_complete_async (PyxisConsole *self,
                                   PyxisInterpreter *interpreter,
                                   const char *code,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
char **pyxis_console_complete_finish (PyxisConsole *self,
                                      GAsyncResult *result,
                                      guint *start,
                                      GError **error);
