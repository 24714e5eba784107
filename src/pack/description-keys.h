/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "description-reading.h"

/* Reads all that the configuration of `project` says of an app, and finds values for what it does not say. */
void pyxis_description_keys_read (PyxisDescriptionReading *reading, PyxisProject *project);
