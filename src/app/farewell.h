/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "engine.h"

/* Keeps `engine`, and the application with it, for the moment that WebKit takes to write what a page
 * stored last: it writes after half a second, and what it holds then goes with its session. */
void pyxis_farewell (GApplication *application, const char *origin, PyxisEngine *engine);

/* (nullable) (transfer none): an engine of the origin that is kept, for a project that is opened again
 * so soon: two sessions that write one storage would lose what one of them has. */
PyxisEngine *pyxis_farewell_find (GApplication *application, const char *origin);
