/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "description.h"

/* (transfer full): the description as an object, with the keys of the configuration. */
cJSON *pyxis_description_to_json (const PyxisDescription *self);
