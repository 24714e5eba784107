/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "project.h"

/* PyxisApplication: the program with its windows, actions and keys, and the list of what was opened.
 * One instance a session: another start hands over what it was asked for, and ends. */
#define PYXIS_TYPE_APPLICATION (pyxis_application_get_type ())
G_DECLARE_FINAL_TYPE (PyxisApplication, pyxis_application, PYXIS, APPLICATION, AdwApplication)

PyxisApplication *pyxis_application_new (void);
