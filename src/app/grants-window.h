/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "grants.h"

/* PyxisGrantsWindow: the folders and files that a project may use, each to be taken back, and what was
 * taken back last to be given again. It follows `grants`. */
#define PYXIS_TYPE_GRANTS_WINDOW (pyxis_grants_window_get_type ())
G_DECLARE_FINAL_TYPE (PyxisGrantsWindow, pyxis_grants_window, PYXIS, GRANTS_WINDOW, AdwWindow)

/* `name` is the project's. */
GtkWidget *pyxis_grants_window_new (GtkWindow *parent, PyxisGrants *grants, const char *name);
