/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "pack-format.h"
#include "pack-settings.h"

/* PyxisPackChoices: how an app is packed: whether it carries its Python, what signs it, where it is
 * written. Signal: "changed" (): what it carries is other than before. */
#define PYXIS_TYPE_PACK_CHOICES (pyxis_pack_choices_get_type ())
G_DECLARE_FINAL_TYPE (
  PyxisPackChoices, pyxis_pack_choices, PYXIS, PACK_CHOICES, AdwPreferencesGroup)

/* (transfer full) */
void pyxis_pack_choices_take_settings (PyxisPackChoices *self, PyxisPackSettings *settings);

/* (transfer none): as the user changes them. */
const PyxisPackSettings *pyxis_pack_choices_get_settings (PyxisPackChoices *self);

/* The place is under its ending then. */
void pyxis_pack_choices_set_format (PyxisPackChoices *self, const PyxisPackFormat *format);

/* What is in the place may be other than before. */
void pyxis_pack_choices_update (PyxisPackChoices *self);
