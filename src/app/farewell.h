/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* Keeps the application for the moment that WebKit takes to write what a page stored last: it writes
 * after half a second, and what it holds then may go with its process (network-sessions.h keeps it for a
 * project that is opened again). */
void pyxis_farewell (GApplication *application);
