/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "description.h"

/* PyxisPackChecks: what is wrong with the description of an app, and what it lacks, each with a way to
 * put it right. Signal: "changed" (): the configuration was changed here. */
#define PYXIS_TYPE_PACK_CHECKS (pyxis_pack_checks_get_type ())
G_DECLARE_FINAL_TYPE (PyxisPackChecks, pyxis_pack_checks, PYXIS, PACK_CHECKS, AdwPreferencesGroup)

/* The notes of a description of `project`. */
void pyxis_pack_checks_show_notes (PyxisPackChecks *self,
                                   PyxisProject *project,
                                   const PyxisDescription *description);

/* All that is wrong with the description (element-type PyxisDescriptionFault). */
void pyxis_pack_checks_show_faults (PyxisPackChecks *self,
                                    PyxisProject *project,
                                    const GPtrArray *faults);

/* The one error because of which there is no app, with a right description. */
void
pyxis_pack_checks_show_error (PyxisPackChecks *self, PyxisProject *project, const GError *error);
