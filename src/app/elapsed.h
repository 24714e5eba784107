/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* (transfer full): how long before `now` something was, for a person: "Just now", "2 hours ago",
 * "Yesterday", and the date from a week on. Both are seconds since 1970; 0 for `then` means that
 * nobody knows, and gives "". A clock that was set back makes no future: that is "Just now". */
char *pyxis_elapsed_format (gint64 then, gint64 now);
