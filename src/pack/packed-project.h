/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "bundle.h"
#include "project.h"

/* A bundle as a project that can be run: its files, and where it carries runtimes, these alone. Its
 * origin is that of its id together with its key, so that what the pages store outlives an update;
 * an unsigned one is known by its path only. */
PyxisProject *
pyxis_packed_project_load (PyxisBundle *bundle, const char *path, const char *page, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The same as a program of its own. Its origin is that of its id alone, so that what it stores outlives
 * an update and a move of its file: it was compared with the pins before (pins.h), and it stores below
 * folders of that id (user-folder.h). */
PyxisProject *pyxis_packed_project_load_app (PyxisBundle *bundle,
                                             const char *path,
                                             const char *page,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): what such an app says of itself. */
PyxisDescription *pyxis_packed_project_describe (PyxisBundle *bundle,
                                                 PyxisProject *project,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* By its name, or by its end. */
gboolean pyxis_packed_project_is_one (const char *path);
