/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "packed-app.h"

/* What a packed app says of itself on standard output. `program` is how it is called: "./table.run",
 * "pyxis app table.pyxis". */
void pyxis_packed_help_print (const PyxisPackedApp *app, const char *program);
void pyxis_packed_help_print_version (const PyxisPackedApp *app);
