/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* The signals by which the user, the terminal or the session ends a program: SIGINT, SIGTERM and SIGHUP. One that
 * whoever started the program has it ignore, as nohup does, stays ignored. */

typedef void (*PyxisEndSignalFunc) (int signal, gpointer data);

typedef struct _PyxisEndSignals PyxisEndSignals;

/* From now on `func` is called in the main loop, and the program goes on. */
PyxisEndSignals *pyxis_end_signals_watch (PyxisEndSignalFunc func, gpointer data);

/* They end the program again. */
void pyxis_end_signals_free (PyxisEndSignals *self);

/* Ends the program as the signal would have, so that whoever waits for it sees that: a shell says 128 and the
 * signal's number. */
G_NORETURN void pyxis_end_signals_end (int number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisEndSignals, pyxis_end_signals_free)
