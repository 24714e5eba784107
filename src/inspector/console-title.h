/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "console-entry.h"

/* (transfer full): what a place where code runs is called, "Pyodide, worker 2 (name)". */
char *pyxis_console_title_dup (const PyxisConsoleOrigin *origin);
