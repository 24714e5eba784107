/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "packed-app.h"
#include "project-page.h"

/* PyxisPackedWindow: a packed app in a window as its description wants it, as it was left the last time.
 * It is the app's alone: nothing of Pyxis is there but for an app with `devtools`. */
#define PYXIS_TYPE_PACKED_WINDOW (pyxis_packed_window_get_type ())
G_DECLARE_FINAL_TYPE (
  PyxisPackedWindow, pyxis_packed_window, PYXIS, PACKED_WINDOW, AdwApplicationWindow)

/* `beside` (nullable): a page of the app whose storage is shared; `address` (nullable): of the page of the
 * app that is shown first. */
PyxisPackedWindow *pyxis_packed_window_new (AdwApplication *application,
                                            const PyxisPackedApp *app,
                                            PyxisProjectPage *beside,
                                            const char *address);

/* (nullable) (transfer none): what runs; NULL where it could not start. */
PyxisProjectPage *pyxis_packed_window_get_page (PyxisPackedWindow *self);
