/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* PyxisFileWatch: says when a file, or what lies directly in a folder, was written, came or went:
 * once for all that a save does, when it is quiet again. What is not there yet can be watched
 * too. */
typedef struct _PyxisFileWatch PyxisFileWatch;

typedef void (*PyxisFileWatchFunc) (gpointer user_data);

/* `changed` may free the watch. Where the system cannot watch, it is never called. */
PyxisFileWatch *
pyxis_file_watch_new (const char *path, PyxisFileWatchFunc changed, gpointer user_data);

/* Whether a new watch of `path` would say no more: a folder that came where nothing was, or a file,
 * is watched as what was there before. */
gboolean pyxis_file_watch_covers (const PyxisFileWatch *self, const char *path);

/* FALSE where the system cannot watch. */
gboolean pyxis_file_watch_is_awake (const PyxisFileWatch *self);

void pyxis_file_watch_free (PyxisFileWatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisFileWatch, pyxis_file_watch_free)
