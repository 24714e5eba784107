/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Whether files can be made in the folder, which is made if need be. */
gboolean pyxis_environment_can_write (const char *folder);

/* (nullable) (transfer full): what the program has to do without in this session, in sentences for
 * the user; NULL: nothing is lacking. `has_bus`: whether there is a session bus that works. */
char *pyxis_environment_describe_lacks (gboolean has_bus);
