/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib-object.h>

/* PyxisRecentProject: one line of the list of what was opened. Its path never changes; what else is
 * known changes with notifications. Made and changed by PyxisRecentProjects.
 *
 * Properties, read-only but by the setters: "name", "place" (the folder, with ~ for home),
 * "search-text" (all that a search looks at), "is-pinned", "is-missing". */
#define PYXIS_TYPE_RECENT_PROJECT (pyxis_recent_project_get_type ())
G_DECLARE_FINAL_TYPE (PyxisRecentProject, pyxis_recent_project, PYXIS, RECENT_PROJECT, GObject)

/* `path` is canonical; `thumbnail` is where a picture of the page is, if there is one. */
PyxisRecentProject *pyxis_recent_project_new (const char *path, const char *thumbnail);

const char *pyxis_recent_project_get_path (PyxisRecentProject *self);
const char *pyxis_recent_project_get_name (PyxisRecentProject *self);
const char *pyxis_recent_project_get_place (PyxisRecentProject *self);

/* A PNG file; whether it exists is to be seen when it is opened. */
const char *pyxis_recent_project_get_thumbnail (PyxisRecentProject *self);

/* When it was last opened, in seconds since 1970; 0: not known. */
gint64 pyxis_recent_project_get_time (PyxisRecentProject *self);
gboolean pyxis_recent_project_is_pinned (PyxisRecentProject *self);

/* Whether nothing was there when it was last looked for. */
gboolean pyxis_recent_project_is_missing (PyxisRecentProject *self);

void pyxis_recent_project_set_name (PyxisRecentProject *self, const char *name);
void pyxis_recent_project_set_time (PyxisRecentProject *self, gint64 time);
void pyxis_recent_project_set_pinned (PyxisRecentProject *self, gboolean is_pinned);
void pyxis_recent_project_set_missing (PyxisRecentProject *self, gboolean is_missing);

/* Signal "thumbnail-changed": the file has another picture. */
void pyxis_recent_project_thumbnail_changed (PyxisRecentProject *self);

/* The order of the list: pinned ones first, then the newest. */
int pyxis_recent_project_compare (PyxisRecentProject *a, PyxisRecentProject *b);
