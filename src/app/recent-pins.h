/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* PyxisRecentPins: the projects that the user wants to keep at hand, in a key file of our own: they
 * stay when the desktop's list of recent files is cleared, by age or by the user. One group for
 * each, named by its file: address, with "name" and "time". */
typedef struct _PyxisRecentPins PyxisRecentPins;

/* A file that is missing or unreadable is as good as an empty one, but an unreadable one is never
 * written over: it is renamed, with ".unreadable-" and six characters behind its name. */
PyxisRecentPins *pyxis_recent_pins_load (const char *file);

void pyxis_recent_pins_free (PyxisRecentPins *self);

gboolean pyxis_recent_pins_contains (PyxisRecentPins *self, const char *uri);

/* (transfer full): the addresses. */
char **pyxis_recent_pins_list (PyxisRecentPins *self);

/* (nullable) (transfer full) */
char *pyxis_recent_pins_dup_name (PyxisRecentPins *self, const char *uri);
gint64 pyxis_recent_pins_get_time (PyxisRecentPins *self, const char *uri);

/* Both read the file again, for others may have written it, and write it at once, whole or not at
 * all; what cannot be written is pinned until the end of the program. */
gboolean pyxis_recent_pins_set (
  PyxisRecentPins *self, const char *uri, const char *name, gint64 time, GError **error);
gboolean pyxis_recent_pins_remove (PyxisRecentPins *self, const char *uri, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisRecentPins, pyxis_recent_pins_free)
