/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "engine.h"

/* Keeps `engine`, and the application with it, for the moment that WebKit takes to write what a page
 * stored last: it writes after half a second, and what it holds then goes with its session. */
void pyxis_farewell (GApplication *application, PyxisEngine *engine);
