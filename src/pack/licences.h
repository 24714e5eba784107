/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "source.h"

/* The licences of what an app carries and its author did not write. PyScript's stands in its
 * runtime's folder. */

/* (transfer full): their texts. */
PyxisSource *pyxis_licences_new (void);

/* NULL-terminated: which of them are about a runtime. */
const char *const *pyxis_licences_of_runtime (const char *name);
