/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "packed-app.h"

/* PyxisPackedApplication: a packed app as the program that runs: its id, name and icon, its windows, and
 * what a program has. One instance a session: another start hands its files over, and ends. */
#define PYXIS_TYPE_PACKED_APPLICATION (pyxis_packed_application_get_type ())
G_DECLARE_FINAL_TYPE (
  PyxisPackedApplication, pyxis_packed_application, PYXIS, PACKED_APPLICATION, AdwApplication)

/* `app` must outlive it. */
PyxisPackedApplication *pyxis_packed_application_new (const PyxisPackedApp *app);
