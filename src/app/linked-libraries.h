/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* The libraries of the system that the program runs with, each in the version that is there. None of them is
 * part of it (licences.h), but for those that a Flatpak carries (flatpak.h). */

/* (transfer full): a line each, "GTK 4.8.3"; `with_licences`: "GTK 4.8.3 (LGPL-2.1-or-later)". */
char *pyxis_linked_libraries_describe (gboolean with_licences);
