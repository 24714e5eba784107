/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "pack-reading.h"

/* PyxisPackSummary: what an app is, by its description, and what it carries. */
#define PYXIS_TYPE_PACK_SUMMARY (pyxis_pack_summary_get_type ())
G_DECLARE_FINAL_TYPE (
  PyxisPackSummary, pyxis_pack_summary, PYXIS, PACK_SUMMARY, AdwPreferencesGroup)

void pyxis_pack_summary_show_description (PyxisPackSummary *self,
                                          const PyxisDescription *description);

/* Its files are read, and may be others than those that are shown. */
void pyxis_pack_summary_wait (PyxisPackSummary *self);

/* No longer. */
void pyxis_pack_summary_stop (PyxisPackSummary *self);

/* NULL: they could not be read. */
void pyxis_pack_summary_show_reading (PyxisPackSummary *self, const PyxisPackReading *reading);
