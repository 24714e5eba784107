/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "pack-settings.h"
#include "pack-work.h"

/* PyxisPackResult: an app that was packed, to be run or shown. */
#define PYXIS_TYPE_PACK_RESULT (pyxis_pack_result_get_type ())
G_DECLARE_FINAL_TYPE (PyxisPackResult, pyxis_pack_result, PYXIS, PACK_RESULT, AdwBin)

/* What was made with these settings. */
void pyxis_pack_result_show (PyxisPackResult *self,
                             const PyxisPackSettings *settings,
                             const PyxisPackWritten *written);
