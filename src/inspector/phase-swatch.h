/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* PyxisPhaseSwatch: how a state of lanes is painted in their bars, and its name.
 *
 * Property: "state" (uint, PyxisLaneState). */
#define PYXIS_TYPE_PHASE_SWATCH (pyxis_phase_swatch_get_type ())
G_DECLARE_FINAL_TYPE (PyxisPhaseSwatch, pyxis_phase_swatch, PYXIS, PHASE_SWATCH, GtkWidget)
