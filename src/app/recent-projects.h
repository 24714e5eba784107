/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project.h"
#include "recent-project.h"

/* PyxisRecentProjects: a GListModel of what was opened, pinned ones first, then the newest, at most
 * PYXIS_RECENT_PROJECTS_MAX. It is the part of the desktop's list of recent files that carries our
 * name (GtkRecentManager), so that other programs offer the same, and that its age limit and its
 * switch in the desktop's settings hold here. Pins are ours, in the user's state; thumbnails are in
 * the cache, named by the project's origin, and go with their entries.
 *
 * Whether a project is still there is looked up in threads: a dead network mount holds up nobody.
 * Main thread only. */
#define PYXIS_TYPE_RECENT_PROJECTS (pyxis_recent_projects_get_type ())
G_DECLARE_FINAL_TYPE (PyxisRecentProjects, pyxis_recent_projects, PYXIS, RECENT_PROJECTS, GObject)

#define PYXIS_RECENT_PROJECTS_MAX 50

/* `database` is the file of the desktop's list. Its folder is made if need be. */
PyxisRecentProjects *
pyxis_recent_projects_new (const char *database, const char *state_dir, const char *cache_dir);

/* (transfer full): with the user's own files. */
PyxisRecentProjects *pyxis_recent_projects_new_for_user (void);

/* FALSE: the list can be read but nothing is added to it. */
gboolean pyxis_recent_projects_is_writable (PyxisRecentProjects *self);

/* The project was opened now. */
void pyxis_recent_projects_add (PyxisRecentProjects *self, PyxisProject *project);

/* (nullable) (transfer none): by the canonical path. */
PyxisRecentProject *pyxis_recent_projects_lookup (PyxisRecentProjects *self, const char *path);

void pyxis_recent_projects_pin (PyxisRecentProjects *self, const char *path, gboolean is_pinned);

/* Takes an entry out of the list. Until it is settled it can come back as it was; the end of the
 * program settles all. */
void pyxis_recent_projects_remove (PyxisRecentProjects *self, const char *path);
void pyxis_recent_projects_restore (PyxisRecentProjects *self, const char *path);
void pyxis_recent_projects_settle (PyxisRecentProjects *self, const char *path);

/* Removes all but the pinned ones, for good. */
void pyxis_recent_projects_clear (PyxisRecentProjects *self);

/* The project that was at `path` is now at `to`, which is canonical. */
void pyxis_recent_projects_move (PyxisRecentProjects *self, const char *path, const char *to);

/* Looks again whether the projects are there. */
void pyxis_recent_projects_check (PyxisRecentProjects *self);

/* (nullable) (transfer full): where a picture of this project belongs; NULL: it is not in the list,
 * or the list is not written. The folder exists. */
char *pyxis_recent_projects_dup_thumbnail (PyxisRecentProjects *self, const char *path);
