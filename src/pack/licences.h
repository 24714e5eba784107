/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "source.h"

/* The licences of what an app carries and its author did not write. PyScript's stands in its runtime's
 * folder; Pyxis's is beside a program that is carried (PYXIS_RUN_LICENCE, app-tree.h).
 *
 * Of the libraries that Pyxis links nothing is owed: they are linked dynamically, none of them is in any format
 * but a Flatpak, and what a Flatpak carries comes with its licence (library-licence.h). The program itself
 * has one thing that is not its own, PyScript's TOML parser, whose notice is in its text. */

/* (transfer full): their texts. */
PyxisSource *pyxis_licences_new (void);

/* NULL-terminated: which of them are about a runtime. */
const char *const *pyxis_licences_of_runtime (const char *name);
