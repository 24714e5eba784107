/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "project.h"

/* PyxisApplication: the program with its windows, actions and keys, and the list of what was opened.
 * One instance a session: another start hands over what it was asked for, and ends. */
#define PYXIS_TYPE_APPLICATION (pyxis_application_get_type ())
G_DECLARE_FINAL_TYPE (PyxisApplication, pyxis_application, PYXIS, APPLICATION, AdwApplication)

PyxisApplication *pyxis_application_new (void);

/* What the command line asks for. */
typedef struct {
  const char *path; /* (nullable): absolute, of what to open; NULL: the welcome window */
  const char
    *snapshot; /* (nullable): as pyxis_snapshot_choice_parse () takes it, for what is opened */
} PyxisApplicationStart;

/* pyxis_desktop_start_run () with it. */
int pyxis_application_run (PyxisApplication *self, const PyxisApplicationStart *start);
