/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Where the installed program keeps its parts. When the running executable lies in the build tree,
 * everything comes from there, so that nothing needs an environment; else from the prefix, found
 * relative to the executable, so that a relocated tree works too. */

/* (transfer full): the running program's own file. */
char *pyxis_installation_dup_program (void);

/* (transfer full): the folder of the web-process extension: that of the program, where one lies there
 * (an app that carries both). */
char *pyxis_installation_dup_extension_dir (void);

/* Whether the program has an extension of its own, as that of an app has: then it runs by no other,
 * and by none at all neither. */
gboolean pyxis_installation_carries_extension (void);

/* The program carried it inside of itself and has put it into `dir`, for as long as it runs; NULL:
 * it is gone. Before anything else of it is asked. */
void pyxis_installation_set_extension_dir (const char *dir);

/* (transfer full): the extension's file in it. */
char *pyxis_installation_dup_extension (void);

/* (transfer full): a NULL-terminated list of runtime roots, the user's own first. */
char **pyxis_installation_dup_runtime_roots (void);

/* (transfer full): data/examples. */
char *pyxis_installation_dup_examples_dir (void);

/* (transfer full): the user's cache folder of Pyxis, created 0700 on demand. */
char *pyxis_installation_dup_cache_dir (void);
