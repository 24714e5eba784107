/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Options of JavaScriptCore and what must not leak in from the environment. All of it works through
 * environment variables that the web process inherits, because that holds with or without our
 * web-process extension; the extension sets the same through jsc_options_set_*, and others where no
 * interpreter starts from a snapshot. A variable that the user set to another value wins.
 *
 * Source of the names: JavaScriptCore's OptionsList.h. SharedArrayBuffer is off in WebKitGTK unless
 * useSharedArrayBuffer is on. With few cores one long OMG compile of CPython's interpreter loop
 * blocks the queue of the quick tier, and Python starts interpreted; so OMG is put off. */

typedef struct {
  const char *name;  /* "useSharedArrayBuffer" */
  const char *value; /* as the environment takes it */
} PyxisJscOption;

/* (transfer none): what suits a machine with `cores` processors, where interpreters start from a snapshot
 * or do not, of the same names; ends with a NULL name. Pure. */
const PyxisJscOption *pyxis_jsc_options_for_cores (guint cores, gboolean has_snapshot);

/* Those for starts from a snapshot; a web process without one changes its own. Before the first call into
 * WebKit or GTK, and before any thread. The variable that switches WebKit's sandbox off is removed too,
 * unless PYXIS_ALLOW_NO_SANDBOX is "1", and 127.0.0.1 is added to the hosts that no proxy is asked for. */
void pyxis_jsc_options_apply (void);

/* The same for a given number of processors, so that tests reach each. */
void pyxis_jsc_options_apply_for_cores (guint cores);
