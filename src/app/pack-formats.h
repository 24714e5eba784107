/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "pack-format.h"

/* PyxisPackFormats: all that an app can become, one of them chosen. Signal: "changed" (). */
#define PYXIS_TYPE_PACK_FORMATS (pyxis_pack_formats_get_type ())
G_DECLARE_FINAL_TYPE (
  PyxisPackFormats, pyxis_pack_formats, PYXIS, PACK_FORMATS, AdwPreferencesGroup)

const PyxisPackFormat *pyxis_pack_formats_get (PyxisPackFormats *self);

/* See pack-format-row.h. */
void pyxis_pack_formats_set_is_shared (PyxisPackFormats *self, gboolean is_shared);

/* By name; one that cannot be made here is not chosen. */
void pyxis_pack_formats_set (PyxisPackFormats *self, const char *name);
