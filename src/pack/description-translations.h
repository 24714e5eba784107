/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "description-reading.h"

/* The table [pyxis.translations]. */

/* (transfer full) (element-type PyxisTranslation): none. */
GPtrArray *pyxis_description_translations_new (void);

/* Adds those of the configuration. */
void pyxis_description_translations_read (PyxisDescriptionReading *reading);
